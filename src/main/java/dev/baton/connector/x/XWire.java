package dev.baton.connector.x;

import dev.baton.config.Secret;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.RateLimits;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

/** What goes over the wire, and what the answers mean. */
final class XWire {

  /** As the network asks its callers to name themselves. */
  private static final String USER_AGENT = "baton/1";

  private final Wire wire;
  private final RateLimits limits;

  XWire(Wire wire, RateLimits limits) {
    this.wire = wire;
    this.limits = limits;
  }

  String host() {
    return wire.host();
  }

  Future<Void> close() {
    return wire.close();
  }

  Future<Heard> get(String path, Secret token) {
    return wire.get(path, bearer(token)).compose(this::heard);
  }

  Future<Heard> post(String path, Secret token, JsonObject body) {
    return wire.post(path, bearer(token).set(HttpHeaders.CONTENT_TYPE, "application/json"), body.toBuffer())
      .compose(this::heard);
  }

  /** A confidential client shows its secret, a public one its id. */
  Future<Heard> renew(XConfig.Credentials client, Secret refresh) {
    var headers = headers().set(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded");
    var form = "grant_type=refresh_token&refresh_token=" + encoded(refresh.value());
    if (client.clientSecret().isEmpty()) {
      form += "&client_id=" + encoded(client.clientId());
    } else {
      var pair = encoded(client.clientId()) + ":" + encoded(client.clientSecret().value());
      headers.set(HttpHeaders.AUTHORIZATION,
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
    return wire.post("/2/oauth2/token", headers, Buffer.buffer(form)).compose(this::heard);
  }

  static String encoded(String raw) {
    return URLEncoder.encode(raw, StandardCharsets.UTF_8);
  }

  private static MultiMap headers() {
    return MultiMap.caseInsensitiveMultiMap()
      .set(HttpHeaders.ACCEPT, "application/json").set(HttpHeaders.USER_AGENT, USER_AGENT);
  }

  private static MultiMap bearer(Secret token) {
    return headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + token.value());
  }

  private Future<Heard> heard(Wire.Answer answer) {
    var words = answer.status() < 300 ? "" : words(Fields.objectOrEmpty(answer.body()));
    if (answer.status() == 402) {
      return Future.succeededFuture(new Heard.TurnedDown(402,
        "The developer account has no credits left: buy some in X's developer console"));
    }
    return Heard.of(answer, host(), words.isEmpty() ? host() + " answered " + answer.status() : words, limits);
  }

  /** A problem, the older list of errors, or what OAuth says: whichever it is, its own words. */
  static String words(JsonObject said) {
    var errors = Fields.objects(said, "errors");
    var first = errors.isEmpty() ? new JsonObject() : errors.getFirst();
    return Stream.of(Fields.text(said, "detail"), Fields.text(first, "message"), Fields.text(first, "detail"),
        Fields.text(said, "error_description"), Fields.text(said, "title"), Fields.text(said, "error"))
      .filter(words -> !words.isBlank()).findFirst().orElse("");
  }
}
