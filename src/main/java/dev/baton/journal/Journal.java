package dev.baton.journal;

import static dev.baton.db.Rows.instant;

import dev.baton.db.Rows;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The journal, in one order and without holes.
 *
 * <p>An entry's {@code seq} is its transaction's number times 4,096 plus its place in the transaction. A reader takes
 * only what lies below the oldest transaction that is still running ({@code pg_snapshot_xmin}); whatever commits later
 * has a higher number. So one number says how far one has read.
 *
 * <p>Transactions are numbered when they begin to write, which may be before they wait for a case's lock; so within a
 * case {@code seq} is not the order in which things happened. Its {@code revision} is.
 */
public final class Journal {

  /** Entries of one transaction; more would run into the next transaction's numbers. */
  public static final int MAX_APPENDED = 4_095;

  private static final String APPEND = """
    insert into journal (seq, brand, at, kind, case_id, revision, actor, policy, body)
    select ((pg_current_xact_id()::text::bigint + l.lift) << 12) + e.place,
      e.brand, e.at, e.kind, e.case_id, e.revision, e.actor, e.policy, e.body::jsonb
    from journal_lift l,
      unnest($1::text[], $2::timestamptz[], $3::text[], $4::bigint[], $5::integer[], $6::text[], $7::integer[],
        $8::text[]) with ordinality as e(brand, at, kind, case_id, revision, actor, policy, body, place)""";

  /** Once a transaction, with all its entries. */
  public Future<Void> append(SqlClient tx, List<Entry> entries) {
    if (entries.isEmpty()) {
      return Future.succeededFuture();
    }
    if (entries.size() > MAX_APPENDED) {
      return Future.failedFuture(new IllegalArgumentException(entries.size() + " entries in one transaction"));
    }
    return tx.preparedQuery(APPEND).execute(Rows.of(entries)
      .text(Entry::brand).time(Entry::at).text(Entry::kind).number(Entry::caseId).integer(Entry::revision)
      .text(Entry::actor).integer(Entry::policy).text(e -> e.body().encode()).tuple()).mapEmpty();
  }

  private static final String READ_AFTER = """
    select seq, case_id, seq < (
      select (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + lift) << 12 from journal_lift) as complete
    from journal where seq > $1 order by seq limit $2""";

  /** That something happened to a case; what the case is now stands in its own row. */
  public record Mark(long seq, long caseId) {}

  /**
   * Entries, oldest first.
   *
   * @param more whether to read on soon: there are more, or some are committed while an older transaction still runs
   */
  public record Read(List<Mark> marks, boolean more) {}

  /** What is complete after {@code seq}: nothing will ever be added before the last of these. */
  public Future<Read> readAfter(SqlClient client, long seq, int limit) {
    return client.preparedQuery(READ_AFTER).execute(Tuple.of(seq, limit)).map(rows -> {
      var complete = new ArrayList<Mark>();
      rows.forEach(row -> {
        if (row.getBoolean("complete")) {
          complete.add(new Mark(row.getLong("seq"), row.getLong("case_id")));
        }
      });
      return new Read(complete, complete.size() == limit || complete.size() < rows.size());
    });
  }

  private static final String COMPLETE_UP_TO = """
    select ((pg_snapshot_xmin(pg_current_snapshot())::text::bigint + lift) << 12) - 1 as seq from journal_lift""";

  /** Nothing will ever be added at or below this number. */
  public Future<Long> completeUpTo(SqlClient client) {
    return client.preparedQuery(COMPLETE_UP_TO).execute().map(rows -> rows.iterator().next().getLong("seq"));
  }

  private static final String OF_CASE = """
    select seq, brand, at, kind, case_id, revision, actor, policy, body from journal
    where brand = $1 and case_id = $2 order by revision desc limit $3""";

  /** The latest entries of a case, newest first, by its revisions, since only these follow its lock. */
  public Future<List<Entry.Numbered>> ofCase(SqlClient client, String brand, long caseId, int limit) {
    return client.preparedQuery(OF_CASE).execute(Tuple.of(brand, caseId, limit)).map(Journal::entries);
  }

  private static final String OF_KINDS = """
    select seq, brand, at, kind, case_id, revision, actor, policy, body from journal
    where brand = $1 and case_id = $2 and kind = any($3) order by revision limit $4""";

  /** Entries of a case that are of these kinds, the oldest first. */
  public Future<List<Entry.Numbered>> ofCase(SqlClient client, String brand, long caseId, Collection<String> kinds,
                                             int limit) {
    return client.preparedQuery(OF_KINDS).execute(Tuple.of(brand, caseId)
      .addArrayOfString(kinds.toArray(String[]::new)).addInteger(limit)).map(Journal::entries);
  }

  private static final String OF_KINDS_SINCE = """
    select seq, brand, at, kind, case_id, revision, actor, policy, body from journal
    where brand = $1 and case_id = $2 and kind = any($3) and at >= $4 order by revision limit $5""";

  /** The same, of those that were made since then. */
  public Future<List<Entry.Numbered>> ofCaseSince(SqlClient client, String brand, long caseId, Collection<String> kinds,
                                                  Instant since, int limit) {
    return client.preparedQuery(OF_KINDS_SINCE).execute(Tuple.of(brand, caseId)
      .addArrayOfString(kinds.toArray(String[]::new)).addValue(Rows.utc(since)).addInteger(limit)).map(Journal::entries);
  }

  private static final String OF_CASES = """
    select j.seq, j.brand, j.at, j.kind, j.case_id, j.revision, j.actor, j.policy, j.body
    from unnest($1::text[], $2::bigint[]) as k(brand, case_id)
    join journal j on j.brand = k.brand and j.case_id = k.case_id order by j.brand, j.case_id, j.revision""";

  /** All entries of these cases, case by case, the oldest first. @param brands one for each of the cases */
  public Future<List<Entry.Numbered>> ofCases(SqlClient client, List<String> brands, List<Long> caseIds) {
    return client.preparedQuery(OF_CASES).execute(Tuple.tuple().addArrayOfString(brands.toArray(String[]::new))
      .addArrayOfLong(caseIds.toArray(Long[]::new))).map(Journal::entries);
  }

  private static final String LAST = "select at from journal order by seq desc limit 1";

  /** When the latest entry was made; empty if there is none. */
  public Future<Optional<Instant>> lastAt(SqlClient client) {
    return client.preparedQuery(LAST).execute()
      .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(instant(rows.iterator().next(), "at")));
  }

  private static final String LIFT = """
    update journal_lift set lift = greatest(lift,
      coalesce((select max(seq) >> 12 from journal), 0) + 1 - pg_current_xact_id()::text::bigint)""";

  /** At start: data that moved to a server with lower transaction numbers goes on with higher ones. */
  public Future<Void> continueNumbers(SqlClient client) {
    return client.preparedQuery(LIFT).execute().mapEmpty();
  }

  private static List<Entry.Numbered> entries(Iterable<Row> rows) {
    var entries = new ArrayList<Entry.Numbered>();
    rows.forEach(row -> entries.add(new Entry.Numbered(row.getLong("seq"), new Entry(row.getString("brand"),
      instant(row, "at"), row.getString("kind"), row.getLong("case_id"), row.getInteger("revision"),
      row.getString("actor"), row.getInteger("policy"), (JsonObject) row.getJson("body")))));
    return entries;
  }
}
