package dev.baton.ops;

import dev.baton.db.Database;
import dev.baton.db.Rounds;
import dev.baton.db.Rows;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.InstantSource;

/** Throws away what has served: sessions that ended, keys of commands that nobody will repeat any more, old notices,
 * deliveries that were read or that nobody could read, what networks could not deliver and nobody asked about. */
public final class Housekeeping {

  private static final Duration EVERY = Duration.ofMinutes(10);
  /** As promised in {@code openapi.yaml}. */
  private static final Duration KEYS_KEPT = Duration.ofHours(24);
  /** What somebody had to know so long ago stands in the case; whoever has not looked since, does not look here. */
  private static final Duration NOTICES_KEPT = Duration.ofDays(30);
  /** Longer than any network repeats itself (36 hours), and time enough to find out that they were read wrongly. */
  private static final Duration DELIVERIES_KEPT = Duration.ofDays(7);
  /** Time enough to mend the reading and to read it again; it holds customers' words, and strangers can send more. */
  private static final Duration UNREADABLE_KEPT = Duration.ofDays(30);
  /** Rows of one statement, so that none is long. */
  private static final int MOST = 10_000;

  private final Database database;
  private final InstantSource clock;
  private final Rounds rounds;

  public Housekeeping(Vertx vertx, Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    rounds = new Rounds(vertx, "housekeeping failed", Rounds.WITHIN, EVERY, () -> sweep().map(EVERY));
  }

  public void start() {
    rounds.start(EVERY);
  }

  public Future<Void> stop() {
    return rounds.stop();
  }

  private static final String OLD_KEYS = """
    delete from command where (actor, key) in (select actor, key from command where at < $1 limit $2)""";
  private static final String OLD_SESSIONS = """
    delete from session where token_hash in (select token_hash from session where expires_at < $1 limit $2)""";
  private static final String OLD_DELIVERIES = """
    delete from delivery where id in (select id from delivery where state = 'read' and received_at < $1 limit $2)""";
  private static final String OLD_UNREADABLE = """
    delete from delivery where id in (select id from delivery where state = 'unreadable' and received_at < $1 limit $2)""";
  private static final String OLD_ITEMS = """
    delete from quarantine where (account_id, external_id) in (
      select account_id, external_id from quarantine where received_at < $1 limit $2)""";
  private static final String OLD_UNDELIVERABLE = """
    delete from undeliverable where (brand, account_id, external_id) in (
      select brand, account_id, external_id from undeliverable where received_at < $1 limit $2)""";
  private static final String OLD_NOTICES = """
    delete from notice where (brand, id) in (select brand, id from notice
      where at < $1 and state not in ('pending', 'sending') limit $2)""";

  Future<Void> sweep() {
    var now = clock.instant();
    var client = database.reader();
    return client.preparedQuery(OLD_KEYS).execute(Tuple.of(Rows.utc(now.minus(KEYS_KEPT)), MOST))
      .compose(v -> client.preparedQuery(OLD_SESSIONS).execute(Tuple.of(Rows.utc(now), MOST)))
      .compose(v -> client.preparedQuery(OLD_DELIVERIES).execute(Tuple.of(Rows.utc(now.minus(DELIVERIES_KEPT)), MOST)))
      .compose(v -> client.preparedQuery(OLD_UNREADABLE).execute(Tuple.of(Rows.utc(now.minus(UNREADABLE_KEPT)), MOST)))
      .compose(v -> client.preparedQuery(OLD_ITEMS).execute(Tuple.of(Rows.utc(now.minus(UNREADABLE_KEPT)), MOST)))
      .compose(v -> client.preparedQuery(OLD_UNDELIVERABLE).execute(Tuple.of(Rows.utc(now.minus(DELIVERIES_KEPT)), MOST)))
      .compose(v -> client.preparedQuery(OLD_NOTICES).execute(Tuple.of(Rows.utc(now.minus(NOTICES_KEPT)), MOST)))
      .mapEmpty();
  }
}
