package dev.baton.connector.bluesky;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Makes timestamp identifiers, the keys of posts: 53 bits of microseconds and 10 bits that keep two clocks apart,
 * as 13 characters that sort by time. Source: atproto.com, record key type {@code tid}.
 */
final class Tid {

  private static final String ALPHABET = "234567abcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 13;
  private static final int CLOCK_BITS = 10;

  private final int clockId;
  private final AtomicLong last = new AtomicLong();

  Tid(RandomGenerator random) {
    this.clockId = random.nextInt(1 << CLOCK_BITS);
  }

  /** Never the same twice, and never smaller than the one before, even if the clock stands still. */
  String next(Instant now) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    return encode(last.updateAndGet(before -> Math.max(micros, before + 1)) << CLOCK_BITS | clockId);
  }

  static String encode(long value) {
    var text = new char[LENGTH];
    for (int i = LENGTH - 1; i >= 0; i--) {
      text[i] = ALPHABET.charAt((int) (value & 31));
      value >>>= 5;
    }
    return new String(text);
  }
}
