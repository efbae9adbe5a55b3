package dev.baton.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rotas as they are written, and who they mean when. */
class RotasFileTest {

  private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");

  private static Rota read(String shifts) {
    var settings = ConfigFolder.of(Map.of("rotas.yaml", "time-zone: Europe/Lisbon\nrotas:\n  duty:\n    shifts:\n"
      + shifts.indent(6)), Map.of());
    var rota = new RotasFile(settings, new CalendarsFile(settings), Set.of("tom", "rita", "tess", "ana")).read();
    settings.finish();
    return rota.getFirst();
  }

  private static void assertSaid(String shifts, String... words) {
    var said = assertThrows(ConfigProblems.class, () -> read(shifts)).problems();
    assertTrue(said.stream().anyMatch(line -> line.startsWith("rotas.yaml:")
      && List.of(words).stream().allMatch(line::contains)), said::toString);
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(LISBON).toInstant();
  }

  private static List<String> onDuty(Rota rota, String local) {
    return rota.onDuty(at(local));
  }

  @Test
  void a_shift_over_midnight_ends_on_the_next_day() {
    var rota = read("- {people: [tom, rita], days: fri, hours: 22:00-06:00}");
    assertEquals(List.of(), onDuty(rota, "2026-06-05T21:59"));
    assertEquals(List.of("tom", "rita"), onDuty(rota, "2026-06-05T22:00"));
    assertEquals(List.of("tom", "rita"), onDuty(rota, "2026-06-06T05:59"));
    assertEquals(List.of(), onDuty(rota, "2026-06-06T06:00"), "the end is not in it");
    assertEquals(List.of(), onDuty(rota, "2026-06-06T22:00"));
    assertEquals(List.of(), onDuty(read("- {people: [tom], days: fri, hours: 22:00-00:00}"), "2026-06-06T00:00"));
  }

  @Test
  void everybody_of_every_shift_that_covers_is_asked_in_order_once() {
    var rota = read("""
      - {people: [tom], hours: 08:00-20:00}
      - {people: [rita, tom], days: mon-fri, hours: [09:00-12:00, 13:00-17:00]}
      """);
    assertEquals(List.of("tom", "rita"), onDuty(rota, "2026-06-01T10:00"));
    assertEquals(List.of("tom"), onDuty(rota, "2026-06-01T12:30"));
    assertEquals(List.of(), onDuty(rota, "2026-06-01T20:00"));
  }

  @Test
  void turns_go_round_by_weeks_over_the_new_year_and_before_they_began() {
    var rota = read("""
      - people: [tom, rita, tess]
        hours: 00:00-24:00
        turns-weeks: 1
        turns-from: 2026-01-07
      """);
    assertEquals(List.of("tom", "rita", "tess"), onDuty(rota, "2026-01-05T00:00"), "from the Monday of that week");
    assertEquals(List.of("tess", "tom", "rita"), onDuty(rota, "2026-01-04T23:59"));
    assertEquals(List.of("rita", "tess", "tom"), onDuty(rota, "2026-01-12T00:00"));
    assertEquals(List.of("tom", "rita", "tess"), onDuty(rota, "2026-12-31T10:00"), "51 weeks later");
    assertEquals(List.of("tom", "rita", "tess"), onDuty(rota, "2027-01-03T10:00"), "a week does not end with the year");
    assertEquals(List.of("rita", "tess", "tom"), onDuty(rota, "2027-01-04T00:00"));
  }

  @Test
  void turns_of_two_weeks_change_at_midnight_when_the_clocks_change() {
    var rota = read("- {people: [tom, rita], hours: 00:00-24:00, turns-weeks: 2, turns-from: 2026-03-16}");
    assertEquals("tom", onDuty(rota, "2026-03-29T23:59").getFirst(), "on the day of 23 hours");
    assertEquals("rita", onDuty(rota, "2026-03-30T00:00").getFirst());
    assertEquals("rita", onDuty(rota, "2026-10-25T23:59").getFirst(), "on the day of 25 hours");
    assertEquals("tom", onDuty(rota, "2026-10-26T00:00").getFirst());
  }

