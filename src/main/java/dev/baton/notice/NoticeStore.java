package dev.baton.notice;

import static dev.baton.db.Rows.instant;

import dev.baton.db.Database;
import dev.baton.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/**
 * Notices on their way out. {@code try_at} says when something is to be done next: send it, send it again, or, if it is
 * being sent, take it that its node died.
 */
final class NoticeStore {

  /** Notices of one message: all that wait, but no more than one statement can mark in about a second. */
  private static final int MOST_TOGETHER = 50_000;
  /** Of a case that is told, the latest; nobody reads more lines about one. */
  private static final int MOST_OF_CASE = 20;
  /** What climbs in one transaction if nobody takes a message. */
  static final int MOST_CLIMBING = 200;

  private static final String DUE = """
    with due as (
      select person, min(try_at) as since, bool_or(message <> '') as again from notice
      where state in ('pending', 'sending') and try_at <= $1 and not (person = any($4)) group by person)
    select person from due d
    where not exists (select from notice w where w.person = d.person and w.message <> '' and w.try_at > $1
        and w.state in ('pending', 'sending'))
      and (again or not exists (select from notice t where t.person = d.person and t.state = 'told' and t.told_at > $2
        and t.told_at <= $1))
    order by since limit $3""";

  /**
   * People for whom there is something to send: no message to them is on its way or waits for its next try, and the
   * last one is long enough ago; one that was told later than now was told before the clock was set back.
   *
   * @param not   people to leave alone
   * @param quiet told later than this, they are told nothing new yet
   */
  Future<List<String>> due(SqlClient client, Collection<String> not, Instant now, Instant quiet, int limit) {
    return client.preparedQuery(DUE).execute(Tuple.of(Rows.utc(now), Rows.utc(quiet), limit)
      .addArrayOfString(not.toArray(String[]::new))).map(NoticeStore::people);
  }

  /** A lock for each person: no two nodes begin a message to them, and the claim sees what the one before committed. */
  private static final String LOCK = """
    select person from unnest($1::text[]) as p(person)
    where pg_try_advisory_xact_lock(hashtextextended('notice ' || person, 0))""";

  /** Seen in the inbox meanwhile, or about something that was done or taken back after the alarm. */
  private static final String UNNEEDED = """
    update notice n set state = 'unneeded', lease_until = null, node = ''
    where n.person = any($1) and n.state in ('pending', 'sending') and n.try_at <= $2
      and (n.seen_at is not null or n.subject = 'alarm' and exists (
        select from obligation o join cases c on c.brand = o.brand and c.id = o.case_id
        where o.brand = n.brand and o.case_id = n.case_id and o.number = n.number and not o.running
          and o.outcome in ('met', 'withdrawn') and o.closed_at > n.at and c.merged_into = 0))""";

  /** A message that was begun goes out as it was, and before anything new. */
  private static final String CLAIM = """
    with first as (
      select distinct on (person) person, message from notice n
      where person = any($1) and state in ('pending', 'sending') and try_at <= $3
        and not exists (select from notice w where w.person = n.person and w.message <> '' and w.try_at > $3
          and w.state in ('pending', 'sending'))
      order by person, message = '', id),
    next as (
      select n.brand, n.id, p.fresh from first f join unnest($1::text[], $2::text[]) as p(person, fresh) using (person)
      cross join lateral (
        select brand, id from notice where person = f.person and message = f.message
          and state in ('pending', 'sending') and try_at <= $3
        order by id limit $7 for update skip locked) n
      where f.message <> ''
        or not exists (select from notice t where t.person = f.person and t.state = 'told' and t.told_at > $4
          and t.told_at <= $3)),
    claimed as (update notice n set state = 'sending', node = $5, lease_until = $6, try_at = $6, tries = n.tries + 1,
        message = case when n.message = '' then x.fresh else n.message end
      from next x where n.brand = x.brand and n.id = x.id returning n.person, n.message)
    select distinct person, message from claimed""";

  /** The cases of which something happened last, as many as are told one by one, and how many there are. */
  private static final String READ = """
    select person, message, way, tries, cases, brand, case_id, subject, number, step, level, about, words, at
    from (select *, max(nth) over (partition by message) as cases
      from (select *, dense_rank() over (partition by message order by latest desc, case_id desc) as nth
        from (select *, max(at) over (partition by message, case_id) as latest,
            row_number() over (partition by message, case_id order by at desc, id desc) as line
          from notice where person = any($1) and message = any($2) and state = 'sending') n) n) n
    where nth <= $3 and line <= $4 order by person, nth, line""";

  /** Takes what is due for these people, a message each, committed before the first byte leaves. */
  Future<List<Message>> claim(Database database, List<String> people, String node, Instant now, Instant quiet,
                              Duration lease) {
    return database.inTransaction(tx -> tx.preparedQuery(LOCK).execute(strings(people)).map(NoticeStore::people)
      .compose(locked -> tx.preparedQuery(UNNEEDED).execute(strings(locked).addValue(Rows.utc(now)))
        .compose(v -> tx.preparedQuery(CLAIM).execute(strings(locked)
          .addArrayOfString(locked.stream().map(p -> UUID.randomUUID().toString()).toArray(String[]::new))
          .addValue(Rows.utc(now)).addValue(Rows.utc(quiet)).addValue(node).addValue(Rows.utc(now.plus(lease)))
          .addValue(MOST_TOGETHER)))
        .compose(claimed -> read(tx, claimed))));
  }

