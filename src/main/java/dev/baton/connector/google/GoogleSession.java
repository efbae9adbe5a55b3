package dev.baton.connector.google;

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
import java.net.URI;
import java.util.Set;
import java.util.stream.Stream;

/** Asks Google's servers as one account. Source: developers.google.com, OAuth 2.0 for web server applications. */
public final class GoogleSession {

  /** Where Google gives tokens. */
  public static final URI SIGN_IN = URI.create("https://oauth2.googleapis.com");

  /** With which a 403 means "not so fast" and not "never". */
  private static final Set<String> TOO_FAST =
    Set.of("rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED", "RESOURCE_EXHAUSTED");

  private final Wire signIn;
  private final GoogleClient client;
  private final RateLimits limits;
  private final OAuthSession session;

  /** @param server that gives tokens, such as {@link #SIGN_IN} */
  public GoogleSession(URI server, GoogleClient client, Tools tools) {
    this.signIn = new Wire(tools.vertx(), server, tools.limits());
    this.client = client;
    this.limits = tools.rateLimits();
    this.session = new OAuthSession(new OAuthSession.SignIn(Secret.NONE, client.refreshToken(), this::renew,
      "let the account authorise Baton again and fill in the new refresh-token in config/accounts.yaml"),
      tools.tokens(), tools.clock());
  }

  /** What the token allows; empty before the first request. */
  public String scope() {
    return session.scope();
  }

  public Future<Heard> get(Wire wire, String pathAndQuery) {
    return session.ask(access -> wire.get(pathAndQuery, bearer(access)).compose(answer -> heard(answer, wire.host())));
  }

  public Future<Heard> post(Wire wire, String pathAndQuery, JsonObject body) {
    return session.write(access -> wire.post(pathAndQuery, json(access), body.toBuffer())
      .compose(answer -> heard(answer, wire.host())));
  }

  public Future<Heard> put(Wire wire, String path, JsonObject body) {
    return session.write(access -> wire.put(path, json(access), body.toBuffer())
      .compose(answer -> heard(answer, wire.host())));
  }

  public Future<Void> close() {
    return signIn.close();
  }

  private Future<Heard> renew(Secret refresh) {
    var headers = MultiMap.caseInsensitiveMultiMap().set(HttpHeaders.CONTENT_TYPE, Urlencoded.TYPE);
    var form = Urlencoded.of("grant_type", "refresh_token", "refresh_token", refresh.value(), "client_id", client.id(),
      "client_secret", client.secret().value());
    return signIn.post("/token", headers, Buffer.buffer(form)).compose(answer -> heard(answer, signIn.host()));
  }

  private static MultiMap bearer(Secret access) {
    return MultiMap.caseInsensitiveMultiMap().set(HttpHeaders.AUTHORIZATION, "Bearer " + access.value())
      .set(HttpHeaders.ACCEPT, "application/json");
  }

  private static MultiMap json(Secret access) {
    return bearer(access).set(HttpHeaders.CONTENT_TYPE, "application/json");
  }

  private Future<Heard> heard(Wire.Answer answer, String host) {
    var body = answer.status() < 300 ? new JsonObject() : Fields.objectOrEmpty(answer.body());
    var error = Fields.object(body, "error");
    var words = Stream.of(Fields.text(error, "message"), Fields.text(body, "error_description"),
      Fields.text(body, "error")).filter(said -> !said.isBlank()).findFirst().orElse(host + " answered " + answer.status());
    boolean tooFast = answer.status() == 429 || answer.status() == 403 && reasons(error).anyMatch(TOO_FAST::contains);
    return tooFast ? Future.succeededFuture(new Heard.Wait(limits.pause(answer.headers()), words))
      : Heard.of(answer, host, words, limits);
  }

  /** The older APIs list their reasons, the newer ones have a status and details. */
  private static Stream<String> reasons(JsonObject error) {
    return Stream.concat(Stream.of(Fields.text(error, "status")),
      Stream.of("errors", "details").flatMap(list -> Fields.objects(error, list).stream())
        .map(entry -> Fields.text(entry, "reason")));
  }
}
