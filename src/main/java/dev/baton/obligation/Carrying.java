package dev.baton.obligation;

import dev.baton.db.Database;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Carries out what is due, a batch in a transaction, and finds the one to blame where that fails.
 *
 * <pre>
 *   claim those due ─► carry them out ─► commit            those that say they failed are set aside with it
 *                            └─ fails ─► each half of them, down to the one to blame ─► set aside
 * </pre>
 */
final class Carrying {

  /** Cases of one transaction: many enough to be cheap, few enough to be short. */
  private static final int BATCH = 200;
  /** A lock that somebody else keeps, or a statement that takes for ever: of this case, not of the whole database. */
  private static final Set<String> OF_ITS_ROWS = Set.of("55P03", "57014");

  private final Database database;
  private final Obligations obligations;
  private final SetAside setAside;
  private final AlarmClock.Due due;
  private final Runnable afterCommit;

  Carrying(Database database, Obligations obligations, SetAside setAside, AlarmClock.Due due, Runnable afterCommit) {
    this.database = database;
    this.obligations = obligations;
    this.setAside = setAside;
    this.due = due;
    this.afterCommit = afterCommit;
  }

  /** The next ones. @return how many there were; 0 when nothing is due that nobody else is at */
  Future<Integer> batch(Instant now) {
    var claimed = new AtomicReference<List<Obligations.Due>>(List.of());
    return database.inTransaction(tx -> obligations.claimDue(tx, now, BATCH).compose(cases -> {
      claimed.set(cases);
      return carryOut(tx, cases, now);
    })).onSuccess(this::ring).recover(e -> blame(claimed.get(), now, e));
  }

  /** What a case itself says it cannot do is set aside with the others' commit. */
  private Future<Integer> carryOut(SqlClient tx, List<Obligations.Due> cases, Instant now) {
    return cases.isEmpty() ? Future.succeededFuture(0) : due.carryOut(tx, cases, now)
      .compose(failed -> setAside.put(tx, failed, now)).map(cases.size());
  }

  private void ring(int count) {
    if (count > 0) {
      afterCommit.run();
    }
  }

  private Future<Integer> blame(List<Obligations.Due> cases, Instant now, Throwable cause) {
    if (cases.isEmpty() || isNobodysFault(cause)) {
      return Future.failedFuture(cause);
    }
    if (cases.size() == 1) {
      var failed = List.of(new Obligations.Failed(cases.getFirst(), cause));
      return database.inTransaction(tx -> setAside.put(tx, failed, now)).map(1);
    }
    var half = cases.size() / 2;
    return some(cases.subList(0, half), now)
      .compose(first -> some(cases.subList(half, cases.size()), now).map(second -> first + second));
  }

  private static boolean isNobodysFault(Throwable cause) {
    return Database.isAway(cause) && !(cause instanceof PgException pg && OF_ITS_ROWS.contains(pg.getSqlState()));
  }

  private Future<Integer> some(List<Obligations.Due> cases, Instant now) {
    return database.inTransaction(tx -> obligations.claim(tx, cases).compose(mine -> carryOut(tx, mine, now)))
      .onSuccess(this::ring).recover(e -> blame(cases, now, e));
  }

  /** One that lies aside. @return whether it could be carried on; false also where somebody else is at it */
  Future<Boolean> again(Obligations.Due which, Instant now) {
    return database.inTransaction(tx -> obligations.claim(tx, List.of(which)).compose(mine -> mine.isEmpty()
        ? Future.succeededFuture(false) : due.carryOut(tx, mine, now).compose(failed -> failed.isEmpty()
        ? setAside.back(tx, which).map(true) : setAside.put(tx, failed, now).map(false))))
      .onSuccess(mended -> ring(mended ? 1 : 0))
      .recover(e -> blame(List.of(which), now, e).map(false));
  }
}
