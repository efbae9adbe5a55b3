package dev.baton.connector;

import io.vertx.core.Future;

/** An account that cannot be asked: what is said there comes by itself, through its hook, its feed or the API. */
public interface Told extends Connector {

  @Override
  default boolean isPolled() {
    return false;
  }

  @Override
  default Future<ReadOutcome> read(String cursor) {
    return Future.succeededFuture(
      new ReadOutcome.Page(Brought.NOTHING, cursor, false, ReadOutcome.Quota.UNSAID));
  }
}
