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

  private List<String> found(Map<String, String> environment, boolean mailIsThere) {
    return Reach.findings(policy, people(environment), mailIsThere).stream()
      .peek(f -> assertEquals(Finding.Kind.REACH, f.kind()))
      .map(f -> f.where() + ": " + f.words()).toList();
  }

  @Test
  void with_a_mail_server_everybody_of_the_shipped_policy_is_reached() {
    assertEquals(List.of(), found(Map.of(), true));
  }

  @Test
  void without_one_a_sentence_is_of_those_who_look_at_the_inbox_and_one_of_those_who_cannot_be_reached() {
    assertEquals(List.of("""
      mail.host: 7 people, such as Maria Santos, Jonas Weber, Tom Becker, would hear of an alarm or a question only by \
      looking at the inbox: an e-mail address without a mail server, and no webhook. Set mail.host in notices.yaml, or \
      give them webhooks""", """
      mail.host: Paula Brandt, Fiona Byrne cannot be reached at all: no account, an e-mail address without a mail \
      server, and no webhook. Whatever is asked there goes on at once. Set mail.host in notices.yaml, or give them \
      webhooks"""), found(Map.of(), false));
  }

  @Test
  void who_has_nothing_is_told_from_who_has_a_webhook_or_an_account() {
    var found = found(Map.of("BATON_PEOPLE_MARIA_EMAIL", "", "BATON_PEOPLE_OMAR_EMAIL", "", "BATON_PEOPLE_OMAR_WEBHOOK",
      "https://chat.example/hook", "BATON_PEOPLE_PAULA_EMAIL", ""), true);
    assertEquals(2, found.size(), found::toString);
    assertTrue(found.get(0).startsWith("people.maria: Maria Santos would hear of an alarm"), found::toString);
    assertTrue(found.get(1).startsWith("people.paula: Paula Brandt cannot be reached at all"), found::toString);
    assertTrue(found(Map.of("BATON_PEOPLE_MARIA_EMAIL", "", "BATON_PEOPLE_OMAR_EMAIL", ""), true).getFirst()
      .startsWith("people: Maria Santos, Omar Rashid would hear"));
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
