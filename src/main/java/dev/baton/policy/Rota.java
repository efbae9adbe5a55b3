package dev.baton.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who is on duty when: shifts in a time zone, some of which go round. Absences are not its business. */
public record Rota(String name, ZoneId zone, List<Shift> shifts) {

  public Rota {
    shifts = List.copyOf(shifts);
  }

  /**
   * Some people on some days between two times of day.
   *
   * @param people  in the order in which they are asked
   * @param days    on which the span lies
   * @param span    a shift over midnight is two shifts
   * @param isRest  the rest, after midnight, of one that began the day before; whose turn it was then, it is
   * @param turns   whether and how its people take turns being first
   */
  public record Shift(List<String> people, Set<DayOfWeek> days, Span span, boolean isRest, Turns turns) {
    public Shift {
      people = List.copyOf(people);
      days = Set.copyOf(days);
    }

    private Stretch on(LocalDate day, ZoneId zone) {
      return days.contains(day.getDayOfWeek()) ? span.on(day, zone) : new Stretch(Instant.EPOCH, Instant.EPOCH);
    }

    private List<String> order(LocalDate day) {
      var order = new ArrayList<>(people);
      if (turns instanceof Turns.Every(var weeks, var from)) {
        var began = isRest ? day.minusDays(1) : day;
        var passed = Math.floorDiv(ChronoUnit.WEEKS.between(monday(from), monday(began)), weeks);
        Collections.rotate(order, -Math.floorMod(passed, people.size()));
      }
      return order;
    }

    private static LocalDate monday(LocalDate day) {
      return day.minusDays(day.getDayOfWeek().getValue() - 1L);
    }
  }

  /** Who of a shift is first. */
  public sealed interface Turns {

    /** Always the first. */
    record None() implements Turns {}

    /** Each is first for so many weeks, beginning with the first in the week of that day. */
    record Every(int weeks, LocalDate from) implements Turns {}
  }

  /** In the order in which they are asked; nobody between shifts. */
  List<String> onDuty(Instant at) {
    var day = at.atZone(zone).toLocalDate();
    return shifts.stream().filter(s -> s.on(day, zone).contains(at)).flatMap(s -> s.order(day).stream()).distinct()
      .toList();
  }

  /** The moments at which a shift begins or ends, which is when turns change too. */
  Set<Instant> changes(Instant from, Instant to) {
    var first = from.atZone(zone).toLocalDate();
    var last = to.atZone(zone).toLocalDate().plusDays(1);
    return first.datesUntil(last).flatMap(day -> shifts.stream().map(s -> s.on(day, zone)))
      .filter(stretch -> !stretch.isEmpty()).flatMap(stretch -> Stream.of(stretch.from(), stretch.to()))
      .collect(Collectors.toSet());
  }

  Stream<String> people() {
    return shifts.stream().flatMap(s -> s.people().stream()).distinct();
  }
}
