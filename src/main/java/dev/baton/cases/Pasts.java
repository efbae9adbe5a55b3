package dev.baton.cases;

import dev.baton.db.Database;
import dev.baton.db.Rows;
import dev.baton.db.Turns;
import dev.baton.journal.Entry;
import dev.baton.journal.Journal;
import dev.baton.obligation.Obligations;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads whole cases with all that happened to them, a bounded number of entries at a time. */
public final class Pasts {

  private static final Logger log = LoggerFactory.getLogger(Pasts.class);

  /** Cases at a time. */
  private static final int MOST_CASES = 500;
  /** Entries at a time, about 20 MiB; only a single case may have more. */
  private static final int MOST_ENTRIES = 20_000;
  /** What was read stands together: nothing of it changes while the rest is read. */
  private static final String AS_OF_NOW = "set transaction isolation level repeatable read";

  private final Database database;
  private final CaseStore store = new CaseStore();
  private final Obligations obligations = new Obligations();
  private final Journal journal = new Journal();

  public Pasts(Database database) {
    this.database = database;
  }

  /** Some of the cases. @param last behind which to read on; empty if there are no more */
  private record Portion(List<Past> pasts, Optional<CaseKey> last) {}

  /** Every case that was opened in that time, to its end, in the order of their names. */
  public Future<Void> read(Instant from, Instant to, Consumer<Past> each) {
    var after = new AtomicReference<>(new CaseKey("", 0));
    return Turns.whileMore(() -> database.inTransaction(tx -> portion(tx, after.get(), from, to)).map(portion -> {
      portion.pasts().forEach(each);
      portion.last().ifPresent(after::set);
      return portion.last().isPresent();
    }));
  }

  private Future<Portion> portion(SqlConnection tx, CaseKey after, Instant from, Instant to) {
    return tx.query(AS_OF_NOW).execute()
      .compose(v -> keys(tx, after, from, to))
      .compose(keys -> keys.isEmpty() ? Future.succeededFuture(new Portion(List.of(), Optional.empty()))
        : pasts(tx, keys).map(pasts -> new Portion(pasts, Optional.of(keys.getLast()))));
  }

  private static final String KEYS = """
    select brand, id, revision from cases
    where (brand, id) > ($1, $2) and opened_at >= $3 and opened_at < $4 order by brand, id limit $5""";

  /** A case has as many entries as its revision says. */
  private static Future<List<CaseKey>> keys(SqlClient tx, CaseKey after, Instant from, Instant to) {
    return tx.preparedQuery(KEYS)
      .execute(Tuple.of(after.brand(), after.id(), Rows.utc(from), Rows.utc(to), MOST_CASES)).map(rows -> {
        var keys = new ArrayList<CaseKey>();
        var entries = 0;
        for (Row row : rows) {
          entries += row.getInteger("revision");
          if (!keys.isEmpty() && entries > MOST_ENTRIES) {
            break;
          }
          keys.add(new CaseKey(row.getString("brand"), row.getLong("id")));
        }
        return keys;
      });
  }

  private Future<List<Past>> pasts(SqlClient tx, List<CaseKey> keys) {
    var due = keys.stream().map(key -> new Obligations.Due(key.brand(), key.id())).toList();
    return Future.all(store.read(tx, keys), obligations.running(tx, due), journal.ofCases(tx,
        keys.stream().map(CaseKey::brand).toList(), keys.stream().map(CaseKey::id).toList()))
      .map(all -> pasts(keys, Loaded.of(all.resultAt(0), all.resultAt(1)), all.resultAt(2)));
  }

  /** A case whose rows make none is set aside and has no past that could be held against anything. */
  private static List<Past> pasts(List<CaseKey> keys, Loaded loaded, List<Entry.Numbered> numbered) {
    loaded.broken().forEach((key, cause) ->
      log.warn("case cannot be read, it is left out case={} cause={}", key.id(), cause.toString()));
    var entries = numbered.stream().map(Entry.Numbered::entry)
      .collect(Collectors.groupingBy(entry -> new CaseKey(entry.brand(), entry.caseId())));
    return keys.stream().filter(loaded.standing()::containsKey)
      .map(key -> new Past(key, entries.getOrDefault(key, List.of()), loaded.standing().get(key).state()))
      .toList();
  }
}
