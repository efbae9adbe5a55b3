package dev.baton.reply;

import dev.baton.cases.Reminding;
import dev.baton.connector.Connector;
import dev.baton.policy.Policies;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Puts reminders into the outbox: Baton's own words, on the account where the question was asked. */
public final class Reminders implements Reminding {

  private final Supplier<Map<String, Connector>> connectors;
  private final Policies policies;
  private final Outbox outbox = new Outbox();

  /** @param connectors by the names of their accounts, as they are at the moment */
  public Reminders(Supplier<Map<String, Connector>> connectors, Policies policies) {
    this.connectors = connectors;
    this.policies = policies;
  }

  @Override
  public Future<Void> write(SqlClient tx, List<Reminder> reminders, Instant now) {
    return Future.all(reminders.stream().map(reminder -> write(tx, reminder, now)).toList()).mapEmpty();
  }

  /** An account that is gone still gets its reminder, which is then refused, and the case is on top with the cause. */
  private Future<Void> write(SqlClient tx, Reminder reminder, Instant now) {
    var brand = reminder.key().brand();
    return outbox.accountOf(tx, brand, reminder.asked()).compose(account -> {
      var connector = connectors.get().get(account);
      var key = connector == null ? "reminder-" + reminder.reply() : connector.newAttemptKey(now);
      return outbox.remind(tx, brand, reminder.asked(), reminder.reply(), policies.current().terms().wording().reminder(), key, now);
    });
  }
}
