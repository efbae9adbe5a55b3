package dev.baton.connector.reddit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import dev.baton.connector.Draft;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import dev.baton.demo.Fault;
import dev.baton.mention.Mention;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers: noes inside a 200, and those whose fate is unknown. */
class RedditRepliesTest extends RedditFixture {

  private Mention mention() {
    network.mention(ANN, "u/shop my parcel is late");
    return read("").mentions().getFirst();
  }

  private ReplyOutcome say(Draft draft) {
    return await(connector.reply(draft));
  }

  /** The answer was taken, and nobody heard of it. */
  private Draft lost(Mention mention, String text) {
    var draft = answerTo(mention, text);
    network.faults().next("/api/comment", new Fault.HangsUpAfter());
    assertInstanceOf(ReplyOutcome.Unknown.class, say(draft));
    return draft;
  }

  private ReplyOutcome lookedUp(Draft draft) {
    clock.advance(Duration.ofMinutes(3));
    return await(connector.lookUp(draft));
  }

  @Test
  void a_comment_is_answered_below_it_and_a_message_by_a_message() {
    var mention = mention();
    var sent = assertInstanceOf(ReplyOutcome.Sent.class, say(answerTo(mention, "On its way.")));
    assertTrue(sent.url().startsWith("https://www.reddit.com/r/shop/comments/"), sent.url());
    var message = network.message(ANN, "", "Where?");
    assertInstanceOf(ReplyOutcome.Sent.class, say(answerTo(read("").mentions().getFirst(), "Here.")));
    assertEquals(message, network.said().getLast().inReplyTo());
    assertEquals("t4", network.said().getLast().visibility());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"you are doing that too much. try again in 9 minutes.|600",
    "Looks like you've been doing that a lot. Take a break for 1 minute before trying again.|120",
    "try again in 30 seconds.|31", "Take a break for 500 milliseconds before trying again.|1",
    "try again in 3 hours.|3600", "try again in a while.|600"})
  void too_much_said_inside_a_200_is_waited_for(String words, long seconds) {
    var draft = answerTo(mention(), "On its way.");
    network.says("RATELIMIT", words, new JsonObject());
    var later = assertInstanceOf(ReplyOutcome.TryLater.class, say(draft));
    assertEquals(seconds, later.pause().toSeconds());
    assertInstanceOf(ReplyOutcome.Sent.class, say(draft));
    assertEquals(1, network.said().size());
  }

  @Test
  void the_number_beside_the_sentence_counts_before_it() {
    network.says("RATELIMIT", "try again in 9 minutes", new JsonObject().put("ratelimit", 549.87));
    assertEquals(Duration.ofSeconds(550), assertInstanceOf(ReplyOutcome.TryLater.class,
      say(answerTo(mention(), "On its way."))).pause());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"THREAD_LOCKED|Comments are locked.", "TOO_OLD|that's a piece of history now",
    "USER_BLOCKED|somebody is blocked"})
  void what_reddit_will_not_take_comes_back_in_its_own_words(String code, String words) {
    network.says(code, words, new JsonObject());
    var reason = assertInstanceOf(ReplyOutcome.Refused.class, say(answerTo(mention(), "On its way."))).reason();
    assertTrue(reason.contains(words) && reason.contains(code), reason);
  }

  @Test
  void who_is_signed_out_inside_a_200_is_tried_again_and_what_broke_there_is_unknown() {
    var draft = answerTo(mention(), "On its way.");
    network.says("USER_REQUIRED", "Please log in to do that.", new JsonObject());
    assertInstanceOf(ReplyOutcome.TryLater.class, say(draft));
    network.says("SERVER_ERROR", "Something went wrong.", new JsonObject());
    assertInstanceOf(ReplyOutcome.Unknown.class, say(draft));
  }

  @Test
  void a_comment_that_was_deleted_cannot_be_answered_any_more() {
    var mention = mention();
    network.forgets(mention.externalId().value());
    assertTrue(assertInstanceOf(ReplyOutcome.Refused.class, say(answerTo(mention, "Sorry!"))).reason()
      .contains("deleted"));
  }

  @Test
  void a_lost_answer_is_found_among_our_own_comments() {
    var found = assertInstanceOf(ReplyOutcome.Sent.class, lookedUp(lost(mention(), "On  its way.")));
    assertEquals(network.said().getLast().id(), found.externalId());
  }

  @Test
  void the_same_words_below_another_comment_are_another_answer() {
    var draft = answerTo(mention(), "On its way.");
    assertInstanceOf(ReplyOutcome.Sent.class, say(answerTo(mention(), "On its way.")));
    network.faults().next("/api/comment", new Fault.HangsUpBefore());
    assertInstanceOf(ReplyOutcome.Unknown.class, say(draft));
    assertInstanceOf(ReplyOutcome.TryLater.class, lookedUp(draft));
  }

  @Test
  void that_it_is_not_shown_yet_means_nothing_at_first() {
    network.showsOwn(false);
    var draft = lost(mention(), "On its way.");
    assertThrows(SourceException.class, () -> await(connector.lookUp(draft)));
    assertInstanceOf(ReplyOutcome.TryLater.class, lookedUp(draft));
  }

  @Test
  void a_token_that_may_not_see_our_comments_looks_below_the_one_that_is_answered() {
    network.showsHistory(false);
    var mention = mention();
    assertInstanceOf(ReplyOutcome.Sent.class, lookedUp(lost(mention, "On its way.")));
    network.faults().next("/api/comment", new Fault.HangsUpBefore());
    var second = answerTo(mention, "It is there.");
    assertInstanceOf(ReplyOutcome.Unknown.class, say(second));
    assertInstanceOf(ReplyOutcome.TryLater.class, lookedUp(second));
    network.leavesOut(true);
    assertInstanceOf(ReplyOutcome.Unknown.class, lookedUp(second));
  }

  @Test
  void a_lost_message_is_found_among_those_sent_or_left_to_a_person() {
    network.message(ANN, "", "Where?");
    var draft = lost(read("").mentions().getFirst(), "Here.");
    assertInstanceOf(ReplyOutcome.Sent.class, lookedUp(draft));
    network.showsMessages(false);
    assertInstanceOf(ReplyOutcome.Unknown.class, lookedUp(draft));
  }

  @Test
  void the_check_up_names_what_is_missing_and_says_nothing_to_anybody() {
    network.tokens().scope("identity read");
    network.showsMessages(false);
    var lines = await(connector.check());
    assertTrue(lines.stream().anyMatch(line -> line.what().equals("credentials") && line.isWell()
      && line.words().contains("u/shop")), lines.toString());
    assertTrue(lines.stream().anyMatch(line -> line.what().equals("scopes") && !line.isWell()
      && line.words().contains("privatemessages submit history")), lines.toString());
    assertTrue(lines.stream().anyMatch(line -> line.words().contains("look for chats in Reddit itself")), lines.toString());
    connect(Map.of("username", "somebody"));
    assertTrue(await(connector.check()).getFirst().words().contains("fill in the right one"));
    assertEquals(0, network.said().size());
  }

  @Test
  void half_of_what_signing_in_takes_is_a_mistake_in_the_configuration() {
    var settings = ConfigFolder.ofKeys("accounts.yaml", Map.of("username", "u/shop", "client-id", "client"));
    new RedditChannel().access(settings);
    var problems = assertThrows(ConfigProblems.class, settings::finish).problems().toString();
    assertTrue(problems.contains("refresh-token is missing") && problems.contains("without u/"), problems);
    assertTrue(new RedditChannel().access(ConfigFolder.ofKeys("accounts.yaml", Map.of())).missing()
      .contains("username and client-id and refresh-token"));
  }
}
