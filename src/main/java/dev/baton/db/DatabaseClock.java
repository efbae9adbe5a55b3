package dev.baton.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's time, which all nodes share; so no node's own clock, however wrong, makes anything due early or late.
 * It is asked every few seconds and counted on between by the machine's steady counter, which no setting of the clock
 * moves. Where the database's time is set, this follows with the next look.
 */
public final class DatabaseClock implements InstantSource {

  private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  /** An answer that took longer says little about when it was given. */
  private static final Duration SLOW = Duration.ofMillis(200);
  /** Less than this is the network's, not the clock's. */
  private static final Duration WORTH_A_WORD = Duration.ofSeconds(2);

  private final SqlClient client;
  private final LongSupplier steady;
  private volatile Known known;
  private Rounds rounds;

  /** The database's time at a moment of the steady counter. */
  private record Known(Instant at, long nanos) {}

  private DatabaseClock(SqlClient client, LongSupplier steady) {
    this.client = client;
    this.steady = steady;
  }

  /** Asks once; the clock goes from then. */
  public static Future<DatabaseClock> of(SqlClient client) {
    return of(client, System::nanoTime);
  }

  /** @param steady nanoseconds that only ever grow */
  static Future<DatabaseClock> of(SqlClient client, LongSupplier steady) {
    var clock = new DatabaseClock(client, steady);
    return clock.look(Duration.ofHours(1)).map(clock);
  }

  /** Goes on asking. */
  public void start(Vertx on) {
    rounds = new Rounds(on, "database not asked for its time", Rounds.WITHIN, LOOK_EVERY,
      () -> look(SLOW).map(LOOK_EVERY));
    rounds.start(LOOK_EVERY);
  }

  public Future<Void> stop() {
    return rounds.stop();
  }

  private static final String NOW = "select clock_timestamp() as at";

  /** The answer is taken to have been given half way; one that took too long is left. */
  Future<Void> look(Duration slow) {
    var asked = steady.getAsLong();
    return client.preparedQuery(NOW).execute().map(rows -> {
      var took = Duration.ofNanos(steady.getAsLong() - asked);
      if (took.compareTo(slow) <= 0) {
        heard(Rows.instant(rows.iterator().next(), "at"), asked + took.toNanos() / 2);
      }
      return null;
    });
  }

  private void heard(Instant at, long nanos) {
    if (known != null) {
      var moved = Duration.between(instant(nanos), at);
      if (moved.abs().compareTo(WORTH_A_WORD) > 0) {
        log.warn("the database's clock was set by={}", moved);
      }
    }
    known = new Known(at, nanos);
  }

  @Override
  public Instant instant() {
    return instant(steady.getAsLong());
  }

  private Instant instant(long nanos) {
    var last = known;
    return last.at().plusNanos(nanos - last.nanos()).truncatedTo(ChronoUnit.MICROS);
  }
}
