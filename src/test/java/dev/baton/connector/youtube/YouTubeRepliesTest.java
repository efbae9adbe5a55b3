package dev.baton.connector.youtube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.connector.Draft;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import dev.baton.demo.Fault;
import dev.baton.demo.SimulatedYouTube;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said, refused, and looked for afterwards. */
class YouTubeRepliesTest extends YouTubeFixture {

  private Draft draft() {
    network.comment(ANN, "Where is my parcel?");
    return answerTo(read("").mentions().getFirst(), "On its way.");
  }

  @Test
  void a_reply_is_answered_below_its_thread_and_names_who_is_meant() {
    var thread = network.comment(BEN, "Who else?");
    network.reply(ANN, thread, "me");
    var mention = read("").mentions().stream().filter(m -> m.text().equals("me")).findFirst().orElseThrow();
    var sent = assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(answerTo(mention, "We look into it."))));
    assertEquals(thread, network.said().getFirst().inReplyTo());
    assertEquals("@ann We look into it.", network.said().getFirst().text());
    assertEquals("https://www.youtube.com/watch?v=v1&lc=" + sent.externalId(), sent.url());
  }

  @Test
  void who_is_named_already_is_not_named_twice() {
    var thread = network.comment(BEN, "Who else?");
    network.reply(ANN, thread, "me");
    var mention = read("").mentions().stream().filter(m -> m.text().equals("me")).findFirst().orElseThrow();
    await(connector.reply(answerTo(mention, "@ann, we look into it.")));
    assertEquals("@ann, we look into it.", network.said().getFirst().text());
  }

  @Test
  void what_we_said_does_not_come_back_as_a_mention() {
    network.comment(ANN, "Where is my parcel?");
    var read = read("");
    await(connector.reply(answerTo(read.mentions().getFirst(), "On its way.")));
    assertEquals(List.of(), read(read.cursor()).mentions());
  }

  @Test
  void where_nobody_can_answer_no_units_are_spent_on_it() {
    network.shut(network.comment(ANN, "Where is my parcel?"));
    var draft = answerTo(read("").mentions().getFirst(), "On its way.");
    var before = network.units();
    assertInstanceOf(ReplyOutcome.Refused.class, await(connector.reply(draft)));
    assertEquals(before, network.units());
  }

  @ParameterizedTest
  @CsvSource({"403,commentsDisabled,turned off", "404,parentCommentNotFound,gone", "400,parentCommentIsPrivate,review",
    "400,commentTextTooLong,shorten", "403,ineligibleAccount,setting up", "400,operationNotSupported,no answers"})
  void the_agent_is_told_why_in_words(int status, String reason, String words) {
    var draft = draft();
    network.faults().next("/comments", SimulatedYouTube.fault(status, reason));
    var refused = assertInstanceOf(ReplyOutcome.Refused.class, await(connector.reply(draft)));
    assertTrue(refused.reason().contains(words), refused.reason());
  }

  @Test
  void a_fault_that_may_pass_leaves_the_fate_open_until_it_was_looked_for() {
    var draft = draft();
    network.faults().next("/comments", SimulatedYouTube.fault(400, "processingFailure"));
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.reply(draft)));
    assertFalse(connector.repeatable(draft, clock.instant()));
    clock.advance(Duration.ofMinutes(3));
    assertInstanceOf(ReplyOutcome.TryLater.class, await(connector.lookUp(draft)));
    assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(draft)));
  }

  @Test
  void credentials_that_a_person_has_to_mend_keep_the_answer() {
    var draft = draft();
    network.faults().next("/comments", SimulatedYouTube.fault(403, "insufficientPermissions"));
    assertInstanceOf(ReplyOutcome.TryLater.class, await(connector.reply(draft)));
  }

  @Test
  void a_lost_answer_is_found_among_many_replies() {
    var draft = draft();
    var thread = draft.inReplyTo();
    network.faults().next("/comments", new Fault.HangsUpAfter());
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.reply(draft)));
    IntStream.range(0, 130).forEach(i -> network.reply(BEN, thread, "me " + i));
    var found = assertInstanceOf(ReplyOutcome.Sent.class, await(connector.lookUp(draft)));
    assertEquals(network.said().getFirst().id(), found.externalId());
  }

  @Test
  void the_same_words_of_an_earlier_day_or_of_somebody_else_are_not_it() {
    network.comment(ANN, "Where is my parcel?");
    var mention = read("").mentions().getFirst();
    await(connector.reply(answerTo(mention, "On its way.")));
    clock.advance(Duration.ofHours(3));
    network.reply(BEN, mention.externalId().value(), "On its way.");
    var draft = answerTo(mention, "On its way.");
    clock.advance(Duration.ofMinutes(3));
    assertInstanceOf(ReplyOutcome.TryLater.class, await(connector.lookUp(draft)));
  }

  @Test
  void that_it_is_not_there_means_nothing_before_it_can_be_seen() {
    var draft = draft();
    network.faults().next("/comments", new Fault.HangsUpAfter());
    await(connector.reply(draft));
    network.hidesOurs(true);
    assertThrows(SourceException.class, () -> await(connector.lookUp(draft)));
    network.hidesOurs(false);
    assertInstanceOf(ReplyOutcome.Sent.class, await(connector.lookUp(draft)));
  }

  @Test
  void where_it_cannot_be_seen_nobody_says_that_it_is_not_there() {
    var draft = draft();
    clock.advance(Duration.ofMinutes(5));
    network.faults().next("/comments", Fault.busy(Map.of("Retry-After", "30")));
    assertThrows(SourceException.class, () -> await(connector.lookUp(draft)));
    network.faults().next("/comments", new Fault.Says(200, Map.of(), "{}"));
    assertThrows(SourceException.class, () -> await(connector.lookUp(draft)));
    network.delete(draft.inReplyTo());
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.lookUp(draft)));
  }

  @Test
  void a_thread_of_thousands_cannot_be_looked_through() {
    var draft = draft();
    IntStream.range(0, 1_100).forEach(i -> network.reply(BEN, draft.inReplyTo(), "me " + i));
    clock.advance(Duration.ofMinutes(5));
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.lookUp(draft)));
  }
}
