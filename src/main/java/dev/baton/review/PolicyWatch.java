package dev.baton.review;

import dev.baton.db.Rounds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Looks every few seconds whether another node has put another policy in force, and follows. */
public final class PolicyWatch {

  /** So long may two nodes go by different policies; each entry of the journal names its own. */
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Rounds rounds;

  public PolicyWatch(Vertx vertx, Reloading reloading) {
    rounds = new Rounds(vertx, "policy in force could not be looked at", Rounds.WITHIN, EVERY,
      () -> reloading.follow().map(EVERY));
  }

  public void start() {
    rounds.start(EVERY);
  }

  public Future<Void> stop() {
    return rounds.stop();
  }
}
