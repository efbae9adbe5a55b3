package dev.baton.rehearsal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Which cases are rehearsed: those that were opened on these days, each to its end.
 *
 * @param from the first day; where none is given, thirty days before the past ends
 * @param to   the last day; where none is given, the last there is
 * @param zone whose days
 */
public record Scope(Optional<LocalDate> from, Optional<LocalDate> to, ZoneId zone) {

  private static final int DAYS = 30;

  Instant begin(Instant until) {
    return from.orElseGet(() -> day(until).minusDays(DAYS)).atStartOfDay(zone).toInstant();
  }

  Instant end(Instant until) {
    return to.orElseGet(() -> day(until)).plusDays(1).atStartOfDay(zone).toInstant();
  }

  /** As people say it. */
  String words(Instant until) {
    return "from " + day(begin(until)) + " to " + day(end(until).minusSeconds(1));
  }

  private LocalDate day(Instant at) {
    return at.atZone(zone).toLocalDate();
  }
}
