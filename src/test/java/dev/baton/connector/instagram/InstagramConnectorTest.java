package dev.baton.connector.instagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.Secret;
import dev.baton.connector.Brought;
import dev.baton.connector.Checked;
import dev.baton.connector.Connector;
import dev.baton.connector.Draft;
import dev.baton.connector.Hook;
import dev.baton.connector.HookContract;
import dev.baton.connector.Receipt;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.connector.meta.MetaCalls;
import dev.baton.connector.meta.MetaConfig;
import dev.baton.demo.Fault;
import dev.baton.demo.SimulatedGraph;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Mention;
import dev.baton.mention.Quoted;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InstagramConnectorTest extends HookContract {

  private static final String ANN = "6841";
  private static final long AT = 1_793_600_000;

  private SimulatedGraph network;

  @Override
  protected Connector connect() {
    network = new SimulatedGraph(vertx, clock, "good", SECRET);
    network.there(ANN, new JsonObject().put("name", "Ann Archer").put("username", "ann").put("follower_count", 37));
    network.talks().of(SimulatedGraph.INSTAGRAM);
    var config = new MetaConfig(await(network.start(0)), "v25.0", SimulatedGraph.INSTAGRAM, new Secret("good"),
      List.of(new Secret(SECRET), new Secret(SECRET_BEFORE)), new Secret("verify"), "77");
    return new InstagramConnector(new Tools(vertx, clock, new Random(1), Wire.Limits.USUAL, "insta"), config,
      new InstagramConnector.Lengths(300, 1_000), false);
  }

  private static JsonObject comment(String id, String text) {
    return new JsonObject().put("id", id).put("from", new JsonObject().put("id", ANN).put("username", "ann"))
      .put("text", text).put("media", new JsonObject().put("id", "179").put("media_product_type", "FEED"));
  }

  private static Object[] comments(List<String> texts) {
    return texts.stream().map(text -> MetaCalls.change("comments", comment("c" + text.hashCode(), text))).toArray();
  }

  private static JsonObject delivery(String account, String key, Object... items) {
    return MetaCalls.delivery("instagram", MetaCalls.entry(account, AT, key, items));
  }

  @Override
  protected Hook.Call sends(String secret, List<String> texts) {
    return MetaCalls.sends(secret, delivery(SimulatedGraph.INSTAGRAM, "changes", comments(texts)));
  }

  @Override
  protected Hook.Call sends(String secret, String body) {
    return MetaCalls.sends(secret, body);
  }

  @Override
  protected Hook.Call sendsWithOneBroken(List<String> texts) {
    var items = new ArrayList<>(List.of(comments(texts)));
    items.add(1, MetaCalls.change("comments", comment("", "there is no id")));
    return MetaCalls.sends(SECRET, delivery(SimulatedGraph.INSTAGRAM, "changes", items.toArray()));
  }

  @Override
  protected Hook.Call sendsAboutAnother(List<String> texts) {
    return MetaCalls.sends(SECRET, delivery("555", "changes", comments(texts)));
  }

  private Brought changed(String field, JsonObject value) {
    return brought(MetaCalls.sends(SECRET, delivery(SimulatedGraph.INSTAGRAM, "changes", MetaCalls.change(field, value))));
  }

  private Brought messaged(JsonObject message) {
    return brought(MetaCalls.sends(SECRET, delivery(SimulatedGraph.INSTAGRAM, "messaging",
      MetaCalls.from(ANN, SimulatedGraph.INSTAGRAM, clock.instant().toEpochMilli(), "message", message))));
  }

  private Draft answerTo(Mention mention, String text) {
    return new Draft(connector.newAttemptKey(clock.instant()), text, mention.externalId().value(),
      mention.context().answerRef(), "", mention.context().visibility(), "en", clock.instant(), clock.instant());
  }

  @Test
  void a_comment_is_public_and_a_reply_to_a_reply_goes_under_the_comment_at_its_top() {
    var first = changed("comments", comment("178", "price?")).mentions().getFirst();
    assertEquals(Visibility.PUBLIC, first.context().visibility());
    assertEquals(Instant.MAX, first.context().replyUntil());
    assertEquals(Instant.ofEpochSecond(AT), first.postedAt());
    assertEquals("179", first.context().thread());
    var reply = changed("comments", comment("180", "well?").put("parent_id", "178")).mentions().getFirst();
    assertEquals("178", reply.context().inReplyTo());
    assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(answerTo(reply, "Ten pounds."))));
    assertEquals("178", network.said().getFirst().inReplyTo());
  }

  @Test
  void a_comment_may_come_without_a_list_around_it() {
    var flat = MetaCalls.delivery("instagram", new JsonObject().put("id", SimulatedGraph.INSTAGRAM).put("time", AT)
      .put("field", "comments").put("value", comment("178", "price?")));
    assertEquals("price?", brought(MetaCalls.sends(SECRET, flat)).mentions().getFirst().text());
  }

  @Test
  void what_we_say_ourselves_is_a_receipt() {
    var ours = comment("181", "Ten pounds.").put("from", new JsonObject().put("id", SimulatedGraph.INSTAGRAM));
    var brought = changed("comments", ours);
    assertEquals(List.of(), brought.mentions());
    assertEquals(List.of(new Receipt("", "181", true, "", Instant.ofEpochSecond(AT))), brought.receipts());
  }

  @Test
  void a_mention_is_asked_for_its_words_and_answered_where_it_was_made() {
    network.there("c9", new JsonObject().put("text", "@northwind is slow").put("username", "ben")
      .put("timestamp", "2026-11-01T21:05:48+0000").put("media", new JsonObject().put("id", "m9")));
    var mention = changed("mentions", new JsonObject().put("media_id", "m9").put("comment_id", "c9")).mentions().getFirst();
    assertEquals("@northwind is slow", mention.text());
    assertEquals("@ben", mention.author().id());
    assertEquals(Instant.parse("2026-11-01T21:05:48Z"), mention.postedAt());
    await(connector.reply(answerTo(mention, "Sorry!")));
    assertEquals("c9", network.said().getFirst().inReplyTo());
    assertTrue(network.asked().contains(SimulatedGraph.INSTAGRAM + "/mentions"));
  }

  @Test
  void a_mention_in_a_caption_brings_the_picture() {
    network.there("m9", new JsonObject().put("caption", "Thanks @northwind").put("username", "ben")
      .put("timestamp", "2026-11-01T21:05:48+0000").put("media_type", "IMAGE").put("media_url", "https://cdn.example/9.jpg")
      .put("permalink", "https://www.instagram.com/p/9/"));
    var mention = changed("mentions", new JsonObject().put("media_id", "m9")).mentions().getFirst();
    assertEquals("Thanks @northwind", mention.text());
    assertEquals("https://cdn.example/9.jpg", mention.extras().attachments().getFirst().url());
    assertEquals("https://www.instagram.com/p/9/", mention.context().url());
  }

  @Test
  void a_mention_whose_words_are_kept_from_us_is_one_all_the_same() {
    var mention = changed("mentions", new JsonObject().put("media_id", "gone")).mentions().getFirst();
    assertEquals("[mentioned you where Instagram does not show us the words]", mention.text());
  }

  @Test
  void while_the_words_cannot_be_asked_for_the_delivery_waits() {
    network.faults().next(SimulatedGraph.INSTAGRAM, SimulatedGraph.fault(400, 80002, 0, "too many calls", Map.of()));
    assertThrows(SourceException.class, () -> changed("mentions", new JsonObject().put("media_id", "m9")));
  }

  @Test
  void an_answer_to_a_story_brings_the_story_as_long_as_it_is_there() {
    var mention = messaged(new JsonObject().put("mid", "aWdf").put("text", "hello").put("reply_to", new JsonObject()
      .put("story", new JsonObject().put("id", "179").put("url", "https://lookaside.example/179")))).mentions().getFirst();
    assertEquals("hello", mention.text());
    assertEquals(new dev.baton.mention.Author(ANN, "ann", "Ann Archer", 37, "", ""), mention.author());
    assertEquals(Optional.of(new Quoted("", "[your story]", "https://lookaside.example/179")), mention.extras().quoted());
    assertEquals("https://lookaside.example/179", mention.extras().attachments().getFirst().url());
    assertEquals(Visibility.PRIVATE, mention.context().visibility());
    assertEquals(clock.instant().plus(Duration.ofDays(1)), mention.context().replyUntil());
  }

  @Test
  void a_story_that_names_us_says_so() {
    var story = new JsonObject().put("type", "story_mention")
      .put("payload", new JsonObject().put("url", "https://lookaside.example/5"));
    var mention = messaged(new JsonObject().put("mid", "aWd5").put("attachments", new JsonArray().add(story))).mentions().getFirst();
    assertEquals("[mentioned you in their story]", mention.text());
    assertEquals("https://lookaside.example/5", mention.extras().attachments().getFirst().url());
  }

  @Test
  void an_unsent_message_is_gone_and_no_mention() {
    var brought = messaged(new JsonObject().put("mid", "aWdf").put("is_deleted", true));
    assertEquals(List.of(), brought.mentions());
    assertEquals(List.of(new Change.Deleted(new ExternalId("aWdf"), clock.instant())), brought.changes());
  }

  @Test
  void a_comment_is_counted_in_characters_and_a_message_in_bytes() {
    var comment = changed("comments", comment("178", "price?")).mentions().getFirst();
    assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(answerTo(comment, "ü".repeat(300)))));
    assertInstanceOf(ReplyOutcome.Refused.class, await(connector.reply(answerTo(comment, "ü".repeat(301)))));
    var message = messaged(new JsonObject().put("mid", "aWdf").put("text", "hello")).mentions().getFirst();
    assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(answerTo(message, "ü".repeat(500)))));
    var refused = assertInstanceOf(ReplyOutcome.Refused.class, await(connector.reply(answerTo(message, "ü".repeat(501)))));
    assertTrue(refused.reason().contains("1002 bytes"), refused.reason());
    assertEquals(2, network.said().size());
  }

  @Test
  void a_lost_answer_under_a_comment_is_found_among_its_replies() {
    var comment = changed("comments", comment("178", "price?")).mentions().getFirst();
    var draft = answerTo(comment, "Ten pounds.");
    network.faults().next("/replies", new Fault.HangsUpAfter());
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.reply(draft)));
    clock.advance(Duration.ofMinutes(2));
    assertEquals(new ReplyOutcome.Sent(network.said().getFirst().id(), ""), await(connector.lookUp(draft)));
    var never = answerTo(comment, "Eleven.");
    network.faults().next("/replies", new Fault.HangsUpBefore());
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.reply(never)));
    clock.advance(Duration.ofMinutes(2));
    assertInstanceOf(ReplyOutcome.TryLater.class, await(connector.lookUp(never)));
  }

  @Test
  void a_lost_message_is_found_in_the_conversation() {
    network.talks().message(ANN, "hello");
    var draft = answerTo(messaged(new JsonObject().put("mid", "aWdf").put("text", "hello")).mentions().getFirst(), "Hi.");
    network.faults().next("/messages", new Fault.HangsUpAfter());
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.reply(draft)));
    clock.advance(Duration.ofMinutes(2));
    assertInstanceOf(ReplyOutcome.Sent.class, await(connector.lookUp(draft)));
  }

  @Test
  void the_check_up_is_well_where_all_is_there() {
    assertTrue(await(connector.check()).stream().allMatch(Checked::isWell), () -> await(connector.check()).toString());
  }
}
