package dev.baton.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Eventually;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EventLoops.class)
class RoundsTest {

  private static final Duration SOON = Duration.ofMillis(1);
  private static final Duration NEVER = Duration.ofHours(1);

  private final Vertx vertx;
  private final AtomicInteger begun = new AtomicInteger();

  RoundsTest(Vertx vertx) {
    this.vertx = vertx;
  }

  private Rounds rounds(Duration within, Supplier<Future<Duration>> work) {
    return new Rounds(vertx, "a round of the test failed", within, SOON, () -> {
      begun.incrementAndGet();
      return work.get();
    });
  }

  private void untilBegun(int times) {
    Eventually.until("it goes round", () -> begun.get() >= times);
  }

  @Test
  void a_round_that_never_ends_is_left_and_the_next_begins() {
    var rounds = rounds(Duration.ofMillis(20), () -> Promise.<Duration>promise().future());
    rounds.start(SOON);
    untilBegun(3);
    rounds.stop().await();
  }

  @Test
  void rounds_that_fail_or_throw_are_followed_by_others() {
    var rounds = rounds(NEVER, () -> {
      if (begun.get() % 2 == 0) {
        throw new IllegalStateException("thrown");
      }
      return Future.failedFuture("failed");
    });
    rounds.start(SOON);
    untilBegun(4);
    rounds.stop().await();
  }

  @Test
  void all_rounds_are_on_one_event_loop_however_the_last_one_ended() {
    Set<Context> contexts = ConcurrentHashMap.newKeySet();
    var rounds = rounds(Duration.ofMillis(20), () -> {
      contexts.add(Vertx.currentContext());
      return begun.get() % 2 == 0 ? Promise.<Duration>promise().future() : Future.succeededFuture(SOON);
    });
    rounds.start(SOON);
    untilBegun(6);
    rounds.stop().await();
    assertEquals(1, contexts.size());
  }

  @Test
  void who_wakes_it_need_not_wait_for_the_pause_and_during_a_round_it_is_left_to_the_next() {
    var present = Promise.<Duration>promise();
    var rounds = rounds(NEVER, () -> begun.get() == 2 ? present.future() : Future.succeededFuture(NEVER));
    rounds.start(SOON);
    untilBegun(1);
    Eventually.until("it is woken", () -> {
      rounds.wake();
      return begun.get() == 2;
    });
    rounds.wake();
    present.complete(NEVER);
    assertEquals(2, begun.get());
    rounds.stop().await();
  }

  @Test
  void who_stops_it_waits_for_the_present_round_and_sees_no_other() {
    var present = Promise.<Duration>promise();
    var rounds = rounds(NEVER, present::future);
    rounds.start(SOON);
    untilBegun(1);
    var stopped = rounds.stop();
    assertTrue(!stopped.isComplete());
    present.fail("the last one fails");
    stopped.await();
    rounds.wake();
    rounds.start(SOON);
    assertEquals(1, begun.get());
  }
}
