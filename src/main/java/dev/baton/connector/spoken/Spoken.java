package dev.baton.connector.spoken;

import dev.baton.connector.Draft;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.Told;
import io.vertx.core.Future;
import java.time.Instant;

/** An account that nobody can answer on: what is written there is the record of what the customer was told. */
public interface Spoken extends Told {

  /** A record of a call is a few paragraphs. */
  int MAX_LENGTH = 5_000;

  @Override
  default Future<ReplyOutcome> reply(Draft draft) {
    return Future.succeededFuture(new ReplyOutcome.Sent("said-" + draft.attemptKey(), ""));
  }

  /** Written down twice it is one record still. */
  @Override
  default boolean repeatable(Draft draft, Instant now) {
    return true;
  }

  @Override
  default ReplyRules rules() {
    return new ReplyRules(MAX_LENGTH, "characters", false);
  }
}
