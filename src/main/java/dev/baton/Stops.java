package dev.baton;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be stopped, last first; each within its time, whatever became of the others. */
final class Stops {

  private static final Logger log = LoggerFactory.getLogger(Stops.class);
  private static final int SECONDS_EACH = 10;

  private final Deque<Supplier<Future<?>>> stops = new ArrayDeque<>();

  void add(Supplier<Future<?>> stop) {
    stops.push(stop);
  }

  /** What stops at once. */
  static Future<Void> done(Runnable stop) {
    stop.run();
    return Future.succeededFuture();
  }

  /** A second call finds nothing left to stop. */
  Future<Void> run() {
    if (stops.isEmpty()) {
      return Future.succeededFuture();
    }
    var next = stops.pop();
    return Future.succeededFuture()
      .compose(v -> next.get())
      .timeout(SECONDS_EACH, TimeUnit.SECONDS)
      .onFailure(e -> log.warn("a part did not stop well cause={}", e.getMessage()))
      .transform(done -> run());
  }
}
