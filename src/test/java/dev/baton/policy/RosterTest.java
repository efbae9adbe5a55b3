package dev.baton.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RosterTest {

  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final Instant NIGHT = Instant.parse("2026-06-01T23:00:00Z");
  private static final Rota DAY = rota("day", "08:00-18:00", "tom", "rita");

  static Rota rota(String name, String hours, String... people) {
    return new Rota(name, ZoneOffset.UTC, List.of(new Rota.Shift(List.of(people), EnumSet.allOf(DayOfWeek.class),
      Span.parse(hours), false, new Rota.Turns.None())));
  }

  private static Roster roster(String... away) {
    return new Roster(List.of(DAY), (person, at) -> !Set.of(away).contains(person), ZoneOffset.UTC);
  }

  @Test
  void a_rota_stands_for_whoever_it_has_on_duty() {
    assertEquals(List.of("ana", "tom", "rita"), roster().present(List.of("ana", "day"), NOON));
    assertEquals(List.of("ana"), roster().present(List.of("ana", "day"), NIGHT));
    assertEquals(Optional.empty(), roster().first(List.of("day"), NIGHT));
  }

  @Test
  void whoever_is_away_is_passed_by_and_nobody_is_asked_twice() {
    assertEquals(List.of("rita", "ana"), roster("tom").present(List.of("tom", "day", "rita", "ana"), NOON));
    assertEquals(Optional.of("rita"), roster("tom").first(List.of("day"), NOON));
    assertEquals(List.of(), roster("tom", "rita").present(List.of("day"), NOON));
  }

  @Test
  void everybody_whom_names_can_mean_is_known_whoever_is_there_now() {
    assertEquals(List.of("ana", "tom", "rita"), roster("tom").everybody(List.of("ana", "day", "rita")));
  }

  @Test
  void between_two_of_its_changes_the_same_people_are_there() {
    var lisbon = ZoneId.of("Europe/Lisbon");
    var rota = new Rota("late", lisbon, List.of(new Rota.Shift(List.of("tom"), EnumSet.of(DayOfWeek.SUNDAY),
      Span.parse("01:30-09:10"), false, new Rota.Turns.None())));
    var away = Instant.parse("2026-03-30T23:00:00Z");
    var roster = new Roster(List.of(rota), (person, at) -> !person.equals("ana") || at.isBefore(away), lisbon);
    var named = List.of("ana", "late");
    var from = Instant.parse("2026-03-27T00:00:00Z");
    var changes = roster.changes(named, from, from.plus(Duration.ofDays(6)));
    for (var i = 1; i < changes.size(); i++) {
      var there = roster.present(named, changes.get(i - 1));
      for (var at = changes.get(i - 1); at.isBefore(changes.get(i)); at = at.plusSeconds(600)) {
        assertEquals(there, roster.present(named, at), at.toString());
      }
    }
    assertTrue(changes.contains(away));
    assertEquals(from, changes.getFirst());
    assertEquals(from.plus(Duration.ofDays(6)), changes.getLast());
  }
}
