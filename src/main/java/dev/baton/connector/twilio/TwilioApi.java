package dev.baton.connector.twilio;

import dev.baton.connector.Guarded;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Asks Twilio over its REST API as one account. */
final class TwilioApi {

  private static final String VERSION = "/2010-04-01/Accounts/";

  private final TwilioConfig config;
  private final Wire wire;

  TwilioApi(Vertx vertx, TwilioConfig config, Wire.Limits limits) {
    this.config = config;
    this.wire = new Wire(vertx, config.server(), limits);
  }

  Future<Wire.Answer> get(String pathAndQuery) {
    return wire.get(VERSION + config.sid() + pathAndQuery, credentials());
  }

  Future<Wire.Answer> post(String path, String form) {
    return wire.post(VERSION + config.sid() + path,
      credentials().add("Content-Type", "application/x-www-form-urlencoded"), Buffer.buffer(form));
  }

  /** The account itself. */
  Future<Wire.Answer> account() {
    return get(".json");
  }

  /** What came with a message: Twilio wants to know who asks, and then sends to a place where nobody must be told. */
  Future<Wire.Answer> media(String url, Guarded web) {
    var server = config.server().toString().replaceAll("/+$", "") + "/";
    return !url.startsWith(server) ? web.get(url)
      : wire.get(url.substring(server.length() - 1), credentials()).compose(answer -> {
        var moved = answer.headers().get("Location");
        return answer.status() < 300 || answer.status() >= 400 || moved == null ? Future.succeededFuture(answer)
          : web.get(config.server().resolve(moved).toString());
      });
  }

  private MultiMap credentials() {
    var pair = config.sid() + ":" + config.token().value();
    return MultiMap.caseInsensitiveMultiMap().add("Authorization",
      "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  Future<Void> close() {
    return wire.close();
  }
}
