package dev.baton;

import dev.baton.db.Rounds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Looks every few seconds whether accounts were changed on another node, and follows. */
final class AccountWatch {

  /** So long may a node not know of an account that was added on another. */
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Rounds rounds;

  AccountWatch(Vertx vertx, Serving serving) {
    rounds = new Rounds(vertx, "accounts of other nodes could not be looked at", Rounds.WITHIN, EVERY,
      () -> serving.follow().map(EVERY));
  }

  void start() {
    rounds.start(EVERY);
  }

  Future<Void> stop() {
    return rounds.stop();
  }
}
