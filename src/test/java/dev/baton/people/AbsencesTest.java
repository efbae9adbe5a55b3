package dev.baton.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AbsencesTest {

  private static Absences read(String zone, String absences) {
    var settings = ConfigFolder.of(Map.of("people.yaml",
      "time-zone: " + zone + "\npeople: {ana: {absences: " + absences + "}, ben: {roles: [agent]}}"), Map.of());
    var read = Absences.from(settings);
    settings.readAll("people");
    settings.finish();
    return read;
  }

  private static boolean isThere(Absences absences, String at) {
    return absences.present("ana", Instant.parse(at));
  }

  @Test
  void they_begin_and_end_at_midnights_of_the_desk() {
    var absences = read("America/New_York", "[2026-12-24..2026-12-26]");
    assertTrue(isThere(absences, "2026-12-24T04:59:59Z"), "it is still the 23rd there");
    assertFalse(isThere(absences, "2026-12-24T05:00:00Z"));
    assertFalse(isThere(absences, "2026-12-27T04:59:59Z"), "the last day counts");
    assertTrue(isThere(absences, "2026-12-27T05:00:00Z"));
  }

  @Test
  void a_day_on_which_the_clocks_change_is_one_day() {
    var absences = read("Europe/Lisbon", "[2026-03-29, 2026-10-25]");
    assertFalse(isThere(absences, "2026-03-29T00:00:00Z"));
    assertTrue(isThere(absences, "2026-03-29T23:00:00Z"));
    assertFalse(isThere(absences, "2026-10-24T23:00:00Z"));
    assertFalse(isThere(absences, "2026-10-25T23:59:00Z"));
    assertTrue(isThere(absences, "2026-10-26T00:00:00Z"));
  }

  @Test
  void whoever_is_not_in_people_is_never_there() {
    var absences = read("UTC", "[]");
    assertEquals(Set.of("ana", "ben"), absences.people());
    assertTrue(isThere(absences, "2026-03-29T00:00:00Z"));
    assertFalse(absences.present("zoe", Instant.EPOCH));
  }

  @Test
  void what_is_no_day_is_said() {
    for (var wrong : List.of("[24.12.2026]", "[2026-12-31..2026-12-24]", "[christmas]")) {
      var said = assertThrows(ConfigProblems.class, () -> read("UTC", wrong)).getMessage();
      assertTrue(said.contains("people.yaml:2: people.ana.absences") && said.contains("2026-12-24..2026-12-31"), said);
    }
  }
}