  private static Future<List<Message>> read(SqlClient tx, RowSet<Row> claimed) {
    var which = Tuple.tuple();
    List.of("person", "message").forEach(column -> which.addArrayOfString(
      claimed.stream().map(row -> row.getString(column)).toArray(String[]::new)));
    return claimed.size() == 0 ? Future.succeededFuture(List.of())
      : tx.preparedQuery(READ).execute(which.addValue(Letters.MOST_CASES).addValue(MOST_OF_CASE))
        .map(NoticeStore::messages);
  }

  private static Tuple strings(List<String> people) {
    return Tuple.tuple().addArrayOfString(people.toArray(String[]::new));
  }

  private static List<String> people(Iterable<Row> rows) {
    var people = new ArrayList<String>();
    rows.forEach(row -> people.add(row.getString("person")));
    return people;
  }

  private static List<Message> messages(Iterable<Row> rows) {
    var byId = new LinkedHashMap<String, List<Row>>();
    rows.forEach(row -> byId.computeIfAbsent(row.getString("message"), id -> new ArrayList<>()).add(row));
    return byId.values().stream().map(NoticeStore::message).toList();
  }

  /** Those of another claim of the same message may have been tried less often. */
  private static Message message(List<Row> rows) {
    var first = rows.getFirst();
    return new Message(first.getString("message"), first.getString("person"), first.getString("way"),
      rows.stream().mapToInt(row -> row.getInteger("tries")).max().orElse(0), first.getInteger("cases"),
      rows.stream().map(NoticeStore::read).toList());
  }

  private static Notice read(Row row) {
    return new Notice(row.getString("brand"), row.getString("person"), row.getLong("case_id"), row.getString("subject"),
      row.getInteger("number"), row.getInteger("step"), row.getInteger("level"), row.getLong("about"),
      row.getString("words"), instant(row, "at"));
  }

  private static final String SETTLE = """
    update notice set state = $4, way = $5, tries = $6, cause = $7, try_at = $8, told_at = $9, node = '',
      lease_until = null
    where person = $1 and message = $2 and node = $3 and state = 'sending' and id = any(coalesce($10, array[id]))""";

  /** What becomes of a claimed message; false if the claim is no longer this node's. */
  Future<Boolean> settle(SqlClient tx, Message message, String node, Fate fate, Instant now, Instant next) {
    return settle(tx, message, node, fate, now, next, null).map(count -> count > 0);
  }

  private static Future<Integer> settle(SqlClient tx, Message message, String node, Fate fate, Instant now,
                                        Instant next, Long[] ids) {
    var of = Tuple.of(message.person(), message.id(), node);
    var settled = switch (fate) {
      case Fate.Told(var way) -> of.addValue("told").addValue(way.word()).addValue(message.tries()).addValue("")
        .addValue(Rows.utc(now)).addValue(Rows.utc(now));
      case Fate.Again(var way, var tries, var cause) -> of.addValue("pending").addValue(way.word()).addValue(tries)
        .addValue(cause).addValue(Rows.utc(next)).addValue(null);
      case Fate.Failed(var cause) -> of.addValue("failed").addValue("").addValue(message.tries()).addValue(cause)
        .addValue(Rows.utc(now)).addValue(Rows.utc(now));
      case Fate.Unneeded unneeded -> of.addValue("unneeded").addValue("").addValue(0).addValue("")
        .addValue(Rows.utc(now)).addValue(null);
    };
    return tx.preparedQuery(SETTLE).execute(settled.addArrayOfLong(ids)).map(SqlResult::rowCount);
  }

  /** Some of what goes together. */
  record Part(List<Long> ids, List<Notice> notices) {}

  private static final String UNSETTLED = """
    select id, brand, person, case_id, subject, number, step, level, about, words, at from notice
    where person = $1 and message = $2 and node = $3 and state = 'sending' order by id limit $4""";

  /** The next of a message whose fate is not written yet; none if all is, or if the claim is no longer this node's. */
  Future<Part> unsettled(SqlClient client, Message message, String node) {
    return client.preparedQuery(UNSETTLED).execute(Tuple.of(message.person(), message.id(), node, MOST_CLIMBING))
      .map(rows -> new Part(rows.stream().map(row -> row.getLong("id")).toList(),
        rows.stream().map(NoticeStore::read).toList()));
  }

  /** Nobody took these; false if the claim is no longer this node's. */
  Future<Boolean> fail(SqlClient tx, Message message, Part part, String node, String cause, Instant now) {
    return settle(tx, message, node, new Fate.Failed(cause), now, now, part.ids().toArray(Long[]::new))
      .map(count -> count == part.ids().size());
  }

  private static final String FORGET_NODES = """
    update notice set try_at = $1, lease_until = $1 where state = 'sending'""";

  /** Whoever was sending is gone. */
  Future<Void> forgetNodes(SqlClient client, Instant now) {
    return client.preparedQuery(FORGET_NODES).execute(Tuple.of(Rows.utc(now))).mapEmpty();
  }
}
