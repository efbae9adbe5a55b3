package dev.baton.load;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * The rows of the drill. Cases come in as real ones; only their next obligation is given another time, so that they fall
 * due evenly within so many seconds, in the order in which they came in, and everything else of theirs an hour later.
 */
final class DueRows {

  /** What became of them. */
  record Verdict(long once, long more, long none) {
    boolean isRight() {
      return more == 0 && none == 0;
    }
  }

  /** From due to committed, in milliseconds, of how many, and in how many transactions. */
  record Lateness(long measured, double p50, double p95, double p99, double max, long transactions) {}

  private final SqlClient client;

  DueRows(SqlClient client) {
    this.client = client;
  }

  private static final String PLAN = """
    create schema if not exists baton_drill;
    drop table if exists baton_drill.due;
    create table baton_drill.due (brand text, case_id bigint, number integer, due_at timestamptz,
      primary key (brand, case_id))""";
  private static final String DUE = """
    insert into baton_drill.due
    select brand, id, next_obligation, $1::timestamptz
      + (row_number() over (order by id) - 1 - $2::integer) * $3::double precision * interval '1 s'
    from cases where phase <> 'resolved'""";
  private static final String LATER = """
    update obligation o set due_at = o.due_at + interval '1 hour', alarm_at = o.alarm_at + interval '1 hour'
    from baton_drill.due d
    where o.brand = d.brand and o.case_id = d.case_id and o.number <> d.number and o.running""";
  private static final String OBLIGATIONS = """
    update obligation o set due_at = d.due_at, alarm_at = d.due_at from baton_drill.due d
    where o.brand = d.brand and o.case_id = d.case_id and o.number = d.number""";
  private static final String CASES = """
    update cases c set next_due_at = d.due_at, next_alarm_at = d.due_at from baton_drill.due d
    where c.brand = d.brand and c.id = d.case_id""";

  /**
   * All open cases fall due, the first ones before that time; the server knows its tables then, as after a while.
   *
   * @param between two of them, in seconds
   */
  Future<Void> plan(Instant measured, int before, double between) {
    return client.query(PLAN).execute()
      .compose(v -> client.preparedQuery(DUE).execute(Tuple.of(measured.atOffset(ZoneOffset.UTC), before, between)))
      .compose(v -> client.query(LATER).execute())
      .compose(v -> client.query(OBLIGATIONS).execute())
      .compose(v -> client.query(CASES).execute())
      .compose(v -> client.query("vacuum (analyze) obligation, cases, escalation, journal").execute())
      .mapEmpty();
  }

  private static final String FIRED = "select count(*) as n from escalation";

  Future<Long> fired() {
    return client.query(FIRED).execute().map(rows -> only(rows).getLong("n"));
  }

  private static final String VERDICT = """
    select count(*) filter (where n = 1) as once, count(*) filter (where n > 1) as more,
      count(*) filter (where n = 0) as none
    from (select greatest((select count(*) from escalation e where e.brand = d.brand and e.case_id = d.case_id),
        (select count(*) from journal j where j.brand = d.brand and j.case_id = d.case_id and j.kind = 'time-passed'),
        (select count(*) from obligation o where o.brand = d.brand and o.case_id = d.case_id and o.step > 1)) as n
      from baton_drill.due d) as counted""";

  /** By the table of alarms and by the journal, of which the one that says more counts. */
  Future<Verdict> verdict() {
    return client.query(VERDICT).execute().map(DueRows::only)
      .map(row -> new Verdict(row.getLong("once"), row.getLong("more"), row.getLong("none")));
  }

  private static final String LATENESS = """
    select percentile_disc(array[0.5, 0.95, 0.99, 1]) within group (order by late) as late,
      count(*) as measured, count(distinct tx) as transactions
    from (select e.xmin::text as tx,
        extract(epoch from pg_xact_commit_timestamp(e.xmin) - d.due_at)::double precision * 1000 as late
      from baton_drill.due d join escalation e on e.brand = d.brand and e.case_id = d.case_id and e.number = d.number
      where e.step = 1 and d.due_at >= $1) as late""";

  /** By when the server committed the alarm, of those due since then. */
  Future<Lateness> lateness(Instant since) {
    var parameters = Tuple.of(since.atOffset(ZoneOffset.UTC));
    return client.preparedQuery(LATENESS).execute(parameters).map(DueRows::only).map(row -> {
      var late = row.getArrayOfDoubles("late");
      return new Lateness(row.getLong("measured"), late[0], late[1], late[2], late[3], row.getLong("transactions"));
    });
  }

  private static Row only(RowSet<Row> rows) {
    return rows.iterator().next();
  }
}
