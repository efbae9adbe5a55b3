package dev.baton.ingest;

import dev.baton.connector.Stream;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the line of a network open while this node reads the account. A line only rings; while it stands the account is
 * read less often, and when it breaks as often as ever, so that it can be missing without anything being missed.
 *
 * <pre>
 *   on ─► opening ─► stands ─► broken ─► pause, longer each time ─► opening
 *                                └─ off ─► closed
 * </pre>
 */
final class Listening {

  private static final Logger log = LoggerFactory.getLogger(Listening.class);

  /** How much less often an account is read that rings by itself. */
  private static final int SLOWER = 4;
  /** Well within the lease, which each reading prolongs. */
  private static final Duration SLOWEST = Poller.LEASE.dividedBy(2);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  /** A server without a line is asked for one so seldom that nobody minds. */
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 11;
  /** A line that stood so long broke by chance. */
  private static final Duration STOOD = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final Context context;
  private final String account;
  private final Optional<Stream> stream;
  private final Runnable ring;
  private final InstantSource clock;
  private final RandomGenerator jitter;
  private boolean wanted;
  private boolean busy;
  private long timer = -1;
  private int failures;
  private Optional<Instant> stands = Optional.empty();

  /** @param ring that there is something to read; called on the context given */
  Listening(Vertx vertx, Context context, String account, Optional<Stream> stream, Runnable ring, InstantSource clock,
            RandomGenerator jitter) {
    this.vertx = vertx;
    this.context = context;
    this.account = account;
    this.stream = stream;
    this.ring = ring;
    this.clock = clock;
    this.jitter = jitter;
  }

  /** From now on this node reads the account; safe to say again. */
  void on() {
    stream.ifPresent(line -> context.runOnContext(v -> {
      wanted = true;
      if (!busy) {
        open(line);
      }
    }));
  }

  /** Another node reads it, or nobody can; safe to say again. */
  void off() {
    stream.ifPresent(line -> context.runOnContext(v -> {
      wanted = false;
      failures = 0;
      if (vertx.cancelTimer(timer)) {
        busy = false;
      }
      line.close();
    }));
  }

  /** Between two readings, of an account that is read so often by itself. */
  Duration pause(Duration every) {
    var slower = every.multipliedBy(SLOWER);
    var bounded = slower.compareTo(SLOWEST) > 0 ? SLOWEST : slower;
    return stands.isEmpty() || bounded.compareTo(every) < 0 ? every : bounded;
  }

  private void open(Stream line) {
    busy = true;
    Future.succeededFuture()
      .compose(v -> line.listen(() -> context.runOnContext(rung -> rang(line))))
      .onComplete(ended -> context.runOnContext(v ->
        broken(line, ended.failed() ? String.valueOf(ended.cause().getMessage()) : "the line broke")));
  }

  private void rang(Stream line) {
    if (!wanted) {
      line.close();
      return;
    }
    if (busy && stands.isEmpty()) {
      stands = Optional.of(clock.instant());
      log.info("listening account={}", account);
    }
    ring.run();
  }

  private void broken(Stream line, String why) {
    boolean stood = stands.filter(at -> !at.plus(STOOD).isAfter(clock.instant())).isPresent();
    failures = stood ? 0 : failures;
    if (stands.isPresent() || failures == 0 && wanted) {
      log.info("not listening account={} cause={}", account, why);
    }
    if (stands.isPresent() && wanted) {
      ring.run();
    }
    stands = Optional.empty();
    if (!wanted) {
      busy = false;
      return;
    }
    timer = vertx.setTimer(nextPause().toMillis(), t -> {
      if (wanted) {
        open(line);
      } else {
        busy = false;
      }
    });
  }

  /** Doubles with each failure in a row and spreads by half, so that nodes do not come back together. */
  private Duration nextPause() {
    var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failures++, MOST_DOUBLINGS));
    var capped = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    return capped.plusMillis(jitter.nextLong(capped.toMillis() / 2 + 1));
  }
}
