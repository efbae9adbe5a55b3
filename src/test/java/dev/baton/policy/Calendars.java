package dev.baton.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random working hours, and the same hours counted minute by minute, as slowly and plainly as one can. */
final class Calendars {

  /** Clocks that change at two, at midnight, by half an hour, before midnight; and a whole day that never was. */
  static final List<Place> PLACES = List.of(
    new Place("UTC", LocalDate.of(2024, 2, 24)),
    new Place("Europe/Lisbon", LocalDate.of(2026, 3, 25)),
    new Place("Europe/Lisbon", LocalDate.of(2026, 10, 21)),
    new Place("America/New_York", LocalDate.of(2026, 3, 4)),
    new Place("America/New_York", LocalDate.of(2026, 10, 28)),
    new Place("America/Sao_Paulo", LocalDate.of(2015, 10, 14)),
    new Place("America/Sao_Paulo", LocalDate.of(2016, 2, 17)),
    new Place("Australia/Lord_Howe", LocalDate.of(2026, 4, 1)),
    new Place("America/Nuuk", LocalDate.of(2026, 3, 25)),
    new Place("Pacific/Apia", LocalDate.of(2011, 12, 27)));

  private Calendars() {}

  /** Where, and a few days before something happens to its clocks. */
  record Place(String zone, LocalDate around) {}

  /** What a calendar is made of. */
  record Hours(Place place, Map<DayOfWeek, List<Span>> week, Set<LocalDate> closed) {

    Calendar calendar() {
      return new Calendar("random", ZoneId.of(place.zone()), week, closed::contains);
    }

    Instant begin() {
      return place.around().atStartOfDay(ZoneId.of(place.zone())).toInstant();
    }
  }

  /** @param grid every span begins and ends at a multiple of so many minutes */
  static Arbitrary<Hours> hours(int grid) {
    return Combinators.combine(Arbitraries.of(PLACES), week(grid),
      Arbitraries.integers().between(0, 12).set().ofMaxSize(3)).as((place, week, closed) -> new Hours(place, week,
        new TreeSet<>(closed.stream().map(place.around()::plusDays).toList())));
  }

  private static Arbitrary<Map<DayOfWeek, List<Span>>> week(int grid) {
    return spans(grid).list().ofSize(7).filter(days -> days.stream().anyMatch(spans -> !spans.isEmpty())).map(days -> {
      var week = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
      for (var day : DayOfWeek.values()) {
        week.put(day, days.get(day.ordinal()));
      }
      return week;
    });
  }

  /** None to three spans, which may meet but not overlap. */
  private static Arbitrary<List<Span>> spans(int grid) {
    return Arbitraries.integers().between(0, Span.MINUTES_OF_DAY / grid).set().ofMaxSize(6).map(ends -> {
      var sorted = new TreeSet<>(ends).stream().map(end -> end * grid).toList();
      return IntStream.range(0, sorted.size() / 2)
        .mapToObj(i -> new Span(sorted.get(2 * i), sorted.get(2 * i + 1))).toList();
    });
  }

  /** Every minute of some weeks, open or not. */
  static final class Minutes {

    private final Hours hours;
    private final Instant begin;
    private final int count;
    private final BitSet open = new BitSet();

    Minutes(Hours hours, int count) {
      this.hours = hours;
      this.begin = hours.begin();
      this.count = count;
      for (var minute = 0; minute < count; minute++) {
        open.set(minute, looksOpen(at(minute)));
      }
    }

    Instant at(int minute) {
      return begin.plus(minute, ChronoUnit.MINUTES);
    }

    private boolean looksOpen(Instant at) {
      var day = at.atZone(ZoneId.of(hours.place().zone())).toLocalDate();
      return !hours.closed().contains(day) && hours.week().get(day.getDayOfWeek()).stream()
        .anyMatch(s -> !at.isBefore(moment(day, s.from())) && at.isBefore(moment(day, s.to())));
    }

    /** Written down without Java's own way of resolving local times. */
    private Instant moment(LocalDate day, int minute) {
      var local = LocalDateTime.of(day, LocalTime.MIDNIGHT).plusMinutes(minute);
      var rules = ZoneId.of(hours.place().zone()).getRules();
      var offsets = rules.getValidOffsets(local);
      return local.toInstant(offsets.isEmpty() ? rules.getTransition(local).getOffsetBefore() : offsets.getFirst());
    }

    boolean isOpen(int minute) {
      return open.get(minute);
    }

    /** Open minutes from one to before another. */
    int between(int from, int to) {
      return open.get(from, Math.max(from, to)).cardinality();
    }

    /** The minute by which so many open ones have passed, or -1 if it lies too far ahead. */
    int after(int from, int minutes) {
      var left = minutes;
      for (var minute = from; minute < count; minute++) {
        if (open.get(minute) && left-- <= 1) {
          return minutes == 0 ? minute : minute + 1;
        }
      }
      return -1;
    }

    /** The minute since which so many open ones had passed, or -1 if it lies too far back. */
    int before(int until, int minutes) {
      var left = minutes;
      for (var minute = until - 1; minute >= 0; minute--) {
        if (open.get(minute) && left-- <= 1) {
          return minutes == 0 ? minute + 1 : minute;
        }
      }
      return -1;
    }
  }
}
