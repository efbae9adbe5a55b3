package dev.baton.audit;

import dev.baton.connector.Wire;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knocks at an address outside, so that its silence is noticed there. The address is a secret: whoever knows it could
 * knock in our stead, so only its host is logged.
 */
final class Heartbeat {

  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

  /** An "OK" is all that is expected. */
  private static final Wire.Limits LIMITS = new Wire.Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), 64 << 10);

  private final Optional<Wire> wire;
  private final String path;
  private final Counter taken;
  private final Counter failed;

  Heartbeat(Vertx vertx, Optional<URI> address, Counter taken, Counter failed) {
    this.wire = address.map(uri -> new Wire(vertx, URI.create(uri.getScheme() + "://" + uri.getRawAuthority()), LIMITS));
    this.path = address.map(Heartbeat::path).orElse("/");
    this.taken = taken;
    this.failed = failed;
  }

  private static String path(URI uri) {
    var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  /** Succeeds in any case: what was not taken is logged and counted. */
  Future<Void> knock() {
    if (wire.isEmpty()) {
      return Future.succeededFuture();
    }
    var host = wire.get().host();
    return wire.get().get(path, MultiMap.caseInsensitiveMultiMap())
      .compose(answer -> answer.status() / 100 == 2 ? Future.succeededFuture(answer)
        : Future.failedFuture("answered " + answer.status()))
      .onSuccess(answer -> taken.increment())
      .onFailure(e -> {
        failed.increment();
        log.warn("heartbeat not taken host={} cause={}", host, e.getMessage());
      })
      .otherwiseEmpty().mapEmpty();
  }

  Future<Void> close() {
    return wire.map(Wire::close).orElseGet(Future::succeededFuture);
  }
}
