package dev.baton.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import dev.baton.obligation.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a policy author gets wrong, and what they are told: the key, the file's line, and what to do. */
class PolicyFileTest {

  private static final Set<String> PEOPLE = Set.of("maria", "omar", "ines", "tom", "rita", "fiona");

  private static final String WRITTEN = """
    time-zone: Europe/Lisbon
    calendars:
      office:
        hours: {mon-fri: [09:00-12:30, 13:30-17:00]}
    rotas:
      duty:
        shifts:
          - people: [tom, rita]
            hours: 22:00-06:00
    agreements:
      care: {pickup: 5m, first-reply: 20m, next-reply: 20m, update: 1d, progress: 30m, customer: 3d}
      tech: {calendar: office, accept: 10m, answer: 4 working hours}
    ladders:
      care:
        levels:
          - {people: [maria], act-within: 10m}
          - {people: [omar, duty], act-within: 15m}
    queues:
      care: {brand: acme, leads: [maria], ladder: care, agreement: care, legs: [tech, fix]}
    departments:
      tech: {name: Technicians, experts: [duty], ladder: care, agreement: tech}
    vendors:
      fix: {experts: [fiona], ladder: care, agreement: tech}
    flags:
      asap: {accept: 5m, done: 30m}
    routing:
      - {urgency: safety, queue: care}
    last-resort: {person: ines}
    """;

  private static Policy read(String yaml, Map<String, String> environment) {
    var settings = ConfigFolder.of(Map.of("policy.yaml", yaml), environment);
    var policy = new PolicyFile(settings, PEOPLE).read((person, at) -> true);
    settings.finish();
    return policy;
  }

  /** What is said after a change. */
  private static List<String> problems(String was, String is) {
    assertTrue(WRITTEN.contains(was), () -> "there is no '" + was + "'");
    return assertThrows(ConfigProblems.class, () -> read(WRITTEN.replace(was, is), Map.of())).problems();
  }

  private static void assertSaid(String was, String is, String... words) {
    var said = problems(was, is);
    assertTrue(said.stream().anyMatch(line -> List.of(words).stream().allMatch(line::contains)), said::toString);
    assertTrue(said.stream().allMatch(line -> line.matches("(policy\\.yaml:\\d+|configuration): .+")), said::toString);
  }

  @Test
  void what_is_written_well_is_read() {
    var policy = read(WRITTEN, Map.of());
    var queue = policy.queue("acme", "care");
    assertEquals(List.of("department:tech", "vendor:fix"), queue.legs());
    assertEquals("Technicians", policy.party("department:tech").orElseThrow().title());
    assertEquals("fix", policy.party("vendor:fix").orElseThrow().title());
    assertEquals("4 working hours", policy.party("vendor:fix").orElseThrow().agreement().answer().words());
    assertEquals("5 minutes", queue.agreement().timeFor(Kind.DELIVERY).orElseThrow().words(), "where nothing is said");
    assertTrue(queue.agreement().timeFor(Kind.RESOLUTION).isEmpty(), "the one time that need not be agreed");
    assertEquals(Duration.ofMinutes(30), policy.lastResort().every());
    assertEquals(14, policy.reopenWithin().toDays());
  }

  @Test
  void whoever_is_named_must_be_a_person_or_a_rota() {
    assertSaid("leads: [maria]", "leads: [mari]", "policy.yaml:19", "queues.care.leads", "'mari'",
      "neither in people nor a rota");
    assertSaid("people: [omar, duty]", "people: [omar, dutty]", "ladders.care.levels.1.people", "'dutty'");
    assertSaid("experts: [fiona]", "experts: []", "vendors.fix.experts", "name at least one person");
    assertSaid("people: [tom, rita]", "people: [tom, duty]", "rotas.duty.shifts.0.people", "'duty'", "not in people");
  }

  @Test
  void the_last_resort_is_a_person_whom_no_rota_hides() {
    assertSaid("person: ines", "person: duty", "last-resort.person", "'duty'", "name somebody whom no alarm may miss");
    assertEquals(List.of("configuration: last-resort.person is missing: name somebody whom no alarm may miss"),
      problems("last-resort: {person: ines}", ""));
  }

  @Test
  void a_queue_names_a_ladder_an_agreement_and_legs_that_there_are() {
    assertSaid("leads: [maria], ladder: care", "leads: [maria], ladder: cares", "queues.care.ladder", "there is care");
    assertSaid("agreement: care, legs", "agreement: card, legs", "queues.care.agreement", "'card'",
      "there is care, tech");
    assertSaid("legs: [tech, fix]", "legs: [tech, fixit]", "queues.care.legs", "'fixit'",
      "neither a department nor a vendor");
    assertSaid("agreement: care, legs", "legs", "queues.care.agreement", "is missing", "there is care, tech");
    assertSaid("brand: acme, ", "", "queues.care.brand", "is missing: give whose customers wait here");
    assertSaid("queue: care}", "queue: cara}", "routing.0.queue", "'cara'", "there is care");
  }

