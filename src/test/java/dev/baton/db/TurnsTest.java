package dev.baton.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.baton.EventLoops;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EventLoops.class)
class TurnsTest {

  /** A chain of composed futures of this length overflows the stack. */
  private static final int MANY = 10_000;

  private final AtomicInteger taken = new AtomicInteger();

  private boolean more() {
    return taken.incrementAndGet() < MANY;
  }

  @Test
  void so_many_turns_that_a_chain_of_them_would_overflow_the_stack_are_taken(Vertx vertx) {
    Turns.whileMore(() -> {
      var promise = Promise.<Boolean>promise();
      vertx.runOnContext(v -> promise.complete(more()));
      return promise.future();
    }).await();
    assertEquals(MANY, taken.get());
  }

  @Test
  void what_is_done_at_once_may_be_as_many() {
    Turns.whileMore(() -> Future.succeededFuture(more())).await();
    assertEquals(MANY, taken.get());
  }

  @Test
  void the_first_failure_ends_it_whether_it_is_thrown_or_not() {
    assertThrows(IllegalStateException.class, () -> Turns.whileMore(() -> {
      if (taken.incrementAndGet() == 2) {
        throw new IllegalStateException("no more");
      }
      return Future.succeededFuture(true);
    }).await());
    assertEquals(2, taken.get());
    assertThrows(Exception.class, () -> Turns.whileMore(() -> Future.failedFuture("no")).await());
  }
}
