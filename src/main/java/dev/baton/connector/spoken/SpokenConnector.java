package dev.baton.connector.spoken;

import dev.baton.connector.Checked;
import dev.baton.connector.Connector;
import dev.baton.connector.Draft;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Reads nothing and says nothing: the agent has already told the customer, on the phone or across a counter. */
public final class SpokenConnector implements Connector {

  /** A record of a call is a few paragraphs. */
  private static final int MAX_LENGTH = 5_000;

  @Override
  public boolean isPolled() {
    return false;
  }

  @Override
  public Future<ReadOutcome> read(String cursor) {
    return Future.succeededFuture(
      new ReadOutcome.Page(List.of(), List.of(), cursor, false, ReadOutcome.Quota.UNSAID));
  }

  @Override
  public Future<ReplyOutcome> reply(Draft draft) {
    return Future.succeededFuture(new ReplyOutcome.Sent("said-" + draft.attemptKey(), ""));
  }

  @Override
  public Future<List<Checked>> check() {
    return Future.succeededFuture(List.of(new Checked("channel", true, "takes in what is posted to /api/mentions")));
  }

  @Override
  public String newAttemptKey(Instant now) {
    return UUID.randomUUID().toString();
  }

  @Override
  public boolean repeatable(Draft draft, Instant now) {
    return true;
  }

  @Override
  public ReplyRules rules() {
    return new ReplyRules(MAX_LENGTH, "characters", false);
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