  @Test
  void a_department_and_a_vendor_of_one_name_are_told_apart_by_their_kind() {
    var both = WRITTEN.replace("  fix: {experts", "  tech: {experts");
    var said = assertThrows(ConfigProblems.class, () -> read(both.replace(", fix]", "]"), Map.of())).getMessage();
    assertTrue(said.contains("say department:tech or vendor:tech"), said);
    assertEquals(List.of("vendor:tech", "department:tech"), read(both.replace("legs: [tech, fix]",
      "legs: ['vendor:tech', 'department:tech']"), Map.of()).queue("acme", "care").legs());
  }

  @Test
  void an_agreement_that_a_queue_has_leaves_nothing_open() {
    for (var kind : List.of("pickup", "first-reply", "next-reply", "update", "progress", "customer")) {
      var said = problems(kind + ": ", kind + "x: ");
      assertTrue(said.stream().anyMatch(l -> l.contains("agreements.care." + kind + " is missing: give a time such as")
        && l.contains("working hours")), said::toString);
    }
    assertSaid("accept: 10m, ", "", "agreements.tech.accept", "is missing");
    assertSaid("pickup: 5m", "pickup: soon", "agreements.care.pickup", "'soon'", "15m");
    assertSaid("answer: 4 working hours", "answer: 4 work hours", "agreements.tech.answer", "8 working hours");
  }

  @Test
  void a_ladder_has_levels_of_somebody_with_a_time_to_act() {
    assertSaid("- {people: [maria], act-within: 10m}", "- {people: [maria]}", "ladders.care.levels.0.act-within",
      "is missing");
    assertSaid("\n      - {people: [maria], act-within: 10m}\n      - {people: [omar, duty], act-within: 15m}", " []",
      "ladders.care.levels", "is empty", "who is alarmed first");
  }

  @Test
  void a_policy_without_a_queue_is_none() {
    assertSaid("queues:\n  care: {brand: acme, leads: [maria], ladder: care, agreement: care, legs: [tech, fix]}\n",
      "", "queues is empty", "name at least one queue");
  }

  @Test
  void a_calendar_that_is_not_there_is_told_which_there_are() {
    assertSaid("calendar: office", "calendar: offices", "agreements.tech.calendar", "'offices'", "there is office");
  }

  @Test
  void what_a_network_might_not_take_is_refused_before_it_is_sent() {
    assertSaid("last-resort:", "wording: {reminder: " + "x".repeat(241) + "}\nlast-resort:", "wording.reminder",
      "more than 240 characters");
  }

  @Test
  void what_is_used_by_nothing_is_a_finding_and_no_mistake() {
    var settings = ConfigFolder.of(Map.of("policy.yaml", WRITTEN.replace("ladders:\n", """
      ladders:
        spare:
          levels:
            - {people: [rita], act-within: 5m}
      """).replace("legs: [tech, fix]", "legs: [tech]")), Map.of());
    var file = new PolicyFile(settings, PEOPLE);
    file.read((person, at) -> true);
    settings.finish();
    assertEquals(List.of("ladders.spare", "vendors.fix"), file.findings().stream().map(Finding::where).toList());
    assertTrue(file.findings().stream().allMatch(f -> f.kind() == Finding.Kind.UNUSED
      && f.words().contains("name it somewhere or remove it")));
  }

  @Test
  void every_mistake_is_said_at_once() {
    var said = assertThrows(ConfigProblems.class, () -> read(WRITTEN.replace("leads: [maria]", "leads: [mari]")
      .replace("pickup: 5m", "pickup: soon").replace("calendar: office", "calendar: off")
      .replace("act-within: 10m", "act-in: 10m").replace("person: ines", "person: nobody"), Map.of())).problems();
    for (var key : List.of("queues.care.leads", "agreements.care.pickup", "agreements.tech.calendar",
      "ladders.care.levels.0.act-within", "ladders.care.levels.0.act-in ", "last-resort.person")) {
      assertTrue(said.stream().anyMatch(line -> line.contains(key)), () -> key + " is not in " + said);
    }
  }

  @Test
  void the_environment_overrides_what_is_written() {
    var policy = read(WRITTEN, Map.of("BATON_AGREEMENTS_CARE_PICKUP", "7 working minutes",
      "BATON_QUEUES_CARE_LEADS", "omar, maria", "BATON_LAST_RESORT_EVERY", "10m"));
    var care = policy.queue("acme", "care");
    assertEquals("7 working minutes", care.agreement().timeFor(Kind.PICKUP).orElseThrow().words());
    assertEquals(List.of("omar", "maria"), care.leads());
    assertEquals(Duration.ofMinutes(10), policy.lastResort().every());
  }
}
