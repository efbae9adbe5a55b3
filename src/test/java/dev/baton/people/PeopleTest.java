package dev.baton.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeopleTest {

  @Test
  void people_are_read_with_their_roles_brands_and_absences() {
    var settings = ConfigFolder.of(Map.of("people.yaml", """
      people:
        ana:
          name: Ana Pérez
          roles: [agent, lead]
          brands: [nordic]
          queues: [care]
          email: ana@example.org
          absences: [2026-12-24..2026-12-31, 2027-01-06]
        omar: {name: Omar, roles: [supervisor]}
      """), Map.of());
    var people = People.from(settings);
    settings.finish();

    assertEquals(Set.of(Role.AGENT, Role.LEAD), people.of("ana").orElseThrow().roles());
    assertEquals("Omar", people.nameOf("omar"));
    assertEquals("gone", people.nameOf("gone"));
    assertTrue(people.present("ana", Instant.parse("2026-12-23T23:59:59Z")));
    assertFalse(people.present("ana", Instant.parse("2026-12-24T00:00:00Z")));
    assertFalse(people.present("ana", Instant.parse("2026-12-31T23:59:59Z")));
    assertTrue(people.present("ana", Instant.parse("2027-01-01T00:00:00Z")));
    assertFalse(people.present("ana", Instant.parse("2027-01-06T12:00:00Z")));
    assertFalse(people.present("gone", Instant.EPOCH));
    assertFalse(Caller.of(people.of("ana").orElseThrow()).sees("baltic"));
    assertTrue(Caller.of(people.of("omar").orElseThrow()).sees("baltic"));
  }

  @Test
  void every_mistake_about_a_person_is_reported() {
    var settings = ConfigFolder.of(Map.of("people.yaml", """
      people:
        ana:
          roles: [boss]
          email: nowhere
          absences: [2026-12-31..2026-12-24]
          password-hash: letmein
        api: {name: Api, roles: [agent]}
      """), Map.of());
    People.from(settings);

    var words = assertThrows(ConfigProblems.class, settings::finish).getMessage();

    for (var part : new String[] {"people.yaml:3: people.ana.name is missing", "people.yaml:3: people.ana.roles names 'boss'",
      "people.yaml:4: people.ana.email", "people.yaml:5: people.ana.absences", "people.yaml:6: people.ana.password-hash",
      "people.api cannot be the id"}) {
      assertTrue(words.contains(part), part + " in " + words);
    }
    assertFalse(words.contains("letmein"), "a password by mistake in the file is not printed");
  }
}
