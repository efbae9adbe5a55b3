package dev.baton.connector.googlereviews;

import dev.baton.config.Secret;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.OAuthSession;
import dev.baton.connector.RateLimits;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.connector.google.GoogleClient;
import dev.baton.connector.google.GoogleToken;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.stream.Stream;

/** Asks Google's servers as one account, and says what their answers mean. */
final class ReviewsWire {

  /** With which a 403 means "not so fast" and not "never". */
  private static final Set<String> TOO_FAST =
    Set.of("rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED", "RESOURCE_EXHAUSTED");

  private final GoogleToken google;
  private final RateLimits limits;
  private final OAuthSession session;

  ReviewsWire(GoogleClient client, Tools tools) {
    this.google = new GoogleToken(client, tools);
    this.limits = tools.rateLimits();
    this.session = new OAuthSession(google.signIn(), tools.tokens(), tools.clock());
  }

  /** What the token allows; empty before the first request. */
  String scope() {
    return session.scope();
  }

  Future<Heard> get(Wire wire, String pathAndQuery) {
    return session.ask(access -> wire.get(pathAndQuery, bearer(access)).compose(answer -> heard(answer, wire.host())));
  }

  Future<Heard> put(Wire wire, String path, JsonObject body) {
    return session.write(access -> wire.put(path, json(access), body.toBuffer())
      .compose(answer -> heard(answer, wire.host())));
  }

  Future<Void> close() {
    return google.close();
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
    var said = Fields.text(error, "message");
    var words = said.isBlank() ? host + " answered " + answer.status() : said;
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
