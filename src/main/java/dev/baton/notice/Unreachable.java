package dev.baton.notice;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;

/** Knows what follows when somebody could not be told. */
@FunctionalInterface
public interface Unreachable {

  /** In the transaction that says so. @param notices of obligations; none is of a {@code number} 0 */
  Future<Void> unreached(SqlClient tx, List<Notice> notices, String cause, Instant now);
}
