package dev.baton.ingest;

import static dev.baton.db.Rows.instant;

import dev.baton.connector.ReadOutcome.Quota;
import dev.baton.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is left of the windows that networks told of, one row a window, whoever spends from it on whichever node. It is a row
 * and not the accounting of a lease's holder, because accounts that share a window have leases of their own, on several nodes.
 */
final class Quotas {

  /** As {@link Turns.Window#hasOne}, by the database, so that of two nodes one gets the last. */
  private static final String CLAIM = """
    with had as (select resets_at from quota where name = $1 and resets_at > $2),
    taken as (update quota set remaining = remaining - 1 where name = $1 and resets_at > $2 and remaining > %d returning name)
    select resets_at from had where not exists (select from taken)""".formatted(Turns.KEPT);

  /**
   * Takes one request before it is made, so that two nodes never spend the same.
   *
   * @return until when there is none; empty where it is taken, or nobody knows of a limit
   */
  Future<Optional<Instant>> claim(SqlClient client, String quota, Instant now) {
    return client.preparedQuery(CLAIM).execute(Tuple.of(quota, Rows.utc(now)))
      .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(instant(rows.iterator().next(), "resets_at")));
  }

  /** Networks count in seconds, clocks differ: an end later by more than this is another window's. */
  private static final Duration SAME = Duration.ofSeconds(5);

  private static final String TELL = """
    insert into quota as q (name, remaining, resets_at) values ($1, $2, $3)
    on conflict (name) do update set
      remaining = case when q.resets_at <= $4 or q.resets_at < $5 then $2 else least(q.remaining, $2) end,
      resets_at = case when q.resets_at <= $4 or q.resets_at < $5 then $3 else q.resets_at end
    returning remaining, resets_at""";

  /** What the network says; within one window that only becomes less, since other answers may be under way. */
  Future<Optional<Turns.Window>> told(SqlClient client, String quota, Quota said, Instant now) {
    if (said.remaining() < 0) {
      return left(client, quota, now);
    }
    var resets = now.plus(said.window());
    return client.preparedQuery(TELL).execute(Tuple.of(quota, said.remaining(), Rows.utc(resets), Rows.utc(now),
      Rows.utc(resets.minus(SAME)))).map(rows -> Optional.of(new Turns.Window(rows.iterator().next().getInteger("remaining"),
        Duration.between(now, instant(rows.iterator().next(), "resets_at")))));
  }

  private static final String LEFT = "select remaining, resets_at from quota where name = $1 and resets_at > $2";

  private Future<Optional<Turns.Window>> left(SqlClient client, String quota, Instant now) {
    return client.preparedQuery(LEFT).execute(Tuple.of(quota, Rows.utc(now))).map(rows -> {
      if (rows.size() == 0) {
        return Optional.empty();
      }
      var row = rows.iterator().next();
      return Optional.of(new Turns.Window(row.getInteger("remaining"), Duration.between(now, instant(row, "resets_at"))));
    });
  }
}
