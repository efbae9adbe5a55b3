package dev.baton.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.people.People;
import dev.baton.policy.Finding;
import dev.baton.policy.PolicyFile;
import dev.baton.policy.Policy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who would not hear of an alarm is found before there is one. */
class ReachTest {

  private final Policy policy;

  ReachTest() {
    var settings = ConfigFolder.read(Path.of("config"), Map.of());
    policy = new PolicyFile(settings, Set.copyOf(settings.names("people"))).read((person, at) -> true);
  }

  private static People people(Map<String, String> environment) {
    return People.from(ConfigFolder.read(Path.of("config"), environment));
  }

  private Map<String, String> found(Map<String, String> environment, boolean mailIsThere) {
    return Reach.findings(policy, people(environment), mailIsThere).stream()
      .peek(f -> assertEquals(Finding.Kind.REACH, f.kind()))
      .collect(Collectors.toMap(Finding::where, Finding::words));
  }

  @Test
  void with_a_mail_server_everybody_of_the_shipped_policy_is_reached() {
    assertEquals(Map.of(), found(Map.of(), true));
  }

  @Test
  void without_one_everybody_who_may_be_alarmed_or_asked_is_named_and_nobody_else() {
    var found = found(Map.of(), false);
    assertEquals(List.of("fiona", "ines", "jonas", "maria", "omar", "paula", "rita", "tess", "tom"),
      found.keySet().stream().map(key -> key.substring("people.".length())).sorted().toList());
    assertTrue(found.get("people.maria").contains("without a mail server"), found::toString);
    assertTrue(found.get("people.maria").contains("mail.host"), found::toString);
    assertTrue(found.get("people.paula").contains("cannot be reached at all"), found::toString);
  }

  @Test
  void who_has_nothing_is_told_from_who_has_a_webhook_or_an_account() {
    var found = found(Map.of("BATON_PEOPLE_MARIA_EMAIL", "", "BATON_PEOPLE_OMAR_EMAIL", "", "BATON_PEOPLE_OMAR_WEBHOOK",
      "https://chat.example/hook", "BATON_PEOPLE_PAULA_EMAIL", ""), true);
    assertEquals(2, found.size(), found::toString);
    assertTrue(found.get("people.maria").contains("only when they look at the inbox"), found::toString);
    assertTrue(found.get("people.paula").contains("cannot be reached at all"), found::toString);
  }

  @Test
  void something_is_done_beside_the_inbox_for_who_has_another_way_or_no_inbox() {
    var people = people(Map.of());
    var outside = Reach.outside(people, true);
    assertTrue(outside.test("maria") && outside.test("paula") && outside.test("who left"));
    assertTrue(!outside.test("ana"));
    var without = Reach.outside(people, false);
    assertTrue(!without.test("maria") && without.test("paula"));
  }
}
