package dev.baton.cases;

import dev.baton.journal.Journal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Two people turn out to be one: the cases of the one who goes are the other's, and some of them become one. */
public final class Together {

  private final Moving moving;

  public Together(Journal journal) {
    moving = new Moving(journal);
  }

  private static final String CASES = """
    select id, customer_id, customer_name, customer_handle, merged_into from cases
    where brand = $1 and (customer_id = $2 or id = any($3)) order by id for update""";
  private static final String MERGED_AWAY = """
    update cases set customer_id = $3 where brand = $1 and customer_id = $2 and merged_into <> 0""";
  private static final String SAID = "update mention set customer_id = $3 where brand = $1 and customer_id = $2 and case_id = any($4)";

  /**
   * What is done to their cases.
   *
   * @param seen  the case in which an agent said so, which tells of it, and into which the others are merged
   * @param merge cases of either that are the same problem
   */
  public Future<Commands.Plan> plan(SqlClient tx, CaseKey seen, long link, long into, long gone, String actor, Set<Long> merge) {
    var named = Stream.concat(merge.stream(), Stream.of(seen.id())).toArray(Long[]::new);
    return tx.preparedQuery(CASES).execute(Tuple.of(seen.brand(), gone).addArrayOfLong(named)).compose(rows -> {
      var moves = new ArrayList<Move>();
      var theirs = new ArrayList<Long>();
      for (Row row : rows) {
        var isTheirs = row.getLong("customer_id") == gone;
        if (isTheirs) {
          theirs.add(row.getLong("id"));
        }
        if (row.getLong("merged_into") == 0 && (isTheirs || row.getLong("id") == seen.id())) {
          moves.add(behind(new CaseKey(seen.brand(), row.getLong("id")), link, actor, into, row));
        }
      }
      return merges(tx, seen, actor, merge, moves)
        .map(v -> new Commands.Plan(moves, (then, now) -> finish(then, seen, into, gone, theirs, merge)));
    });
  }

  private static Move behind(CaseKey key, long link, String actor, long customer, Row row) {
    return new Move.Behind(key, new CaseEvent.PeopleJoined(actor, link), actor,
      new Move.Customer(customer, row.getString("customer_name"), row.getString("customer_handle")));
  }

  private Future<Void> merges(SqlClient tx, CaseKey seen, String actor, Set<Long> merge, List<Move> moves) {
    var made = Future.<Void>succeededFuture();
    for (var from : new TreeSet<>(merge)) {
      made = made.compose(v -> moving.merge(tx, seen, new CaseKey(seen.brand(), from), actor, Move.Happening.ANY))
        .map(move -> {
          moves.add(move);
          return null;
        });
    }
    return made;
  }

  private static Future<Void> finish(SqlClient tx, CaseKey seen, long into, long gone, List<Long> all, Set<Long> merge) {
    var which = Tuple.of(seen.brand(), gone, into);
    var done = tx.preparedQuery(MERGED_AWAY).execute(which)
      .compose(v -> tx.preparedQuery(SAID).execute(Tuple.of(seen.brand(), gone, into).addArrayOfLong(all.toArray(Long[]::new))))
      .<Void>mapEmpty();
    for (var from : new TreeSet<>(merge)) {
      done = done.compose(v -> Moving.all(tx, seen, from));
    }
    return done;
  }

  /** A contact of a case leaves for one of its own, because it is about another problem. @param to an unused number */
  public Future<Commands.Plan> split(SqlClient tx, CaseKey key, long to, String actor, long mention) {
    return moving.split(tx, key, new CaseKey(key.brand(), to), actor, Move.Happening.ANY, Set.of(mention))
      .map(move -> new Commands.Plan(List.of(move), (then, now) -> Moving.some(then, key, to, Set.of(mention))));
  }

  /** Another case is the same problem. */
  public Future<Commands.Plan> merge(SqlClient tx, CaseKey key, long from, String actor) {
    return moving.merge(tx, key, new CaseKey(key.brand(), from), actor, Move.Happening.ANY)
      .map(move -> new Commands.Plan(List.of(move), (then, now) -> Moving.all(then, key, from)));
  }
}
