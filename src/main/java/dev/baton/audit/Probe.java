package dev.baton.audit;

import dev.baton.db.Rows;
import dev.baton.inbox.Reference;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What an index shows at once, however many cases there are: what is due and was not done. It asks the tables in its own
 * words, so that a mistake of the engine's is not made twice.
 */
final class Probe {

  /** The clock looks several times a second; so many minutes later nobody will. */
  static final Duration OVERDUE = Duration.ofMinutes(2);
  /** Longer than any lease, and than the time after which one node takes over what another left. */
  static final Duration ABANDONED = Duration.ofMinutes(15);
  /** Rows of one kind; that there are more is bad enough. */
  static final int MOST = 1_000;

  private final SqlClient client;

  Probe(SqlClient client) {
    this.client = client;
  }

  Future<List<Stuck>> look(Rules rules, Instant now) {
    return Future.all(List.of(overdue(now), setAside(), replies(now), notices(rules, now), accounts(rules, now)))
      .map(all -> all.<List<Stuck>>list().stream().flatMap(List::stream).toList());
  }

  private static final String OVERDUE_ALARMS = """
    select o.brand, o.case_id, o.number, o.step, coalesce(c.phase = 'resolved', true) as orphan
    from obligation o left join cases c on c.brand = o.brand and c.id = o.case_id
    where o.running and o.alarm_at < $1 and (o.brand, o.case_id) not in (select brand, case_id from set_aside)
    order by o.alarm_at limit $2""";

  private Future<List<Stuck>> overdue(Instant now) {
    return ask(OVERDUE_ALARMS, Tuple.of(Rows.utc(now.minus(OVERDUE)), MOST), row ->
      ofCase(row.getBoolean("orphan") ? Kind.ORPHAN : Kind.OVERDUE, row,
        row.getInteger("number") + "." + row.getInteger("step")));
  }

  private static final String SET_ASIDE = "select brand, case_id, since from set_aside order by since limit $1";

  private Future<List<Stuck>> setAside() {
    return ask(SET_ASIDE, Tuple.of(MOST), row -> ofCase(Kind.SET_ASIDE, row, ""));
  }

  /** A reply waits for the one before it in its case and in its conversation, and with its case where that is set aside. */
  private static final String REPLIES = """
    select r.brand, r.case_id, r.id from reply r
    where r.state in ('queued', 'sending') and r.try_at < $1
      and (r.state = 'queued' or coalesce(r.lease_until, '-infinity') < $1)
      and not exists (select from reply e where e.brand = r.brand and e.case_id = r.case_id
        and (e.created_at, e.id) < (r.created_at, r.id) and e.state in ('queued', 'sending'))
      and not exists (select from reply e where e.brand = r.brand and e.account_id = r.account_id and e.id <> r.id
        and e.conversation = r.conversation and e.conversation <> ''
        and (e.state = 'sending' or e.state = 'queued' and (e.created_at, e.id) < (r.created_at, r.id)))
      and (r.brand, r.case_id) not in (select brand, case_id from set_aside)
    order by r.try_at limit $2""";

  private Future<List<Stuck>> replies(Instant now) {
    return ask(REPLIES, Tuple.of(Rows.utc(now.minus(ABANDONED)), MOST),
      row -> ofCase(Kind.REPLY, row, row.getLong("id").toString()));
  }

  private static final String NOTICES = """
    select n.brand, n.case_id, n.id from notice n
    where n.state in ('pending', 'sending') and n.try_at < $1
      and (n.state = 'pending' or coalesce(n.lease_until, '-infinity') < $1)
    order by n.try_at limit $2""";

  private Future<List<Stuck>> notices(Rules rules, Instant now) {
    return ask(NOTICES, Tuple.of(Rows.utc(now.minus(ABANDONED).minus(rules.toldWithin())), MOST),
      row -> ofCase(Kind.NOTICE, row, row.getLong("id").toString()));
  }

  /** Whoever reads an account renews its lease with each look, also where the network gives nothing. */
  private static final String ACCOUNTS = """
    select brand, name from account
    where name = any($1) and lease_until < $2 and coalesce(read_at, '-infinity') < $2
      and coalesce(resume_at, '-infinity') < $2
    order by name""";

  private Future<List<Stuck>> accounts(Rules rules, Instant now) {
    var parameters = Tuple.tuple().addArrayOfString(rules.polled().toArray(String[]::new))
      .addValue(Rows.utc(now.minus(ABANDONED).minus(rules.readWithin())));
    return ask(ACCOUNTS, parameters, row -> new Stuck(Kind.ACCOUNT, row.getString("brand"), 0, row.getString("name"),
      row.getString("name")));
  }

  static Stuck ofCase(Kind kind, Row row, String about) {
    var id = row.getLong("case_id");
    return new Stuck(kind, row.getString("brand"), id, about, Reference.of(id));
  }

  private Future<List<Stuck>> ask(String statement, Tuple parameters, Function<Row, Stuck> read) {
    return client.preparedQuery(statement).execute(parameters).map(rows -> {
      var found = new ArrayList<Stuck>();
      rows.forEach(row -> found.add(read.apply(row)));
      return found;
    });
  }

  private static final String LATE = "select count(*) as late from obligation where running and alarm_at < $1";

  /** All alarms that are this late. */
  Future<Long> late(Instant before) {
    return client.preparedQuery(LATE).execute(Tuple.of(Rows.utc(before)))
      .map(rows -> rows.iterator().next().getLong("late"));
  }
}
