package dev.baton.ingest;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to leave a network alone that fails. */
final class Pace {

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);
  /** Doubling further would pass the longest retry. */
  private static final int MOST_DOUBLINGS = 9;

  private final RandomGenerator jitter;
  private int failures;

  Pace(RandomGenerator jitter) {
    this.jitter = jitter;
  }

  void answered() {
    failures = 0;
  }

  /** Doubles with each failure in a row, and spreads by half, so that nodes do not come back together. */
  Duration afterFailure() {
    var doubled = FIRST_RETRY.multipliedBy(1L << Math.min(failures++, MOST_DOUBLINGS));
    var capped = doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
    return capped.plusMillis(jitter.nextLong(capped.toMillis() / 2 + 1));
  }
}
