package dev.baton.obligation;

import static dev.baton.db.Rows.instant;

import dev.baton.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The table of who owes what by when. */
public final class Obligations {

  /** An obligation and the case it belongs to. */
  public record Of(String brand, long caseId, Obligation obligation) {}

  /** The end of one. */
  public record End(String brand, long caseId, int number, Outcome outcome, Instant at) {}

  /** An alarm that goes out to a person; {@code after} is the obligation as it is now. */
  public record Alarm(String brand, long caseId, Obligation after, String person, Instant at) {}

  /** A case with something due. */
  public record Due(String brand, long caseId) {}

  /** A case that could not be carried on, and why. */
  public record Failed(Due which, Throwable cause) {}

  /** What runs, by case; {@code unreadable} are the cases of which a row makes no sense, with why. */
  public record Running(List<Of> all, Map<Due, RuntimeException> unreadable) {}

  /** The list is read once and looked up in memory, whatever the planner knows of the table; see {@link SetAside}. */
  private static final String CLAIM_DUE = """
    select o.brand, o.case_id from obligation o join cases c on c.brand = o.brand and c.id = o.case_id
    where o.running and o.alarm_at <= $1 and (o.brand, o.case_id) not in (select brand, case_id from set_aside)
    order by o.alarm_at limit $2 for update of c skip locked""";

  /**
   * Cases with an alarm due that are not set aside, oldest first, each claimed by locking its row until the transaction
   * ends. Whoever else holds a case's lock deals with it or leaves it due; nothing waits here.
   */
  public Future<List<Due>> claimDue(SqlClient tx, Instant now, int limit) {
    return tx.preparedQuery(CLAIM_DUE).execute(Tuple.of(Rows.utc(now), limit)).map(Obligations::cases);
  }

  private static final String CLAIM = """
    select c.brand, c.id as case_id from unnest($1::text[], $2::bigint[]) as k(brand, id)
    join cases c on c.brand = k.brand and c.id = k.id order by c.id for update of c skip locked""";

  /** Those of these cases that nobody else holds, claimed alike. */
  Future<List<Due>> claim(SqlClient tx, List<Due> cases) {
    return tx.preparedQuery(CLAIM).execute(Rows.of(cases).text(Due::brand).number(Due::caseId).tuple())
      .map(Obligations::cases);
  }

  static List<Due> cases(Iterable<Row> rows) {
    var cases = new LinkedHashSet<Due>();
    rows.forEach(row -> cases.add(new Due(row.getString("brand"), row.getLong("case_id"))));
    return List.copyOf(cases);
  }

  private static final String RUNNING = """
    select o.brand, o.case_id, o.number, o.kind, o.about, o.opened_at, o.due_at, o.alarm_at, o.level, o.step
    from unnest($1::text[], $2::bigint[]) as k(brand, case_id)
    join obligation o on o.brand = k.brand and o.case_id = k.case_id
    where o.running order by o.case_id, o.number""";

  /** All that run for these cases. */
  public Future<Running> running(SqlClient tx, List<Due> cases) {
    return tx.preparedQuery(RUNNING).execute(Rows.of(cases).text(Due::brand).number(Due::caseId).tuple())
      .map(rows -> {
        var found = new Running(new ArrayList<>(), new HashMap<>());
        rows.forEach(row -> read(row, found));
        return found;
      });
  }

  /** One row that makes no sense is its case's trouble, not that of the others. */
  private static void read(Row row, Running into) {
    var of = new Due(row.getString("brand"), row.getLong("case_id"));
    try {
      into.all().add(new Of(of.brand(), of.caseId(), read(row)));
    } catch (RuntimeException e) {
      into.unreadable().put(of, e);
    }
  }

  private static final String OPEN = """
    insert into obligation (brand, case_id, number, kind, about, opened_at, due_at, level, alarm_at, step, running)
    select brand, case_id, number, kind, about, opened_at, due_at, level, alarm_at, step, true
    from unnest($1::text[], $2::bigint[], $3::integer[], $4::text[], $5::bigint[], $6::timestamptz[],
      $7::timestamptz[], $8::integer[], $9::timestamptz[], $10::integer[])
      as n(brand, case_id, number, kind, about, opened_at, due_at, level, alarm_at, step)""";

  public Future<Void> open(SqlClient tx, List<Of> opened) {
    return opened.isEmpty() ? Future.succeededFuture() : tx.preparedQuery(OPEN).execute(Rows.of(opened)
      .text(Of::brand).number(Of::caseId).integer(o -> o.obligation().number())
      .text(o -> o.obligation().kind().word()).number(o -> o.obligation().about())
      .time(o -> o.obligation().openedAt()).time(o -> o.obligation().dueAt()).integer(o -> o.obligation().level())
      .time(o -> o.obligation().alarmAt()).integer(o -> o.obligation().step()).tuple()).mapEmpty();
  }

  private static final String FIRE = """
    insert into escalation (brand, case_id, number, step, level, person, due_at, fired_at)
    select * from unnest($1::text[], $2::bigint[], $3::integer[], $4::integer[], $5::integer[], $6::text[],
      $7::timestamptz[], $8::timestamptz[])""";

  private static final String CLIMB = """
    update obligation o set level = a.level, step = a.step, alarm_at = a.alarm_at
    from unnest($1::text[], $2::bigint[], $3::integer[], $4::integer[], $5::integer[], $6::timestamptz[])
      as a(brand, case_id, number, step, level, alarm_at)
    where o.brand = a.brand and o.case_id = a.case_id and o.number = a.number""";

  /** Records the alarms; the table's key lets each step of each obligation fire once (law 6). */
  public Future<Void> alarm(SqlClient tx, List<Alarm> alarms) {
    if (alarms.isEmpty()) {
      return Future.succeededFuture();
    }
    return tx.preparedQuery(FIRE).execute(step(alarms).integer(a -> a.after().level()).text(Alarm::person)
        .time(a -> a.after().dueAt()).time(Alarm::at).tuple())
      .compose(v -> tx.preparedQuery(CLIMB).execute(step(alarms).integer(a -> a.after().level())
        .time(a -> a.after().alarmAt()).tuple()))
      .mapEmpty();
  }

  private static Rows<Alarm> step(List<Alarm> alarms) {
    return Rows.of(alarms).text(Alarm::brand).number(Alarm::caseId).integer(a -> a.after().number())
      .integer(a -> a.after().step());
  }

  private static final String END = """
    update obligation o set running = false, outcome = e.outcome, closed_at = e.at
    from unnest($1::text[], $2::bigint[], $3::integer[], $4::text[], $5::timestamptz[])
      as e(brand, case_id, number, outcome, at)
    where o.brand = e.brand and o.case_id = e.case_id and o.number = e.number""";

  public Future<Void> end(SqlClient tx, List<End> ended) {
    return ended.isEmpty() ? Future.succeededFuture() : tx.preparedQuery(END).execute(Rows.of(ended)
      .text(End::brand).number(End::caseId).integer(End::number).text(e -> e.outcome().word()).time(End::at)
      .tuple()).mapEmpty();
  }

  private static Obligation read(Row row) {
    return new Obligation(row.getInteger("number"), Kind.of(row.getString("kind")), row.getLong("about"),
      instant(row, "opened_at"), instant(row, "due_at"), instant(row, "alarm_at"), row.getInteger("level"),
      row.getInteger("step"));
  }
}
