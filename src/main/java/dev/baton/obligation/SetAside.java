package dev.baton.obligation;

import static dev.baton.db.Rows.instant;

import dev.baton.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of cases whose step fails: all nodes leave them alone, so that they hold up nobody, and try them again ever
 * more seldom. Whoever must know is told when one comes in.
 */
public final class SetAside {

  private static final Logger log = LoggerFactory.getLogger(SetAside.class);

  /** Until the first further try; doubled with each that fails. */
  static final Duration FIRST_RETRY = Duration.ofMinutes(1);
  /** However often it failed: a new version may have mended it. */
  static final Duration LONGEST_RETRY = Duration.ofHours(1);
  private static final int MOST_CAUSE = 300;

  /** Tells whoever must know, in the transaction that sets these cases aside. */
  @FunctionalInterface
  public interface Telling {
    Future<Void> tell(SqlClient tx, List<Obligations.Due> cases, Instant now);
  }

  /**
   * A case as it lies aside.
   *
   * @param tries those that failed
   * @param cause why the last one failed, in the words of the program
   */
  public record Case(String brand, long caseId, Instant since, int tries, Instant retryAt, String cause) {}

  /** How many lie aside, and which of them are to be tried now. */
  record Look(int count, List<Obligations.Due> due) {}

  private final Telling telling;

  public SetAside(Telling telling) {
    this.telling = telling;
  }

  private static final String PUT = """
    insert into set_aside as s (brand, case_id, since, tries, retry_at, cause)
    select brand, case_id, $4::timestamptz, 1, $4::timestamptz + make_interval(secs => $5::double precision), cause
    from unnest($1::text[], $2::bigint[], $3::text[]) as n(brand, case_id, cause)
    on conflict (brand, case_id) do update set tries = s.tries + 1, cause = excluded.cause,
      retry_at = $4 + make_interval(secs => least($6::double precision, $5 * power(2, least(s.tries, 30))))
    where s.retry_at <= $4
    returning brand, case_id, tries, retry_at""";

  /** These could not be carried on. A try that another node has just counted is not counted again. */
  Future<Void> put(SqlClient tx, List<Obligations.Failed> failed, Instant now) {
    if (failed.isEmpty()) {
      return Future.succeededFuture();
    }
    var parameters = Rows.of(failed).text(f -> f.which().brand()).number(f -> f.which().caseId())
      .text(f -> words(f.cause())).tuple().addValue(Rows.utc(now)).addValue((double) FIRST_RETRY.toSeconds())
      .addValue((double) LONGEST_RETRY.toSeconds());
    return tx.preparedQuery(PUT).execute(parameters).compose(rows -> {
      var added = new ArrayList<Obligations.Due>();
      rows.forEach(row -> {
        var which = new Obligations.Due(row.getString("brand"), row.getLong("case_id"));
        if (row.getInteger("tries") == 1) {
          added.add(which);
        }
        say(which, row, failed);
      });
      return added.isEmpty() ? Future.succeededFuture() : telling.tell(tx, added, now);
    });
  }

  private static void say(Obligations.Due which, Row row, List<Obligations.Failed> failed) {
    var cause = failed.stream().filter(f -> f.which().equals(which)).findFirst().map(Obligations.Failed::cause)
      .orElseThrow();
    var tries = row.getInteger("tries");
    log.error("case set aside case={} tries={} retry={} cause=\"{}\"", which.caseId(), tries, instant(row, "retry_at"),
      words(cause), tries == 1 ? cause : null);
  }

  private static String words(Throwable cause) {
    var words = (cause.getClass().getSimpleName() + ": " + cause.getMessage()).replaceAll("\\s+", " ");
    return words.substring(0, Math.min(MOST_CAUSE, words.length()));
  }

  private static final String BACK = "delete from set_aside where brand = $1 and case_id = $2";

  /** It was carried on. */
  Future<Void> back(SqlClient tx, Obligations.Due which) {
    log.info("case carried on again case={}", which.caseId());
    return tx.preparedQuery(BACK).execute(Tuple.of(which.brand(), which.caseId())).mapEmpty();
  }

  private static final String LOOK = """
    select brand, case_id, retry_at <= $1 as due, count(*) over () as n from set_aside order by retry_at limit $2""";

  /** @param most of those that are to be tried */
  Future<Look> look(SqlClient client, Instant now, int most) {
    return client.preparedQuery(LOOK).execute(Tuple.of(Rows.utc(now), most)).map(rows -> {
      var due = new ArrayList<Row>();
      rows.forEach(due::add);
      var count = due.isEmpty() ? 0 : due.getFirst().getInteger("n");
      due.removeIf(row -> !row.getBoolean("due"));
      return new Look(count, Obligations.cases(due));
    });
  }

  private static final String HASTEN_ALL = "update set_aside set retry_at = $1 where retry_at > $1";

  /** All are tried again soon. */
  Future<Void> hasten(SqlClient client, Instant now) {
    return client.preparedQuery(HASTEN_ALL).execute(Tuple.of(Rows.utc(now))).mapEmpty();
  }

  private static final String HASTEN = HASTEN_ALL + " and brand = $2 and case_id = $3";

  Future<Void> hasten(SqlClient client, Case which, Instant now) {
    return client.preparedQuery(HASTEN).execute(Tuple.of(Rows.utc(now), which.brand(), which.caseId())).mapEmpty();
  }

  private static final String FIRST = """
    select brand, case_id, since, tries, retry_at, cause from set_aside
    where brand = any($1) and ($2::bigint = 0 or case_id = $2) order by since, case_id limit $3""";

  /** Those that lie aside longest, of these brands. */
  public Future<List<Case>> first(SqlClient client, String[] brands, int most) {
    return find(client, brands, 0, most);
  }

  /** The case, if it lies aside and is of these brands. */
  public Future<Optional<Case>> find(SqlClient client, String[] brands, long caseId) {
    return find(client, brands, caseId, 1).map(found -> found.stream().findFirst());
  }

  private Future<List<Case>> find(SqlClient client, String[] brands, long caseId, int most) {
    return client.preparedQuery(FIRST)
      .execute(Tuple.tuple().addArrayOfString(brands).addValue(caseId).addValue(most)).map(rows -> {
        var found = new ArrayList<Case>();
        rows.forEach(row -> found.add(new Case(row.getString("brand"), row.getLong("case_id"), instant(row, "since"),
          row.getInteger("tries"), instant(row, "retry_at"), row.getString("cause"))));
        return found;
      });
  }
}
