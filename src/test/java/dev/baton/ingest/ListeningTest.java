package dev.baton.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.EventLoops;
import dev.baton.Eventually;
import dev.baton.connector.Stream;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lines that are played. */
@ExtendWith(EventLoops.class)
class ListeningTest {

  private static final Duration EVERY = Duration.ofSeconds(10);

  /** A line that stands as soon as it is opened, or cannot be opened at all. */
  private static final class PlayedLine implements Stream {
    final AtomicInteger opened = new AtomicInteger();
    volatile boolean isThere = true;
    private volatile Runnable ring;
    private volatile Promise<Void> ended = Promise.promise();

    @Override
    public Future<Void> listen(Runnable toRing) {
      opened.incrementAndGet();
      if (!isThere) {
        throw new IllegalStateException("there is none");
      }
      ended = Promise.promise();
      ring = toRing;
      toRing.run();
      return ended.future();
    }

    @Override
    public Future<Void> close() {
      ended.tryComplete();
      return Future.succeededFuture();
    }

    void ring() {
      ring.run();
    }
  }

  private final PlayedLine line = new PlayedLine();
  private final AtomicInteger rings = new AtomicInteger();
  private final Listening listening;

  ListeningTest(Vertx vertx) {
    listening = new Listening(vertx, vertx.getOrCreateContext(), "mastodon", Optional.of(line), rings::incrementAndGet,
      () -> Instant.EPOCH, new Random(1));
  }

  private boolean isSlow() {
    return listening.pause(EVERY).equals(EVERY.multipliedBy(4));
  }

  @Test
  void while_the_line_stands_the_account_is_read_less_often_and_when_it_breaks_as_often_as_ever() {
    assertEquals(EVERY, listening.pause(EVERY));
    listening.on();
    Eventually.until("the line stands", this::isSlow);
    line.close();
    Eventually.until("it is broken", () -> listening.pause(EVERY).equals(EVERY));
  }

  @Test
  void it_rings_when_the_line_stands_whenever_it_rings_and_when_it_breaks() {
    listening.on();
    Eventually.until("what was missed before is read", () -> rings.get() == 1);
    line.ring();
    Eventually.until("it rings", () -> rings.get() == 2);
    line.close();
    Eventually.until("what is missed from now on is read", () -> rings.get() == 3);
  }

  @Test
  void a_line_that_breaks_is_opened_again_by_itself() {
    listening.on();
    Eventually.until("the line stands", this::isSlow);
    line.close();
    Eventually.until("it is opened again", () -> line.opened.get() == 2 && isSlow());
  }

  @Test
  void a_line_that_is_not_there_delays_nothing() {
    line.isThere = false;
    listening.on();
    Eventually.until("it was tried", () -> line.opened.get() > 0);
    listening.on();
    assertEquals(EVERY, listening.pause(EVERY));
    assertEquals(0, rings.get());
  }

  @Test
  void a_node_that_no_longer_reads_the_account_does_not_listen() {
    listening.on();
    Eventually.until("the line stands", this::isSlow);
    listening.off();
    Eventually.until("it is let go", () -> listening.pause(EVERY).equals(EVERY));
    line.ring();
    listening.on();
    Eventually.until("and opened again when it reads again", this::isSlow);
    assertEquals(2, line.opened.get());
  }

  @Test
  void an_account_is_never_read_so_seldom_that_its_lease_runs_out_nor_less_often_than_it_was() {
    listening.on();
    Eventually.until("the line stands", this::isSlow);
    assertEquals(Poller.LEASE.dividedBy(2), listening.pause(Duration.ofSeconds(20)));
    assertEquals(Duration.ofMinutes(2), listening.pause(Duration.ofMinutes(2)));
  }
}
