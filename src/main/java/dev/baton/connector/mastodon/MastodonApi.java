package dev.baton.connector.mastodon;

import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.RateLimits;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The five requests Baton makes of an instance. Source: mastodon/documentation, methods. */
final class MastodonApi {

  /** The most an instance gives in one page. */
  static final int PAGE = 80;

  private final Wire wire;
  private final MastodonConfig config;
  private final RateLimits limits;

  MastodonApi(Wire wire, MastodonConfig config, RateLimits limits) {
    this.wire = wire;
    this.config = config;
    this.limits = limits;
  }

  Future<Heard> newestMentions() {
    return get("/api/v1/notifications?types[]=mention&limit=" + PAGE);
  }

  /** The page next above an id, oldest gap first; {@code since_id} would leave holes. */
  Future<Heard> mentionsAbove(String notificationId) {
    return get("/api/v1/notifications?types[]=mention&limit=" + PAGE
      + "&min_id=" + URLEncoder.encode(notificationId, StandardCharsets.UTF_8));
  }

  Future<Heard> whoAmI() {
    return get("/api/v1/accounts/verify_credentials");
  }

  Future<Heard> instance() {
    return get("/api/v2/instance");
  }

  Future<Heard> post(JsonObject status, String idempotencyKey) {
    var headers = authorised().set("Idempotency-Key", idempotencyKey).set(HttpHeaders.CONTENT_TYPE, "application/json");
    return wire.post("/api/v1/statuses", headers, status.toBuffer()).compose(this::heard);
  }

  private Future<Heard> get(String path) {
    return wire.get(path.replace("[]", "%5B%5D"), authorised()).compose(this::heard);
  }

  private MultiMap authorised() {
    return MultiMap.caseInsensitiveMultiMap()
      .set(HttpHeaders.AUTHORIZATION, "Bearer " + config.token().value())
      .set(HttpHeaders.ACCEPT, "application/json");
  }

  private Future<Heard> heard(Wire.Answer answer) {
    var words = Fields.text(Fields.objectOrEmpty(answer.body()), "error");
    var shown = words.isEmpty() ? wire.host() + " answered " + answer.status() : words;
    return Heard.of(answer, wire.host(), shown, limits);
  }
}
