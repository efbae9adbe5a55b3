package dev.baton.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** How many requests a data server takes in five minutes, and how it says so. */
final class RequestWindow {

  private static final Duration LENGTH = Duration.ofMinutes(5);

  private final InstantSource clock;
  private int limit;
  private int asked;
  private Instant ends = Instant.MIN;

  RequestWindow(InstantSource clock, int limit) {
    this.clock = clock;
    this.limit = limit;
  }

  void limit(int requests) {
    limit = requests;
  }

  /** Counts one more. */
  boolean isOver() {
    if (!clock.instant().isBefore(ends)) {
      ends = clock.instant().plus(LENGTH);
      asked = 0;
    }
    return ++asked > limit;
  }

  Map<String, String> retryAfter() {
    return Map.of("Retry-After", String.valueOf(Duration.between(clock.instant(), ends).toSeconds()));
  }

  Map<String, String> headers() {
    return Map.of("RateLimit-Limit", String.valueOf(limit),
      "RateLimit-Remaining", String.valueOf(Math.max(0, limit - asked)),
      "RateLimit-Reset", String.valueOf(ends.getEpochSecond()), "RateLimit-Policy", limit + ";w=" + LENGTH.toSeconds());
  }
}
