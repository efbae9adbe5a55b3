package dev.baton.policy;

import dev.baton.config.Settings;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code rotas}: shifts by days and hours. A shift over midnight becomes two. */
final class RotasFile {

  private static final int MOST_WEEKS = 52;

  private final Settings settings;
  private final CalendarsFile calendars;
  private final Set<String> people;

  RotasFile(Settings settings, CalendarsFile calendars, Set<String> people) {
    this.settings = settings;
    this.calendars = calendars;
    this.people = people;
  }

  List<Rota> read() {
    return settings.names("rotas").stream().map(name -> rota(name, settings.at("rotas").at(name))).toList();
  }

  private Rota rota(String name, Settings part) {
    if (people.contains(name)) {
      part.problem("", "has the name of a person: a rota stands where people are named, so give it another");
    }
    var shifts = part.items("shifts").stream().flatMap(shift -> shifts(shift).stream()).toList();
    if (part.items("shifts").isEmpty()) {
      part.problem("shifts", "is empty: say who is on duty, as a list of people, days and hours");
    }
    return new Rota(name, calendars.zone(part), shifts);
  }

  private List<Rota.Shift> shifts(Settings part) {
    var who = people(part);
    var days = part.value("days", "days such as mon-fri or daily", EnumSet.allOf(DayOfWeek.class), Days::parse);
    var turns = turns(part);
    var shifts = new ArrayList<Rota.Shift>();
    for (var hours : part.list("hours")) {
      try {
        shifts.addAll(shifts(who, days, hours, turns));
      } catch (RuntimeException e) {
        part.problem("hours", "has '" + hours + "': give times such as 07:00-15:00 or 22:00-06:00");
      }
    }
    if (part.list("hours").isEmpty()) {
      part.problem("hours", "is missing: give times such as 07:00-15:00, or 00:00-24:00 for the whole day");
    }
    return who.isEmpty() ? List.of() : shifts;
  }

  private List<String> people(Settings part) {
    var who = part.list("people");
    if (who.isEmpty()) {
      part.problem("people", "is empty: name at least one person");
    }
    who.stream().filter(p -> !people.contains(p)).forEach(p ->
      part.problem("people", "names '" + p + "', who is not in people"));
    return who;
  }

  private static List<Rota.Shift> shifts(List<String> who, Set<DayOfWeek> days, String hours, Rota.Turns turns) {
    var ends = hours.strip().split("\\s*-\\s*", 2);
    var begin = Span.minutes(ends[0]);
    var end = Span.minutes(ends[1]);
    if (end > begin) {
      return List.of(new Rota.Shift(who, days, new Span(begin, end), false, turns));
    }
    if (end == begin) {
      throw new IllegalArgumentException(hours);
    }
    var evening = new Rota.Shift(who, days, new Span(begin, Span.MINUTES_OF_DAY), false, turns);
    var nextDays = days.stream().map(day -> day.plus(1)).collect(Collectors.toSet());
    return end == 0 ? List.of(evening)
      : List.of(evening, new Rota.Shift(who, nextDays, new Span(0, end), true, turns));
  }

  private static Rota.Turns turns(Settings part) {
    var weeks = part.integer("turns-weeks", 0, MOST_WEEKS, 0);
    return weeks == 0 ? new Rota.Turns.None() : new Rota.Turns.Every(weeks,
      part.value("turns-from", "a day such as 2026-01-05", LocalDate.of(2026, 1, 5), LocalDate::parse));
  }
}
