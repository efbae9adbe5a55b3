package dev.baton.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Part of a day on which work is done, in minutes from midnight of the calendar's own clock; the end is not in it.
 *
 * @param from 0 to 1439
 * @param to   later than {@code from}, at most 1440, which is the midnight that ends the day
 */
public record Span(int from, int to) {

  static final int MINUTES_OF_DAY = 24 * 60;
  static final Span WHOLE_DAY = new Span(0, MINUTES_OF_DAY);

  public Span {
    if (from < 0 || to > MINUTES_OF_DAY || from >= to) {
      throw new IllegalArgumentException("a span ends after it begins, within one day");
    }
  }

  /** Reads {@code 09:00-17:00}; {@code 24:00} ends a day. */
  static Span parse(String text) {
    var ends = text.strip().split("\\s*-\\s*", 2);
    if (ends.length != 2) {
      throw new IllegalArgumentException(text);
    }
    return new Span(minutes(ends[0]), minutes(ends[1]));
  }

  /** Of a time of day such as {@code 9:00}. @throws IllegalArgumentException if it is none */
  static int minutes(String clock) {
    if (!clock.matches("([01]?\\d|2[0-3]):[0-5]\\d|24:00")) {
      throw new IllegalArgumentException(clock);
    }
    var parts = clock.split(":");
    return Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]);
  }

  /**
   * This part of that day on the true time line, of which nothing lies in another day. A local time that does not exist
   * is the time so much later as the clocks were moved, one that exists twice is the first.
   */
  Stretch on(LocalDate day, ZoneId zone) {
    var begin = day.atStartOfDay(zone).toInstant();
    var end = day.plusDays(1).atStartOfDay(zone).toInstant();
    return new Stretch(at(day, from, zone), to == MINUTES_OF_DAY ? end : at(day, to, zone)).within(begin, end);
  }

  private static Instant at(LocalDate day, int minute, ZoneId zone) {
    return day.atStartOfDay().plusMinutes(minute).atZone(zone).toInstant();
  }

  boolean touches(Span other) {
    return from < other.to && other.from < to;
  }
}
