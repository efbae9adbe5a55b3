package dev.baton.ingest;

import dev.baton.connector.ReadOutcome;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** How long until the next round: steady, at once while there is more, backing off, or as long as we were told. */
final class Pace {

  /** Between pages of a backlog; leaves room for everything else. */
  private static final Duration BETWEEN_PAGES = Duration.ofMillis(100);
  /** A backlog may use up the network's patience down to this; then it too is spread. */
  private static final int KEPT_FOR_PAGES = 30;
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);
  /** Doubling further would pass the longest retry. */
  private static final int MOST_DOUBLINGS = 9;

  /** However often a network rings, it is not asked more often than this. */
  private static final Duration BETWEEN_RINGS = Duration.ofSeconds(1);

  private final Supplier<Duration> steady;
  private final RandomGenerator jitter;
  private int failures;
  private Duration soonest = BETWEEN_RINGS;

  Pace(Duration steady, RandomGenerator jitter) {
    this(() -> steady, jitter);
  }

  /** @param steady as it is now */
  Pace(Supplier<Duration> steady, RandomGenerator jitter) {
    this.steady = steady;
    this.jitter = jitter;
  }

  /** At once while there is more; but what is left of the network's patience is spread over its window. */
  Duration afterPage(boolean more, ReadOutcome.Quota quota) {
    failures = 0;
    var wanted = more ? BETWEEN_PAGES : steady.get();
    var spread = quota.remaining() < 0 || more && quota.remaining() > KEPT_FOR_PAGES ? Duration.ZERO
      : quota.window().dividedBy(quota.remaining() + 1L);
    soonest = longer(spread, BETWEEN_RINGS);
    return longer(spread, wanted);
  }

  /** After the last page, when the network rings. */
  Duration afterRing() {
    return soonest;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  Duration asTold(Duration pause) {
    failures = 0;
    return pause;
  }

  /** Doubles with each failure in a row, and spreads by half, so that nodes do not come back together. */
  Duration afterFailure() {
    var doubled = FIRST_RETRY.multipliedBy(1L << Math.min(failures++, MOST_DOUBLINGS));
    var capped = doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
    return capped.plusMillis(jitter.nextLong(capped.toMillis() / 2 + 1));
  }
}
