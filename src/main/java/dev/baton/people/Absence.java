package dev.baton.people;

import java.time.LocalDate;

/** Days on which somebody is away, both ends included. */
public record Absence(LocalDate first, LocalDate last) {

  public Absence {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("ends before it begins");
    }
  }

  /** Reads {@code 2026-12-24..2026-12-31}, or one day. */
  static Absence parse(String text) {
    var ends = text.split("\\.\\.", 2);
    return new Absence(LocalDate.parse(ends[0].strip()), LocalDate.parse(ends[ends.length - 1].strip()));
  }

  boolean covers(LocalDate day) {
    return !day.isBefore(first) && !day.isAfter(last);
  }
}
