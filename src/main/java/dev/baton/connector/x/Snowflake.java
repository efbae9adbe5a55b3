package dev.baton.connector.x;

import java.time.Instant;
import java.util.Optional;

/** The network's ids hold the millisecond at which they were given; as text they are opaque, and stay so. */
final class Snowflake {

  /** The network's own beginning of time, in Unix milliseconds. */
  private static final long BEGINNING = 1_288_834_974_657L;
  private static final int SHIFT = 22;
  /** Of 63 bits; a longer one is no id of this kind. */
  private static final int MOST_DIGITS = 19;

  private Snowflake() {}

  /** Empty for what is no such id, and for ids from before they held a time. */
  static Optional<Instant> time(String id) {
    if (id.isEmpty() || id.length() > MOST_DIGITS || !id.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    try {
      long millis = Long.parseLong(id) >> SHIFT;
      return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(BEGINNING + millis));
    } catch (NumberFormatException beyond63Bits) {
      return Optional.empty();
    }
  }

  /** The lowest id of a millisecond: everything said since has a greater one. */
  static String first(Instant at) {
    return String.valueOf(Math.max(0, at.toEpochMilli() - BEGINNING) << SHIFT);
  }
}
