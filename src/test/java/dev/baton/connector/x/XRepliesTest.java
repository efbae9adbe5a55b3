package dev.baton.connector.x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.connector.Draft;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import dev.baton.demo.Fault;
import dev.baton.mention.Mention;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers, in public and in private, refused in words, and looked for where their fate is unknown. */
class XRepliesTest extends XFixture {

  private Mention mention() {
    network.mention(ANN, "@shop my parcel is late");
    return read("").mentions().getFirst();
  }

  private Mention message() {
    network.message(network.userOf(ANN), "my number is 12345");
    return read("").mentions().getFirst();
  }

  private String refused(Draft draft) {
    return assertInstanceOf(ReplyOutcome.Refused.class, await(connector.reply(draft))).reason();
  }

  @Test
  void an_answer_says_under_which_post_it_stands_and_where_it_can_be_seen() {
    var mention = mention();
    var sent = assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(answerTo(mention, "On its way."))));
    assertEquals("https://x.com/i/status/" + sent.externalId(), sent.url());
    assertEquals(mention.externalId().value(), network.said().getFirst().inReplyTo());
  }

  @Test
  void a_message_is_answered_with_a_message() {
    assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(answerTo(message(), "y".repeat(400)))));
    assertEquals("/2/dm_conversations/with/" + network.userOf(ANN) + "/messages", network.said().getFirst().inReplyTo());
    assertTrue(refused(answerTo(message(), "y".repeat(10_001))).contains("10000"));
  }

  @Test
  void what_is_certainly_too_long_is_not_sent() {
    var reason = refused(answerTo(mention(), "x".repeat(285)));
    assertTrue(reason.contains("shorten it by 5"), reason);
    assertEquals(0, asked("/2/tweets?"));
    connect(Map.of("token", "good", "max-length", "25000"));
    assertEquals(25_000, connector.rules().maxLength());
  }

  @Test
  void who_did_not_call_the_account_is_not_answered_and_the_agent_reads_why() {
    connect(Map.of("token", "good", "search", "northwind", "dms", "false"));
    network.plant(network.shape().post(network.nextId(), network.userOf(ANN), "northwind is down",
      "2026-11-02T09:00:00.000Z"));
    var found = read("").mentions().getLast();
    var unsummoned = answerTo(found, "Sorry!");
    var stranger = new Draft(unsummoned.attemptKey(), "Sorry!", unsummoned.inReplyTo(),
      new JsonObject(unsummoned.answerRef()).put("summoned", false).encode(), "ann", unsummoned.visibility(), "en",
      clock.instant(), clock.instant());
    assertTrue(refused(stranger).startsWith("X lets this account answer only who mentioned it or quoted"));
    assertEquals(0, network.said().size());
    connect(Map.of("token", "good", "summoned-only", "false"));
    assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(stranger)));
  }

  @Test
  void where_the_network_says_that_nobody_called_us_the_agent_reads_it_in_our_words_and_its_own() {
    network.summoned(post -> false);
    var reason = refused(answerTo(mention(), "Sorry!"));
    assertTrue(reason.startsWith("X lets this account answer only who mentioned it")
      && reason.contains("otherwise engaged by the author"), reason);
  }

  @Test
  void a_post_that_only_followers_can_read_is_not_answered_in_public() {
    network.person(network.userOf(ANN)).put("protected", true);
    assertTrue(refused(answerTo(mention(), "Sorry!")).contains("followers"));
    assertEquals(0, network.said().size());
  }

  @Test
  void what_became_of_a_lost_answer_is_seen_among_our_own() {
    var draft = answerTo(mention(), "On & off: see https://northwind.example/a?b=1.");
    network.faults().next("/2/tweets", new Fault.HangsUpAfter());
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.reply(draft)));
    assertFalse(connector.repeatable(draft, clock.instant()));
    var sent = assertInstanceOf(ReplyOutcome.Sent.class, await(connector.lookUp(draft)));
    assertEquals(network.said().getFirst().id(), sent.externalId());
  }

  @Test
  void what_is_not_shown_yet_may_still_be_there_and_is_looked_for_again() {
    var draft = answerTo(mention(), "On its way.");
    network.faults().next("/2/tweets", new Fault.HangsUpAfter());
    await(connector.reply(draft));
    network.showsOwn(false);
    assertThrows(SourceException.class, () -> await(connector.lookUp(draft)));
    network.showsOwn(true);
    clock.advance(Duration.ofMinutes(3));
    assertInstanceOf(ReplyOutcome.Sent.class, await(connector.lookUp(draft)));
  }

  @Test
  void what_is_not_there_after_two_minutes_was_not_said() {
    var draft = answerTo(mention(), "On its way.");
    network.faults().next("/2/tweets", new Fault.HangsUpBefore());
    await(connector.reply(draft));
    clock.advance(Duration.ofMinutes(2));
    assertInstanceOf(ReplyOutcome.TryLater.class, await(connector.lookUp(draft)));
  }

  @Test
  void the_same_words_under_another_post_are_another_answer() {
    var first = mention();
    await(connector.reply(answerTo(first, "On its way.")));
    var second = network.mention(ANN, "@shop and the other one?");
    var draft = answerTo(read("").mentions().stream().filter(m -> m.externalId().value().equals(second)).findFirst()
      .orElseThrow(), "On its way.");
    clock.advance(Duration.ofMinutes(3));
    assertInstanceOf(ReplyOutcome.TryLater.class, await(connector.lookUp(draft)));
    assertTrue(refused(draft).contains("other words"));
  }

  @Test
  void a_lost_message_is_seen_in_its_conversation() {
    var draft = answerTo(message(), "Thank you.");
    network.faults().next("/messages", new Fault.HangsUpAfter());
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.reply(draft)));
    var sent = assertInstanceOf(ReplyOutcome.Sent.class, await(connector.lookUp(draft)));
    assertEquals(network.said().getFirst().id(), sent.externalId());
  }

  @Test
  void where_it_cannot_be_looked_for_it_stays_unknown() {
    var draft = answerTo(mention(), "On its way.");
    network.faults().next("/tweets", new Fault.Says(403, Map.of(), "{\"detail\":\"Not enrolled\"}"));
    assertEquals(new ReplyOutcome.Unknown("Not enrolled"), await(connector.lookUp(draft)));
  }

  @Test
  void without_credits_the_answer_waits_for_them() {
    var draft = answerTo(mention(), "On its way.");
    network.faults().next("/2/tweets", new Fault.Says(402, Map.of(), "{\"title\":\"CreditsDepleted\"}"));
    var later = assertInstanceOf(ReplyOutcome.TryLater.class, await(connector.reply(draft)));
    assertTrue(later.why().contains("credits"), later.why());
  }

  @Test
  void the_text_the_network_shows_is_known_as_the_one_that_was_sent() {
    var shown = new JsonObject("""
      {"text": "@ann @bob caf\u00e9 &lt;3 see https://t.co/a, or https://t.co/b",
       "entities": {"urls": [{"url": "https://t.co/a", "expanded_url": "https://northwind.example/help"},
         {"url": "https://t.co/b", "expanded_url": "http://northwind.example"}]}}""");
    assertTrue(XText.same("cafe\u0301 <3  see https://northwind.example/help, or northwind.example", shown));
    assertFalse(XText.same("caf\u00e9 <3 see https://northwind.example/help", shown));
  }

  @Test
  void a_long_word_does_not_hold_up_the_comparison() {
    var word = "x".repeat(20_000);
    assertTrue(XText.same(word, new JsonObject().put("text", "@ann " + word)));
  }
}
