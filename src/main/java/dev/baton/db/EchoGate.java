package dev.baton.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

/**
 * Keeps hearing on an account apart from learning under which ids the network has our own words there: each of the two
 * looks whether the other has it, and without this neither would see what the other is just about to commit. Taken before
 * any row is locked, and held until the transaction ends. Many may hear at once.
 */
public final class EchoGate {

  /** So that no other use of such locks meets this one. */
  private static final int OURS = 0x6261746f;
  private static final String HEAR = "select pg_advisory_xact_lock_shared($1, $2)";
  private static final String LEARN = "select pg_advisory_xact_lock($1, $2)";

  private EchoGate() {}

  public static Future<Void> hear(SqlClient tx, int account) {
    return tx.preparedQuery(HEAR).execute(Tuple.of(OURS, account)).mapEmpty();
  }

  public static Future<Void> learn(SqlClient tx, int account) {
    return tx.preparedQuery(LEARN).execute(Tuple.of(OURS, account)).mapEmpty();
  }
}
