package dev.baton.connector.googlereviews;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.connector.Draft;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import dev.baton.demo.Fault;
import dev.baton.demo.SimulatedReviews;
import dev.baton.mention.Mention;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The one answer of a review: ours, somebody's, none, or one that Google does not publish. */
class ReviewsRepliesTest extends ReviewsFixture {

  private Mention mention() {
    network.review(ANN, "TWO", "late");
    return read("").mentions().getFirst();
  }

  private ReplyOutcome say(Draft draft) {
    return await(connector.reply(draft));
  }

  private String refused(Draft draft) {
    return assertInstanceOf(ReplyOutcome.Refused.class, say(draft)).reason();
  }

  private long written() {
    return asked("PUT");
  }

  @Test
  void what_somebody_wrote_on_google_meanwhile_is_not_replaced() {
    var mention = mention();
    network.answers(mention.externalId().value(), "Written by the shop itself.");
    assertTrue(refused(answerTo(mention, "Sorry!")).contains("has an answer already"));
    assertEquals(0, written());
    assertEquals("Written by the shop itself.",
      network.review(mention.externalId().value()).getJsonObject("reviewReply").getString("comment"));
  }

  @Test
  void our_own_answer_is_replaced_by_the_next_unless_somebody_changed_it() {
    var mention = mention();
    var first = assertInstanceOf(ReplyOutcome.Sent.class, say(answerTo(mention, "Sorry!")));
    var second = assertInstanceOf(ReplyOutcome.Sent.class, say(answerTo(mention, "It is there.")));
    assertFalse(first.externalId().equals(second.externalId()));
    network.answers(mention.externalId().value(), "It is there. The shop");
    refused(answerTo(mention, "Is it?"));
    assertEquals(2, written());
  }

  @Test
  void after_a_restart_we_do_not_know_our_own_answer_and_leave_it() {
    var mention = mention();
    say(answerTo(mention, "Sorry!"));
    connect(Map.of());
    assertTrue(refused(answerTo(mention, "It is there.")).contains("started last"));
    assertInstanceOf(ReplyOutcome.Sent.class, say(answerTo(mention, "Sorry!")));
    assertEquals(1, written());
  }

  @Test
  void a_lost_answer_is_given_again_and_said_once() {
    var draft = answerTo(mention(), "Sorry!");
    network.faults().next("/reply", new Fault.HangsUpAfter());
    assertInstanceOf(ReplyOutcome.Unknown.class, say(draft));
    connect(Map.of());
    assertTrue(connector.repeatable(draft, clock.instant()));
    assertInstanceOf(ReplyOutcome.Sent.class, say(draft));
    assertEquals(1, network.said().size());
  }

  @Test
  void when_the_look_before_it_fails_not_a_byte_of_the_answer_has_left() {
    var draft = answerTo(mention(), "Sorry!");
    network.faults().next("/reviews/AbF", new Fault.HangsUpAfter());
    assertFalse(assertThrows(SourceException.class, () -> say(draft)).bytesLeft());
    assertEquals(0, written());
  }

  @Test
  void an_answer_that_google_rejects_later_comes_back_once() {
    var mention = mention();
    var sent = assertInstanceOf(ReplyOutcome.Sent.class, say(answerTo(mention, "Call me on 12345.")));
    network.judges(mention.externalId().value(), "REJECTED", "PERSONAL_INFORMATION");
    clock.advance(Duration.ofMinutes(2));
    var read = read("");
    assertEquals(1, read.receipts().size());
    var receipt = read.receipts().getFirst();
    assertEquals(sent.externalId(), receipt.externalId());
    assertFalse(receipt.arrived());
    assertTrue(receipt.words().contains("personal information"), receipt.words());
    assertEquals(0, read(read.cursor()).receipts().size());
    connect(Map.of());
    assertEquals(1, read("").receipts().size());
  }

  @Test
  void a_rejection_of_an_answer_to_an_old_review_is_seen_too() {
    network.review(SimulatedReviews.SHOP, ANN, "TWO", "late", clock.instant());
    var old = read("");
    clock.advance(Duration.ofDays(40));
    for (int i = 0; i < 60; i++) {
      network.review(ANN, "FIVE", "fine " + i);
    }
    var night = read(old.cursor());
    say(answerTo(old.mentions().getFirst(), "Sorry!"));
    network.judges(old.mentions().getFirst().externalId().value(), "REJECTED", "");
    clock.advance(Duration.ofMinutes(2));
    assertTrue(read(night.cursor()).receipts().getFirst().words().contains("does not say why"));
  }

  @Test
  void the_very_words_that_google_rejected_are_not_sent_again_and_others_take_their_place() {
    var mention = mention();
    say(answerTo(mention, "Call me."));
    network.judges(mention.externalId().value(), "REJECTED", "SPAM");
    assertTrue(refused(answerTo(mention, "Call me.")).contains("spam"));
    connect(Map.of());
    assertInstanceOf(ReplyOutcome.Sent.class, say(answerTo(mention, "Write to us.")));
  }

  @Test
  void an_answer_that_is_rejected_at_once_was_not_taken() {
    network.stateOfNew("REJECTED");
    assertTrue(refused(answerTo(mention(), "Call me.")).contains("does not publish"));
  }

  @Test
  void google_counts_bytes() {
    assertTrue(refused(answerTo(mention(), "ü".repeat(2_049))).contains("4098 bytes"));
    assertEquals("bytes", connector.rules().unit());
    assertInstanceOf(ReplyOutcome.Sent.class, say(answerTo(mention(), "ü".repeat(2_048))));
  }

  @Test
  void a_review_that_is_gone_cannot_be_answered() {
    var mention = mention();
    network.deletes(mention.externalId().value());
    assertTrue(refused(answerTo(mention, "Sorry!")).contains("not there any more"));
  }

  @Test
  void the_check_up_names_the_locations_and_what_the_token_lacks() {
    network.opens("accounts/1/locations/3");
    network.shuts("accounts/1/locations/3", 403, "The location is not verified.");
    network.tokens().scope("openid");
    var lines = await(connector.check());
    assertTrue(lines.stream().anyMatch(line -> line.what().equals("locations") && line.isWell()
      && line.words().startsWith("2: accounts/1/locations/2")), lines.toString());
    assertTrue(lines.stream().anyMatch(line -> line.what().equals("accounts/1/locations/3") && !line.isWell()));
    assertTrue(lines.stream().anyMatch(line -> line.what().equals("scopes") && !line.isWell()
      && line.words().contains("business.manage")), lines.toString());
    connect(Map.of("refresh-token", "revoked", "locations", List.of(SimulatedReviews.SHOP)));
    clock.advance(Duration.ofHours(2));
    assertTrue(await(connector.check()).stream().anyMatch(line -> line.what().equals("credentials") && !line.isWell()));
    assertEquals(0, written());
  }
}
