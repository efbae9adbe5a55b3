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
import java.util.Collection;
import java.util.stream.Collectors;

/** The requests Baton makes of an instance. Source: mastodon/documentation, methods. */
final class MastodonApi {

  /** The most an instance gives in one page. */
  static final int PAGE = 80;

  /** The most own statuses an instance gives in one page. */
  static final int OWN_PAGE = 40;

  private final Wire wire;
  private final MastodonConfig config;
  private final RateLimits limits;

  MastodonApi(Wire wire, MastodonConfig config, RateLimits limits) {
    this.wire = wire;
    this.config = config;
    this.limits = limits;
  }

  /** @param types such as {@code mention} */
  Future<Heard> newest(Collection<String> types, int size) {
    return get("/api/v1/notifications?" + list("types", types) + "&limit=" + size);
  }

  /** The page next above an id, oldest gap first; {@code since_id} would leave holes. */
  Future<Heard> above(String notificationId, Collection<String> types, int size) {
    return get("/api/v1/notifications?" + list("types", types) + "&limit=" + size + "&min_id=" + coded(notificationId));
  }

  Future<Heard> whoAmI() {
    return get("/api/v1/accounts/verify_credentials");
  }

  Future<Heard> instance() {
    return get("/api/v2/instance");
  }

  /** Of servers that know no newer. */
  Future<Heard> olderInstance() {
    return get("/api/v1/instance");
  }

  Future<Heard> app() {
    return get("/api/v1/apps/verify_credentials");
  }

  Future<Heard> status(String id) {
    return get("/api/v1/statuses/" + coded(id));
  }

  /** Several at once; servers before Mastodon 4.3, and most others, cannot. */
  Future<Heard> statuses(Collection<String> ids) {
    return get("/api/v1/statuses?" + list("id", ids));
  }

  /** What an account said, newest first. @param below a status' id, or empty for the newest */
  Future<Heard> saidBy(String account, String below) {
    return get("/api/v1/accounts/" + coded(account) + "/statuses?exclude_reblogs=true&limit=" + OWN_PAGE
      + (below.isEmpty() ? "" : "&max_id=" + coded(below)));
  }

  Future<Heard> post(JsonObject status, String idempotencyKey) {
    var headers = authorised().set("Idempotency-Key", idempotencyKey).set(HttpHeaders.CONTENT_TYPE, "application/json");
    return wire.post("/api/v1/statuses", headers, status.toBuffer()).compose(this::heard);
  }

  MultiMap authorised() {
    return MultiMap.caseInsensitiveMultiMap()
      .set(HttpHeaders.AUTHORIZATION, "Bearer " + config.token().value())
      .set(HttpHeaders.ACCEPT, "application/json");
  }

  private static String list(String name, Collection<String> values) {
    return values.stream().map(value -> name + "%5B%5D=" + coded(value)).collect(Collectors.joining("&"));
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Future<Heard> get(String path) {
    return wire.get(path, authorised()).compose(this::heard);
  }

  private Future<Heard> heard(Wire.Answer answer) {
    var words = Fields.text(Fields.objectOrEmpty(answer.body()), "error");
    var shown = words.isEmpty() ? wire.host() + " answered " + answer.status() : words;
    return Heard.of(answer, wire.host(), shown, limits);
  }
}
