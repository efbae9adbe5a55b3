package dev.baton.db;

import io.vertx.core.Completable;
import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * One after the other, however many: a turn begins when the one before has ended, and nothing is kept of that. A chain
 * of composed futures that grows with the data is completed from its end, each inside the next, and overflows the stack.
 */
public final class Turns {

  private Turns() {}

  /** @param turn does a part; gives whether there is more. @return when there is none, or the first failure */
  public static Future<Void> whileMore(Supplier<Future<Boolean>> turn) {
    return Future.future(done -> take(turn, done));
  }

  private static void take(Supplier<Future<Boolean>> turn, Completable<Void> done) {
    var present = begin(turn);
    while (present.succeeded() && present.result()) {
      present = begin(turn); // what is done at once is no deeper either
    }
    present.onComplete(ended -> {
      if (ended.failed()) {
        done.fail(ended.cause());
      } else if (ended.result()) {
        take(turn, done);
      } else {
        done.succeed();
      }
    });
  }

  private static Future<Boolean> begin(Supplier<Future<Boolean>> turn) {
    try {
      return turn.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }
}
