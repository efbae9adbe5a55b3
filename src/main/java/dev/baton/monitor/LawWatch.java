package dev.baton.monitor;

import dev.baton.ops.Metrics;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds whether the laws hold, and lets Prometheus read what it saw. They must read zero. */
public final class LawWatch {

  private static final Logger log = LoggerFactory.getLogger(LawWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(15);
  /** Looking at very many cases takes a while; then it is done at most this part of the time. */
  private static final int QUIET = 100;
  /** What reads when the database could not be asked: not zero, so that nobody is calmed. */
  private static final long NOT_KNOWN = -1;

  private final Vertx vertx;
  private final Monitor monitor;
  private final InstantSource clock;
  private volatile long naked = NOT_KNOWN;
  private volatile long late = NOT_KNOWN;
  private long timer;

  public LawWatch(Vertx vertx, Monitor monitor, InstantSource clock, Metrics metrics) {
    this.vertx = vertx;
    this.monitor = monitor;
    this.clock = clock;
    metrics.gauge("baton.law.naked.cases", "Open cases without owner or running obligation; must be 0, -1 is unknown",
      () -> naked);
    metrics.gauge("baton.law.late.alarms", "Alarms overdue by more than a minute; must be 0, -1 is unknown",
      () -> late);
  }

  public void start() {
    var began = System.nanoTime();
    monitor.laws(clock.instant())
      .onSuccess(this::see)
      .onFailure(e -> {
        naked = NOT_KNOWN;
        late = NOT_KNOWN;
        log.warn("laws could not be looked at cause={}", e.getMessage());
      })
      .onComplete(done -> timer = vertx.setTimer(pause(System.nanoTime() - began).toMillis(), t -> start()));
  }

  private static Duration pause(long tookNanos) {
    var quiet = Duration.ofNanos(tookNanos).multipliedBy(QUIET);
    return quiet.compareTo(EVERY) > 0 ? quiet : EVERY;
  }

  private void see(JsonObject laws) {
    naked = laws.getLong("nakedCases");
    late = laws.getLong("lateAlarms");
    if (naked > 0 || late > 0) {
      log.error("law broken nakedCases={} lateAlarms={}", naked, late);
    }
  }

  public void stop() {
    vertx.cancelTimer(timer);
  }
}
