package dev.baton.policy;

import java.time.Duration;
import java.time.Instant;

/** A piece of the true time line; its end is not in it. */
record Stretch(Instant from, Instant to) {

  boolean isEmpty() {
    return !from.isBefore(to);
  }

  boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  /** What lies in both; perhaps nothing. */
  Stretch within(Instant begin, Instant end) {
    return new Stretch(from.isBefore(begin) ? begin : from, to.isAfter(end) ? end : to);
  }

  /** Nothing if it is empty. */
  Duration length() {
    return isEmpty() ? Duration.ZERO : Duration.between(from, to);
  }
}
