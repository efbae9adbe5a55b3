package dev.baton.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.mention.Author;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which of their customer's cases a contact belongs to, and why. */
class JoiningTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final String ROUTER = "My router shows a red light since the firmware upgrade";
  private static final String BILL = "The invoice for March charges the roaming option twice";

  private static Mention says(String text, String inReplyTo) {
    return new Mention(new ExternalId("m"), new Author("rosa", "rosa", "Rosa", 0, "", ""), text, NOW,
      new Mention.Context(inReplyTo, "", "", "en", Visibility.PUBLIC, ""));
  }

  private static MentionStore.Candidate open(long id, Duration ago) {
    return new MentionStore.Candidate(id, 7, true, NOW.minus(ago), List.of());
  }

  private static Joining.Verdict place(String text, Map<Long, List<String>> told, MentionStore.Candidate... candidates) {
    return new Joining(List.of(candidates), Map.of(), told).place(7, says(text, ""));
  }

  @Test
  void of_two_open_cases_the_one_that_shares_uncommon_words_takes_it_and_says_so() {
    var verdict = place("The red light on the router is back", Map.of(1L, List.of(ROUTER), 2L, List.of(BILL)),
      open(1, Duration.ofDays(2)), open(2, Duration.ofMinutes(5)));
    assertEquals(1, verdict.caseId());
    assertEquals("same customer, open case: 2 uncommon words in common", verdict.joined());
    assertFalse(verdict.joined().contains("router"), "customers' words go nowhere");
  }

  @Test
  void a_short_word_joins_the_case_they_spoke_in_last() {
    for (var text : List.of("hello?", "Any news?", "Still waiting for an answer!", "Hallo, warum antwortet ihr nicht?")) {
      var verdict = place(text, Map.of(1L, List.of(ROUTER), 2L, List.of(BILL)), open(1, Duration.ofDays(2)), open(2, Duration.ofHours(5)));
      assertEquals(2, verdict.caseId(), text);
      assertTrue(verdict.doubt().isEmpty(), text);
    }
  }

  @Test
  void another_orders_number_is_another_problem_and_the_same_number_the_same() {
    var told = Map.of(1L, List.of("Order 4711-2288 never came"));
    assertEquals(0, place("Order 9911-5566 never came", told, open(1, Duration.ofHours(1))).caseId());
    var same = place("About order no. 47112288: nobody calls me back", told, open(1, Duration.ofDays(3)));
    assertEquals(1, same.caseId());
    assertEquals("same customer, open case: same order number", same.joined());
  }

  @Test
  void what_is_not_sure_joins_and_an_agent_is_asked_whether_it_is_another_problem() {
    var verdict = place("Cancel my television contract with the sports channels, the picture quality is terrible",
      Map.of(1L, List.of(ROUTER)), open(1, Duration.ofDays(3)));
    assertEquals(1, verdict.caseId());
    assertEquals(0, verdict.doubt().orElseThrow().otherCase());
    assertTrue(verdict.evidence().stream().anyMatch(r -> r.words().equals("no uncommon word in common")));
  }

  @Test
  void two_cases_that_one_contact_ties_together_are_perhaps_one_problem() {
    var verdict = new Joining(List.of(open(1, Duration.ofDays(1)), open(2, Duration.ofDays(2))), Map.of("toot", List.of(1L)),
      Map.of(1L, List.of(ROUTER), 2L, List.of("Order 4711-2288 never came"))).place(7, says("It is order 4711-2288", "toot"));
    assertEquals(1, verdict.caseId());
    assertEquals(2, verdict.doubt().orElseThrow().otherCase());
  }
}
