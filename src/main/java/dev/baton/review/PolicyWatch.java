package dev.baton.review;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds whether another node has put another policy in force, and follows. */
public final class PolicyWatch {

  private static final Logger log = LoggerFactory.getLogger(PolicyWatch.class);
  /** So long may two nodes go by different policies; each entry of the journal names its own. */
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final Reloading reloading;
  private long timer;
  private volatile boolean stopped;

  public PolicyWatch(Vertx vertx, Reloading reloading) {
    this.vertx = vertx;
    this.reloading = reloading;
  }

  public void start() {
    timer = vertx.setTimer(EVERY.toMillis(), t -> reloading.follow()
      .onFailure(e -> log.warn("policy in force could not be looked at cause={}", e.getMessage()))
      .onComplete(done -> {
        if (!stopped) {
          start();
        }
      }));
  }

  public void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }
}
