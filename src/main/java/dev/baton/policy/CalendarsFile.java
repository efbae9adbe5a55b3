package dev.baton.policy;

import dev.baton.config.Settings;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads {@code calendars}, and the small things of time that rotas are written in too. */
final class CalendarsFile {

  /** For a day that every calendar must know; none of a rota or agreement depends on it. */
  private static final LocalDate SOME_DAY = LocalDate.of(2026, 1, 1);
  private static final String DAYS = "days such as 2026-12-24 or 2026-12-24..2026-12-31";
  /** Days in a row that somebody lists; more is a slip of the pen. */
  private static final int MOST_YEARS = 10;

  private final Settings settings;
  private final ZoneId usual;

  CalendarsFile(Settings settings) {
    this.settings = settings;
    this.usual = zone(settings, ZoneId.of("UTC"));
  }

  Map<String, Calendar> read() {
    var calendars = new LinkedHashMap<String, Calendar>();
    settings.names("calendars").forEach(name -> calendars.put(name, calendar(name, settings.at("calendars").at(name))));
    return calendars;
  }

  /** The time zone of a part, else the desk's. */
  ZoneId zone(Settings part) {
    return zone(part, usual);
  }

  private static ZoneId zone(Settings part, ZoneId otherwise) {
    return part.value("time-zone", "a time zone such as Europe/Lisbon", otherwise, ZoneId::of);
  }

  /** The desk's own. */
  ZoneId usual() {
    return usual;
  }

  /** For what names no calendar: every hour counts. */
  Calendar always() {
    return Calendar.always("always", usual);
  }

  private Calendar calendar(String name, Settings part) {
    var closed = dates(part, "closed");
    var open = dates(part, "open");
    var holidays = holidays(part);
    var calendar = new Calendar(name, zone(part), week(part),
      day -> !open.contains(day) && (closed.contains(day) || holidays.test(day)));
    var begins = closed.stream().filter(day -> !closed.contains(day.minusDays(1)));
    if (Stream.concat(Stream.of(SOME_DAY), begins).anyMatch(day -> !calendar.opens(day))) {
      part.problem("hours", "has no open hour in a year: working time would never pass; give hours such as"
        + " mon-fri: 09:00-17:00, or close it for less than a year");
      return Calendar.always(name, zone(part));
    }
    return calendar;
  }

  private static Map<DayOfWeek, List<Span>> week(Settings part) {
    var week = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
    for (var days : part.names("hours")) {
      var spans = spans(part.at("hours"), days);
      for (var day : days(part, days)) {
        if (week.put(day, spans) != null) {
          part.problem("hours." + days, "gives hours for " + day.toString().toLowerCase(Locale.ROOT)
            + ", which has some already: name each day once");
        }
      }
    }
    return week;
  }

  private static Set<DayOfWeek> days(Settings part, String days) {
    try {
      return Days.parse(days);
    } catch (IllegalArgumentException e) {
      part.problem("hours." + days, "is no day: give mon, mon-fri, sat or daily");
      return Set.of();
    }
  }

  private static List<Span> spans(Settings hours, String days) {
    var spans = new ArrayList<Span>();
    for (var text : hours.list(days)) {
      try {
        spans.add(Span.parse(text));
      } catch (IllegalArgumentException e) {
        hours.problem(days, "has '" + text + "': give times such as 09:00-17:00, ending at 24:00 at the latest");
      }
    }
    Calendar.overlap(spans).ifPresent(two -> hours.problem(days, "has spans that overlap: let each end before the next"));
    return spans;
  }

  private static Predicate<LocalDate> holidays(Settings part) {
    var region = part.text("holidays", "");
    if (region.isBlank()) {
      return day -> false;
    }
    try {
      return Holidays.of(region);
    } catch (IllegalArgumentException e) {
      part.problem("holidays", "is '" + region + "': " + e.getMessage()
        + "; give a country such as pt or a part of one such as de-by, or list the days under 'closed'");
      return day -> false;
    }
  }

  private static Set<LocalDate> dates(Settings part, String key) {
    var dates = new HashSet<LocalDate>();
    for (var text : part.list(key)) {
      try {
        var ends = text.split("\\.\\.", 2);
        var first = LocalDate.parse(ends[0].strip());
        var last = LocalDate.parse(ends[ends.length - 1].strip());
        if (last.isBefore(first) || last.isAfter(first.plusYears(MOST_YEARS))) {
          throw new IllegalArgumentException(text);
        }
        first.datesUntil(last.plusDays(1)).forEach(dates::add);
      } catch (RuntimeException e) {
        part.problem(key, "has '" + text + "': give " + DAYS);
      }
    }
    return dates;
  }
}
