package dev.baton.connector.reddit;

import dev.baton.config.Secret;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.OAuthSession;
import dev.baton.connector.RateLimits;
import dev.baton.connector.Tools;
import dev.baton.connector.Urlencoded;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.stream.Stream;

/** The requests Baton makes of Reddit, signed in. Source: reddit.com/dev/api, and the traffic that PRAW recorded. */
final class RedditApi {

  /** The most Reddit gives in one page. */
  static final int PAGE = 100;

  private static final String FROM_APP = "Reddit's app settings";

  private final Wire wire;
  private final Wire signIn;
  private final RedditConfig config;
  private final RateLimits limits;
  private final OAuthSession session;

  RedditApi(RedditConfig config, Tools tools) {
    this.config = config;
    this.limits = tools.rateLimits();
    this.wire = new Wire(tools.vertx(), config.server(), tools.limits());
    this.signIn = new Wire(tools.vertx(), config.signIn(), tools.limits());
    var client = config.client();
    this.session = new OAuthSession(new OAuthSession.SignIn(Secret.NONE,
      client.usesPassword() ? client.password() : client.refreshToken(), this::renew, client.usesPassword()
        ? "check username, password, client-id and client-secret in config/accounts.yaml against " + FROM_APP
        : "let the account authorise Baton again and fill in the new refresh-token in config/accounts.yaml"),
      tools.tokens(), tools.clock());
  }

  String host() {
    return wire.host();
  }

  RateLimits limits() {
    return limits;
  }

  /** What the token allows; empty where Reddit did not say yet. */
  String scope() {
    return session.scope();
  }

  Future<Heard> whoAmI() {
    return get("/api/v1/me?raw_json=1");
  }

  /** The newest first. @param below a fullname, or empty for the top. Asking does not mark anything as read */
  Future<Heard> list(String path, String below, int count) {
    return get(path + "?" + Urlencoded.of("limit", String.valueOf(PAGE), "raw_json", "1", "mark", "false", "after", below,
      "count", below.isEmpty() ? "" : String.valueOf(count)));
  }

  /** What the account itself said, the newest first. */
  Future<Heard> ownComments(String below) {
    return get("/user/" + Urlencoded.text(config.username()) + "/comments?"
      + Urlencoded.of("sort", "new", "limit", String.valueOf(PAGE), "raw_json", "1", "after", below));
  }

  /** A post's comments, or those below one of them. @param comment its id without kind, or empty */
  Future<Heard> below(String post, String comment) {
    return get("/comments/" + Urlencoded.text(post) + (comment.isEmpty() ? "" : "/_/" + Urlencoded.text(comment)) + "?"
      + Urlencoded.of("sort", "new", "depth", "2", "limit", "500", "raw_json", "1"));
  }

  /** Things as they are now, by their fullnames; at most {@link #PAGE}. */
  Future<Heard> info(Collection<String> names) {
    return get("/api/info?" + Urlencoded.of("raw_json", "1", "id", String.join(",", names)));
  }

  /** Below a comment or a post, or as the answer to a message. */
  Future<Heard> comment(String thing, String text) {
    var form = Buffer.buffer(Urlencoded.of("api_type", "json", "raw_json", "1", "thing_id", thing, "text", text));
    return session.write(access -> wire.post("/api/comment", bearer(access).set(HttpHeaders.CONTENT_TYPE,
      Urlencoded.TYPE), form).compose(this::heard));
  }

  private Future<Heard> get(String pathAndQuery) {
    return session.ask(access -> wire.get(pathAndQuery, bearer(access)).compose(this::heard));
  }

  private MultiMap headers() {
    return MultiMap.caseInsensitiveMultiMap().set(HttpHeaders.USER_AGENT, config.userAgent())
      .set(HttpHeaders.ACCEPT, "application/json");
  }

  private MultiMap bearer(Secret access) {
    return headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + access.value());
  }

  /** Reddit says no to a sign-in inside a 200, too. */
  private Future<Heard> renew(Secret refresh) {
    var client = config.client();
    var form = client.usesPassword()
      ? Urlencoded.of("grant_type", "password", "username", config.username(), "password", client.password().value())
      : Urlencoded.of("grant_type", "refresh_token", "refresh_token", refresh.value());
    var headers = headers().set(HttpHeaders.CONTENT_TYPE, Urlencoded.TYPE)
      .set(HttpHeaders.AUTHORIZATION, Urlencoded.basic(client.id(), client.secret().value()));
    return signIn.post("/api/v1/access_token", headers, Buffer.buffer(form)).compose(answer -> {
      var error = Fields.text(Fields.objectOrEmpty(answer.body()), "error");
      return answer.status() == 200 && !error.isEmpty()
        ? Future.succeededFuture(new Heard.TurnedDown(400, error)) : heard(answer);
    });
  }

  private Future<Heard> heard(Wire.Answer answer) {
    var words = words(Fields.objectOrEmpty(answer.body()));
    return Heard.of(answer, wire.host(), words.isEmpty() ? wire.host() + " answered " + answer.status() : words, limits);
  }

  private static String words(JsonObject said) {
    return Stream.of("explanation", "error_description", "reason", "message", "error")
      .map(name -> Fields.text(said, name)).filter(words -> !words.isBlank()).findFirst().orElse("");
  }

  Future<Void> close() {
    return Future.join(wire.close(), signIn.close()).mapEmpty();
  }
}
