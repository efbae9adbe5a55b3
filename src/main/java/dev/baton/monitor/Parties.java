package dev.baton.monitor;

import static dev.baton.db.Rows.instant;

import dev.baton.db.Rows;
import dev.baton.policy.Party;
import dev.baton.policy.Policies;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Departments and vendors as they really answer: what is with them, what of it is late, how long they took. */
final class Parties {

  private static final Duration WEEK = Duration.ofDays(7);
  /** What was asked before that and ended this week is not counted, so that an index finds the rest. */
  private static final Duration ASKED_WITHIN = Duration.ofDays(60);

  private final SqlClient client;
  private final Policies policies;

  Parties(SqlClient client, Policies policies) {
    this.client = client;
    this.policies = policies;
  }

  private static final String NOT_ACCEPTED = """
    count(*) filter (where exists (select from obligation o where o.brand = l.brand and o.case_id = l.case_id
      and o.kind = 'accept' and o.about = l.id and o.outcome = 'missed')) as late""";
  private static final String OPEN = """
    select party, count(*) as open, min(opened_at) as oldest,
      count(*) filter (where answer_by < $2 or state = 'offered' and accept_by < $2) as overdue, %s
    from leg l where is_open and brand = any($1) and party not like 'flag:%%' group by party""".formatted(NOT_ACCEPTED);
  private static final String ENDED = """
    select party, count(*) filter (where state = 'answered') as answered,
      count(*) filter (where state = 'returned') as returned,
      percentile_cont(0.5) within group (order by extract(epoch from closed_at - opened_at) / 60)
        filter (where state = 'answered') as median, %s
    from leg l where brand = any($1) and party = any($2) and opened_at > $3 and closed_at > $4
    group by party""".formatted(NOT_ACCEPTED);

  /** All of the policy, and those that are no more in it but still have something. */
  Future<JsonArray> read(String[] brands, Instant now) {
    var known = policies.current().parties();
    return client.preparedQuery(OPEN).execute(Tuple.tuple().addArrayOfString(brands).addValue(Rows.utc(now)))
      .map(Parties::byParty)
      .compose(open -> {
        var keys = new TreeSet<>(open.keySet());
        known.forEach(party -> keys.add(party.key()));
        return client.preparedQuery(ENDED).execute(Tuple.tuple().addArrayOfString(brands)
          .addArrayOfString(keys.toArray(String[]::new)).addValue(Rows.utc(now.minus(ASKED_WITHIN)))
          .addValue(Rows.utc(now.minus(WEEK)))).map(Parties::byParty)
          .map(ended -> new JsonArray(Stream.concat(known.stream().map(Party::key), keys.stream()).distinct()
            .map(key -> party(key, open.get(key), ended.get(key))).toList()));
      });
  }

  private static Map<String, Row> byParty(RowSet<Row> rows) {
    var byParty = new HashMap<String, Row>();
    rows.forEach(row -> byParty.put(row.getString("party"), row));
    return byParty;
  }

  private JsonObject party(String key, Row open, Row ended) {
    var oldest = open == null ? null : instant(open, "oldest");
    return new JsonObject().put("key", key)
      .put("title", policies.current().party(key).map(Party::title).orElse(key.substring(key.indexOf(':') + 1)))
      .put("kind", key.substring(0, key.indexOf(':')))
      .put("open", count(open, "open")).put("overdue", count(open, "overdue"))
      .put("oldestSince", oldest == null ? null : oldest.toString())
      .put("answered", count(ended, "answered"))
      .put("medianAnswerMinutes", ended == null ? null : ended.getDouble("median"))
      .put("returned", count(ended, "returned")).put("acceptedLate", count(open, "late") + count(ended, "late"));
  }

  private static long count(Row row, String column) {
    return row == null ? 0 : row.getLong(column);
  }
}
