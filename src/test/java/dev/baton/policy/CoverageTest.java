package dev.baton.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.obligation.Kind;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CoverageTest {

  private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");
  /** A Wednesday, with a change of the clocks on the Sunday. */
  private static final Instant FROM = Instant.parse("2026-03-25T09:00:00Z");

  private static Policy policy(List<String> leads, List<Ladder.Level> levels, List<String> experts, List<Rota> rotas,
                               Presence presence) {
    var ladder = new Ladder("care", levels);
    var agreement = new Agreement("care", Calendar.always("always", LISBON), new EnumMap<>(Kind.class));
    var leg = new PartyAgreement("tech", Calendar.always("always", LISBON), Allowance.parse("10m"), Allowance.parse("1h"));
    var party = new Party("department:tech", "Technicians", experts,
      new Ladder("tech", List.of(new Ladder.Level(List.of("omar"), Duration.ofMinutes(5)))), leg);
    return new Policy(List.of(new Queue("care", "acme", leads, ladder, agreement, List.of(party.key()))), List.of(party),
      new Roster(rotas, presence, LISBON), new Policy.Terms(new Policy.LastResort("ines", Duration.ofMinutes(30)), null,
        Duration.ofDays(14), 1, 2, Map.of(), Routing.NONE, null));
  }

  private static Ladder.Level level(String... people) {
    return new Ladder.Level(List.of(people), Duration.ofMinutes(10));
  }

  private static Map<String, String> found(Policy policy) {
    return new Coverage(policy, FROM).findings().stream().peek(f -> assertEquals(Finding.Kind.COVERAGE, f.kind()))
      .collect(Collectors.toMap(Finding::where, Finding::words));
  }

  @Test
  void where_somebody_is_always_there_nothing_is_found() {
    assertEquals(Map.of(), found(policy(List.of("maria"), List.of(level("maria"), level("omar")), List.of("tom"),
      List.of(), (person, at) -> true)));
  }

  @Test
  void the_hours_without_anybody_are_counted_and_what_follows_is_said() {
    var rota = RosterTest.rota("day", "08:00-18:00", "maria");
    var found = found(policy(List.of("day"), List.of(level("day"), level("omar")), List.of("day"), List.of(rota),
      (person, at) -> true));
    assertEquals(Set.of("queues.care.leads", "ladders.care.levels.0", "departments.tech.experts"), found.keySet());
    assertEquals("nobody is there for 392 h of the next four weeks, first Wed 25 Mar 18:00 to Thu 26 Mar 08:00: then ines,"
      + " the last resort, answers for the queue", found.get("queues.care.leads"));
    assertTrue(found.get("ladders.care.levels.0").endsWith("alarms pass to the level above at once"));
    assertTrue(found.get("departments.tech.experts").endsWith("a leg handed over then goes to the ladder tech"));
  }

  @Test
  void a_dead_end_is_told_as_one() {
    var found = found(policy(List.of("maria"), List.of(level("maria"), level("ghost")), List.of("ghost"), List.of(),
      (person, at) -> !person.equals("ghost")));
    assertEquals(Set.of("ladders.care.levels.1", "departments.tech.experts"), found.keySet());
    assertTrue(found.get("departments.tech.experts").startsWith("nobody is ever there (ghost)"));
  }

  @Test
  void the_last_resort_is_told_of_their_own_absence() {
    assertTrue(found(policy(List.of("maria"), List.of(level("omar")), List.of("tom"), List.of(),
      (person, at) -> !person.equals("ines"))).get("last-resort.person").contains("alarms go there all the same"));
  }

  @Test
  void an_absence_of_all_is_one_gap_over_midnights() {
    var away = Instant.parse("2026-03-28T00:00:00Z");
    var back = Instant.parse("2026-03-30T23:00:00Z");
    var found = found(policy(List.of("maria"), List.of(level("omar")), List.of("tom"), List.of(),
      (person, at) -> !person.equals("maria") || at.isBefore(away) || !at.isBefore(back)));
    assertEquals("nobody is there for 71 h of the next four weeks, first Sat 28 Mar 00:00 to Tue 31 Mar 00:00: then ines,"
      + " the last resort, answers for the queue", found.get("queues.care.leads"), "Sunday has 23 hours");
  }

  @Provide
  Arbitrary<List<Rota>> rotas() {
    var shift = Combinators.combine(Arbitraries.of("tom", "rita").set().ofMinSize(1),
      Arbitraries.of(DayOfWeek.class).set().ofMinSize(1), Arbitraries.integers().between(0, 47),
      Arbitraries.integers().between(1, 24)).as((people, days, begin, length) -> new Rota.Shift(List.copyOf(people), days,
        new Span(begin * 30, Math.min(begin * 30 + length * 30, 1_440)), false, new Rota.Turns.None()));
    return shift.list().ofMinSize(1).ofMaxSize(5).map(shifts -> List.of(new Rota("duty", LISBON, shifts)));
  }

  @Property(tries = 200)
  void its_gaps_are_the_minutes_in_which_nobody_is_there(@ForAll("rotas") List<Rota> rotas) {
    var away = Instant.parse("2026-03-28T00:00:00Z");
    var roster = new Roster(rotas, (person, at) -> person.equals("tom") || at.isBefore(away), LISBON);
    var named = List.of("duty");
    var to = FROM.plus(Duration.ofDays(8));
    var wanted = new ArrayList<Stretch>();
    for (var at = FROM; at.isBefore(to); at = at.plusSeconds(60)) {
      var end = at.plusSeconds(60);
      if (roster.first(named, at).isEmpty()) {
        wanted.add(new Stretch(!wanted.isEmpty() && wanted.getLast().to().equals(at) ? wanted.removeLast().from() : at,
          end));
      }
    }
    assertEquals(wanted, Coverage.gaps(roster, named, FROM, to));
  }
}
