package dev.baton.ingest;

import static dev.baton.db.Rows.instant;

import dev.baton.connector.ReadOutcome;
import dev.baton.db.Rows;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What reading an account brought, cost and left out. Days are UTC's, as networks bill. */
final class AccountUsage {

  /** Not read for so long, an account has a gap worth telling of; rounds and short refusals are none. */
  static final Duration GAP = Duration.ofMinutes(3);
  /** Gaps that are told of, of the last weeks. */
  private static final int MOST_GAPS = 5;
  private static final Duration GAPS_TOLD = Duration.ofDays(14);

  /** One page of an account. @param items all that it held, known ones included, since networks bill those too */
  record Read(int items, ReadOutcome.Quota quota) {}

  private static final String COUNT = """
    insert into account_usage (account_id, day, reads, items, cost) values ($1, $2, 1, $3, $4)
    on conflict (account_id, day) do update set reads = account_usage.reads + 1,
      items = account_usage.items + excluded.items, cost = account_usage.cost + excluded.cost""";

  /** In the transaction that moves the cursor. */
  Future<Void> count(SqlClient tx, Account account, Read read, Instant now) {
    return tx.preparedQuery(COUNT).execute(Tuple.of(account.id(), LocalDate.ofInstant(now, ZoneOffset.UTC),
      (long) read.items(), read.quota().cost())).mapEmpty();
  }

  private static final String FILL = """
    insert into account_gap (account_id, since, until, filled_at, cause)
    select id, complete_until, $2, $3, case when note = '' then 'was not read' else note end
    from account where id = $1 and complete_until < $4 and coalesce(due_at, complete_until) < $4 on conflict do nothing""";

  /** What was not read in time until now is. Before the cursor moves, since the account still says why. */
  Future<Void> fill(SqlClient tx, Account account, Instant completeUntil, Instant now) {
    return tx.preparedQuery(FILL).execute(Tuple.of(account.id(), Rows.utc(completeUntil), Rows.utc(now),
      Rows.utc(completeUntil.minus(GAP)))).mapEmpty();
  }

  private static final String MISSED = """
    insert into account_gap (account_id, since, until, filled_at, cause)
    select id, complete_until, $2, null,
      case when note = '' or state = 'connected' then 'nobody listened' else note end
    from account where id = $1 and complete_until < $2 on conflict do nothing returning since""";

  /** What happened while nobody listened is gone. @return since when, where it is new */
  Future<Optional<Instant>> missed(SqlClient tx, Account account, Instant until) {
    return tx.preparedQuery(MISSED).execute(Tuple.of(account.id(), Rows.utc(until)))
      .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(instant(rows.iterator().next(), "since")));
  }

  private static final String SPENT = """
    select a.name, coalesce(sum(u.items) filter (where u.day = $2), 0)::bigint as items,
      coalesce(sum(u.reads) filter (where u.day = $2), 0)::bigint as reads,
      coalesce(sum(u.cost) filter (where u.day = $2), 0)::bigint as today, coalesce(sum(u.cost), 0)::bigint as month
    from account a left join account_usage u on u.account_id = a.id and u.day >= $3
    where a.brand = any($1) group by a.name""";
  private static final String GAPS = """
    select a.name, g.since, g.until, g.filled_at, g.cause
    from account a cross join lateral (select * from account_gap g where g.account_id = a.id and g.since > $2
      order by g.since desc limit %d) g where a.brand = any($1)""".formatted(MOST_GAPS);

  /** By account: {@code today}, {@code month}, {@code forecast} in US dollars, {@code items}, {@code reads}, {@code gaps}. */
  Future<Map<String, JsonObject>> all(SqlClient client, String[] brands, Instant now) {
    var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return client.preparedQuery(SPENT)
      .execute(Tuple.tuple().addArrayOfString(brands).addValue(day).addValue(day.withDayOfMonth(1)))
      .compose(spent -> client.preparedQuery(GAPS)
        .execute(Tuple.tuple().addArrayOfString(brands).addValue(Rows.utc(now.minus(GAPS_TOLD))))
        .map(gaps -> {
          var all = new HashMap<String, JsonObject>();
          spent.forEach(row -> all.put(row.getString("name"), spent(row, now)));
          gaps.forEach(row -> all.get(row.getString("name")).getJsonArray("gaps").add(gap(row)));
          return all;
        }));
  }

  private static JsonObject spent(Row row, Instant now) {
    return new JsonObject().put("items", row.getLong("items")).put("reads", row.getLong("reads"))
      .put("today", dollars(row.getLong("today"))).put("month", dollars(row.getLong("month")))
      .put("forecast", dollars(forecast(row.getLong("month"), now))).put("gaps", new JsonArray());
  }

  /** As if the rest of the month went like its part so far. */
  static long forecast(long month, Instant now) {
    var begins = now.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    var ends = begins.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant();
    var gone = Math.max(Duration.ofHours(1).toSeconds(), Duration.between(begins, now).toSeconds());
    return Math.round(month * (double) Duration.between(begins, ends).toSeconds() / gone);
  }

  private static double dollars(long millionths) {
    return Math.round(millionths / 1e4) / 1e2;
  }

  private static JsonObject gap(Row row) {
    return new JsonObject().put("since", instant(row, "since").toString()).put("until", instant(row, "until").toString())
      .put("filledAt", Optional.ofNullable(instant(row, "filled_at")).map(Instant::toString).orElse(null)).put("cause", row.getString("cause"));
  }
}