  @Test
  void whoever_begins_a_night_ends_it_though_the_week_turns() {
    var rota = read("- {people: [tom, rita], hours: 22:00-06:00, turns-weeks: 1, turns-from: 2026-06-01}");
    assertEquals("tom", onDuty(rota, "2026-06-07T23:00").getFirst());
    assertEquals("tom", onDuty(rota, "2026-06-08T05:59").getFirst());
    assertEquals("rita", onDuty(rota, "2026-06-08T22:00").getFirst());
  }

  @Test
  void in_a_night_of_clock_change_nobody_and_nothing_is_left_out() {
    var rota = read("""
      - {people: [tom], hours: 18:00-01:30}
      - {people: [rita], hours: 01:30-18:00}
      """);
    for (var night : List.of("2026-03-29T00:00", "2026-10-25T00:00")) {
      var begin = at(night);
      for (var minute = 0; minute < 300; minute++) {
        assertEquals(1, rota.onDuty(begin.plusSeconds(minute * 60L)).size(), night + " +" + minute);
      }
    }
    assertEquals(List.of("rita"), rota.onDuty(Instant.parse("2026-10-25T01:15:00Z")), "half past one is the first one");
  }

  @Test
  void its_changes_are_the_moments_at_which_somebody_else_is_on_duty() {
    var rota = read("- {people: [tom, rita], days: sat, hours: 22:00-06:00, turns-weeks: 1, turns-from: 2026-03-02}");
    assertEquals(Set.of(at("2026-03-28T22:00"), at("2026-03-29T00:00"), at("2026-03-29T06:00")),
      rota.changes(at("2026-03-28T12:00"), at("2026-03-30T12:00")));
  }

  @Test
  void what_is_missing_or_wrong_in_a_shift_is_said() {
    assertSaid("- {people: [tom, zoe], hours: 08:00-16:00}", "rotas.duty.shifts.0.people", "'zoe'", "not in people");
    assertSaid("- {people: [], hours: 08:00-16:00}", "rotas.duty.shifts.0.people", "name at least one person");
    assertSaid("- {people: [tom]}", "rotas.duty.shifts.0.hours", "is missing", "00:00-24:00 for the whole day");
    assertSaid("- {people: [tom], hours: 8-16}", "rotas.duty.shifts.0.hours", "'8-16'", "22:00-06:00");
    assertSaid("- {people: [tom], hours: 08:00}", "'08:00'");
    assertSaid("- {people: [tom], hours: 08:00-08:00}", "'08:00-08:00'");
    assertSaid("- {people: [tom], hours: 08:00-25:00}", "'08:00-25:00'");
    assertSaid("- {people: [tom], days: weekend, hours: 08:00-16:00}", "shifts.0.days", "'weekend'", "mon-fri or daily");
    assertSaid("- {people: [tom], hours: 08:00-16:00, turns-weeks: 1, turns-from: monday}", "turns-from", "2026-01-05");
    assertSaid("[]", "rotas.duty.shifts", "is empty", "people, days and hours");
  }

  @Test
  void a_rota_may_not_be_called_like_a_person() {
    var settings = ConfigFolder.of(Map.of("rotas.yaml",
      "rotas:\n  ana:\n    shifts:\n      - {people: [tom], hours: 08:00-16:00}\n"), Map.of());
    new RotasFile(settings, new CalendarsFile(settings), Set.of("tom", "ana")).read();
    var said = assertThrows(ConfigProblems.class, settings::finish).getMessage();
    assertTrue(said.contains("rotas.ana") && said.contains("has the name of a person"), said);
  }

  @Test
  void two_rotas_of_one_name_are_said() {
    var settings = ConfigFolder.of(Map.of("rotas.yaml", "rotas:\n  duty: {}\n  duty: {}\n"), Map.of());
    var said = assertThrows(ConfigProblems.class, settings::finish).getMessage();
    assertTrue(said.contains("rotas.yaml:3: rotas.duty already stands in rotas.yaml:2"), said);
  }
}
