package dev.baton.obligation;

import dev.baton.db.Database;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
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
  private final InstantSource clock;

  Carrying(Database database, Obligations obligations, SetAside setAside, AlarmClock.Due due, Runnable afterCommit,
           InstantSource clock) {
    this.database = database;
    this.obligations = obligations;
    this.setAside = setAside;
    this.due = due;
    this.afterCommit = afterCommit;
    this.clock = clock;
  }

  /**
   * The next ones that were due by then; they happen at the time it is when their turn comes.
   *
   * @return how many there were; 0 when nothing is due that nobody else is at
   */
  Future<Integer> batch(Instant dueBy) {
    var claimed = new AtomicReference<List<Obligations.Due>>(List.of());
    return database.inTransaction(tx -> obligations.claimDue(tx, dueBy, BATCH).compose(cases -> {
      claimed.set(cases);
      return carryOut(tx, cases);
    })).onSuccess(this::ring).recover(e -> blame(claimed.get(), e));
  }

  /** What a case itself says it cannot do is set aside with the others' commit. */
  private Future<Integer> carryOut(SqlClient tx, List<Obligations.Due> cases) {
    var now = clock.instant();
    return cases.isEmpty() ? Future.succeededFuture(0) : due.carryOut(tx, cases, now)
      .compose(failed -> setAside.put(tx, failed, now)).map(cases.size());
  }

  private void ring(int count) {
    if (count > 0) {
      afterCommit.run();
    }
  }

  private Future<Integer> blame(List<Obligations.Due> cases, Throwable cause) {
    if (cases.isEmpty() || isNobodysFault(cause)) {
      return Future.failedFuture(cause);
    }
    if (cases.size() == 1) {
      var failed = List.of(new Obligations.Failed(cases.getFirst(), cause));
      return database.inTransaction(tx -> setAside.put(tx, failed, clock.instant())).map(1);
    }
    var half = cases.size() / 2;
    return some(cases.subList(0, half))
      .compose(first -> some(cases.subList(half, cases.size())).map(second -> first + second));
  }

  private static boolean isNobodysFault(Throwable cause) {
    return Database.isAway(cause) && !(cause instanceof PgException pg && OF_ITS_ROWS.contains(pg.getSqlState()));
  }

  private Future<Integer> some(List<Obligations.Due> cases) {
    return database.inTransaction(tx -> obligations.claim(tx, cases).compose(mine -> carryOut(tx, mine)))
      .onSuccess(this::ring).recover(e -> blame(cases, e));
  }

  /** One that lies aside. @return whether it could be carried on; false also where somebody else is at it */
  Future<Boolean> again(Obligations.Due which) {
    return database.inTransaction(tx -> obligations.claim(tx, List.of(which))
        .compose(mine -> mine.isEmpty() ? Future.succeededFuture(false) : again(tx, which)))
      .onSuccess(mended -> ring(mended ? 1 : 0))
      .recover(e -> blame(List.of(which), e).map(false));
  }

  private Future<Boolean> again(SqlClient tx, Obligations.Due which) {
    var now = clock.instant();
    return due.carryOut(tx, List.of(which), now).compose(failed -> failed.isEmpty()
      ? setAside.back(tx, which).map(true) : setAside.put(tx, failed, now).map(false));
  }
}
