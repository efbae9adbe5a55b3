package dev.baton.ingest;

import static dev.baton.db.Rows.instant;

import dev.baton.connector.Hook;
import dev.baton.db.Rows;
import dev.baton.mention.Text;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of what networks sent by themselves: as it came, and whether it was read. */
final class Deliveries {

  /** Shown on one screen; who has more has one cause. */
  private static final int MOST_SHOWN = 100;
  /** Bytes of a body that are shown. */
  private static final int SHOWN = 4_000;
  private static final int MAX_CAUSE = 500;

  /** One that a node has taken to read; {@code attempt} tells it from a later try. */
  record Taken(long id, int account, int attempt, Hook.Delivery what) {}

  private static final String KEEP = """
    insert into delivery (account_id, dedup, head, body, received_at, try_at) values ($1, $2, $3, $4, $5, $5)
    on conflict (account_id, dedup) do nothing""";

  /** @return false if it was here before */
  Future<Boolean> keep(SqlClient client, Account account, Hook.Verdict.Keep kept, Buffer body, Instant now) {
    var head = new JsonObject();
    kept.head().forEach(head::put);
    return client.preparedQuery(KEEP).execute(Tuple.of(account.id(), kept.key(), head, body, Rows.utc(now)))
      .map(rows -> rows.rowCount() == 1);
  }

  private static final String TAKE = """
    with next as (
      select d.id from unnest($2::integer[]) as a(id) cross join lateral (
        select id, try_at from delivery where account_id = a.id and state = 'new' and try_at <= $1
        order by try_at, id limit $3 for update skip locked) d
      order by d.try_at, d.id limit $5)
    update delivery d set attempts = d.attempts + 1, try_at = $4 from next where d.id = next.id
    returning d.id, d.account_id, d.attempts, d.head, d.body, d.received_at""";

  /**
   * Those to be read now, left to others if they are not dealt with within the lease.
   *
   * @param each of one account at most
   * @param most of all of them
   */
  Future<List<Taken>> take(SqlClient client, Integer[] accounts, Instant now, Duration lease, int each, int most) {
    return client.preparedQuery(TAKE).execute(Tuple.tuple().addValue(Rows.utc(now)).addArrayOfInteger(accounts)
      .addValue(each).addValue(Rows.utc(now.plus(lease))).addValue(most)).map(rows -> {
        var taken = new ArrayList<Taken>();
        rows.forEach(row -> taken.add(new Taken(row.getLong("id"), row.getInteger("account_id"),
          row.getInteger("attempts"), new Hook.Delivery(head(row), row.getBuffer("body"), instant(row, "received_at")))));
        return taken;
      });
  }

  private static Map<String, String> head(Row row) {
    var head = new HashMap<String, String>();
    row.getJsonObject("head").forEach(e -> head.put(e.getKey(), String.valueOf(e.getValue())));
    return head;
  }

  private static final String READ = """
    update delivery set state = 'read', cause = '' where id = $1 and attempts = $2 and state = 'new' and try_at > $3""";

  /** In the transaction that keeps what it said. A node that came too late changes nothing. */
  Future<Void> read(SqlClient tx, Taken taken, Instant now) {
    return ours(tx, READ, taken, now);
  }

  private static final String HELD = """
    select from delivery where id = $1 and attempts = $2 and state = 'new' and try_at > $3 for no key update""";

  /** Fails where this reading took so long that it was left to another. */
  Future<Void> held(SqlClient tx, Taken taken, Instant now) {
    return ours(tx, HELD, taken, now);
  }

  private static Future<Void> ours(SqlClient tx, String sql, Taken taken, Instant now) {
    return tx.preparedQuery(sql).execute(Tuple.of(taken.id(), taken.attempt(), Rows.utc(now)))
      .compose(rows -> rows.rowCount() == 1 ? Future.succeededFuture() : Future.failedFuture(new Overtaken(taken.id())));
  }

  /** Another reading is at it, or it was read. */
  static final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Overtaken(long delivery) {
      super("delivery " + delivery + " is left to another reading");
    }
  }

  private static final String UNREADABLE = """
    update delivery set state = 'unreadable', cause = $3 where id = $1 and attempts = $2 and state = 'new'""";

  Future<Void> unreadable(SqlClient client, Taken taken, String cause) {
    return client.preparedQuery(UNREADABLE).execute(Tuple.of(taken.id(), taken.attempt(), Text.line(cause, MAX_CAUSE)))
      .mapEmpty();
  }

  private static final String LATER = """
    update delivery set try_at = $3, cause = $4 where id = $1 and attempts = $2 and state = 'new'""";

  Future<Void> later(SqlClient client, Taken taken, Instant at, String cause) {
    return client.preparedQuery(LATER)
      .execute(Tuple.of(taken.id(), taken.attempt(), Rows.utc(at), Text.line(cause, MAX_CAUSE))).mapEmpty();
  }

  private static final String REPLAY = """
    update delivery d set state = 'new', try_at = $3, attempts = 0, cause = '' from account a
    where d.id = $1 and a.id = d.account_id and a.brand = any($2) returning d.id""";

  /** Read again, as after a mend. @return false if there is none */
  Future<Boolean> replay(SqlClient client, long id, String[] brands, Instant now) {
    return client.preparedQuery(REPLAY).execute(Tuple.tuple().addLong(id).addArrayOfString(brands)
      .addValue(Rows.utc(now))).map(rows -> rows.rowCount() == 1);
  }

  private static final String TROUBLE = """
    select d.id, a.name as account, d.received_at, d.state, d.cause, d.attempts,
      substring(d.body from 1 for %d) as body
    from delivery d join account a on a.id = d.account_id
    where a.brand = any($1) and (d.state = 'unreadable' or d.state = 'new' and d.cause <> '')
    order by d.id desc limit %d""".formatted(SHOWN, MOST_SHOWN);

  private static final String ITEMS = """
    select a.name as account, q.external_id, q.why, left(q.raw, %d) as raw, q.received_at
    from quarantine q join account a on a.id = q.account_id where a.brand = any($1)
    order by q.received_at desc limit %d""".formatted(SHOWN, MOST_SHOWN);

  /** What could not be read, or not yet. */
  Future<JsonObject> trouble(SqlClient client, String[] brands) {
    var of = Tuple.tuple().addArrayOfString(brands);
    return client.preparedQuery(TROUBLE).execute(of).compose(deliveries -> client.preparedQuery(ITEMS).execute(of)
      .map(items -> {
        var all = new JsonArray();
        deliveries.forEach(row -> all.add(new JsonObject().put("id", row.getLong("id"))
          .put("account", row.getString("account")).put("receivedAt", instant(row, "received_at").toString())
          .put("state", row.getString("state")).put("cause", row.getString("cause"))
          .put("attempts", row.getInteger("attempts")).put("body", Text.lines(row.getBuffer("body").toString(), SHOWN))));
        var aside = new JsonArray();
        items.forEach(row -> aside.add(new JsonObject().put("account", row.getString("account"))
          .put("externalId", row.getString("external_id")).put("cause", row.getString("why"))
          .put("receivedAt", instant(row, "received_at").toString()).put("body", row.getString("raw"))));
        return new JsonObject().put("deliveries", all).put("items", aside);
      }));
  }

  private static final String WAITING = """
    select min(received_at) as oldest from delivery where state = 'new'""";

  /** Since when the oldest waits that has not been read. */
  Future<Optional<Instant>> oldest(SqlClient client) {
    return client.query(WAITING).execute().map(rows -> Optional.ofNullable(instant(rows.iterator().next(), "oldest")));
  }
}
