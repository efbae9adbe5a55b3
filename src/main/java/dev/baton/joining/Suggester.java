package dev.baton.joining;

import dev.baton.customer.Comparisons;
import dev.baton.db.Database;
import dev.baton.db.Rounds;
import dev.baton.db.Turns;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Looks, beside ingest, who of those lately heard could be somebody who is known: what is found is only ever a question
 * to agents, so that it may come a moment later, and a flood of mentions need not wait for it.
 */
public final class Suggester {

  private static final Duration WHEN_IDLE = Duration.ofSeconds(2);
  /** Leaves most of a core for what customers wait for. */
  private static final Duration BETWEEN = Duration.ofMillis(100);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(15);

  private final Comparisons comparisons;
  private final Rounds rounds;

  public Suggester(Vertx vertx, Database database, InstantSource clock) {
    comparisons = new Comparisons(vertx, database, clock);
    rounds = new Rounds(vertx, "could not look who is who", Rounds.WITHIN, AFTER_FAILURE,
      () -> comparisons.look().map(more -> more ? BETWEEN : WHEN_IDLE));
  }

  public void start() {
    rounds.start(WHEN_IDLE);
  }

  public Future<Void> stop() {
    return rounds.stop();
  }

  /** Until nobody is left. */
  public Future<Void> lookAtAll() {
    return Turns.whileMore(comparisons::look);
  }
}
