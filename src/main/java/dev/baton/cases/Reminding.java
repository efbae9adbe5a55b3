package dev.baton.cases;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;

/** Writes to customers who owe us an answer; the outbox knows how. */
@FunctionalInterface
public interface Reminding {

  /**
   * @param reply the number the reminder has in the outbox
   * @param asked the reply whose question it repeats
   */
  record Reminder(CaseKey key, long reply, long asked) {}

  Future<Void> write(SqlClient tx, List<Reminder> reminders, Instant now);
}
