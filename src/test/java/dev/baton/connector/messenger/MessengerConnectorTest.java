package dev.baton.connector.messenger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.Secret;
import dev.baton.connector.Brought;
import dev.baton.connector.Checked;
import dev.baton.connector.Connector;
import dev.baton.connector.Draft;
import dev.baton.connector.Hook;
import dev.baton.connector.HookContract;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.Receipt;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.connector.meta.MetaCalls;
import dev.baton.connector.meta.MetaConfig;
import dev.baton.demo.Fault;
import dev.baton.demo.SimulatedGraph;
import dev.baton.mention.Attachment;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessengerConnectorTest extends HookContract {

  private static final String ANN = "7392";

  private SimulatedGraph network;

  @Override
  protected Connector connect() {
    network = new SimulatedGraph(vertx, clock, "good", SECRET);
    network.there(ANN, new JsonObject().put("name", "Ann Archer"));
    var config = new MetaConfig(await(network.start(0)), "v25.0", SimulatedGraph.PAGE, new Secret("good"),
      List.of(new Secret(SECRET), new Secret(SECRET_BEFORE)), new Secret("verify"), "77");
    return new MessengerConnector(new Tools(vertx, clock, new Random(1), Wire.Limits.USUAL, "private"), config, 2_000);
  }

  private JsonObject message(JsonObject message) {
    return MetaCalls.from(ANN, SimulatedGraph.PAGE, clock.instant().toEpochMilli(), "message", message);
  }

  private Object[] messages(List<String> texts) {
    return texts.stream().map(text -> message(new JsonObject().put("mid", "m_" + text.hashCode()).put("text", text)))
      .toArray();
  }

  private static JsonObject delivery(String account, Object... items) {
    return MetaCalls.delivery("page", MetaCalls.entry(account, 1_793_600_000_000L, "messaging", items));
  }

  @Override
  protected Hook.Call sends(String secret, List<String> texts) {
    return MetaCalls.sends(secret, delivery(SimulatedGraph.PAGE, messages(texts)));
  }

  @Override
  protected Hook.Call sends(String secret, String body) {
    return MetaCalls.sends(secret, body);
  }

  @Override
  protected Hook.Call sendsWithOneBroken(List<String> texts) {
    var items = new JsonArray(new ArrayList<>(List.of(messages(texts))));
    items.add(1, message(new JsonObject().put("text", "there is no mid")));
    return MetaCalls.sends(SECRET, MetaCalls.delivery("page",
      new JsonObject().put("id", SimulatedGraph.PAGE).put("time", 1).put("messaging", items)));
  }

  @Override
  protected Hook.Call sendsAboutAnother(List<String> texts) {
    return MetaCalls.sends(SECRET, delivery("555", messages(texts)));
  }

  private Brought brought(Object... items) {
    return brought(MetaCalls.sends(SECRET, delivery(SimulatedGraph.PAGE, items)));
  }

  private Mention said(String text) {
    return brought(message(new JsonObject().put("mid", "m_AbC1").put("text", text))).mentions().getFirst();
  }

  private Draft answerTo(Mention mention, String text) {
    return new Draft(connector.newAttemptKey(clock.instant()), text, mention.externalId().value(),
      mention.context().answerRef(), "", Visibility.PRIVATE, "en", clock.instant(), clock.instant());
  }

  @Test
  void a_message_is_private_and_can_be_answered_for_a_day() {
    var mention = said("Is the blue one in stock?");
    assertEquals("Ann Archer", mention.author().name());
    assertEquals(Visibility.PRIVATE, mention.context().visibility());
    assertEquals(clock.instant().plus(Duration.ofHours(24)), mention.context().replyUntil());
    assertEquals(clock.instant(), mention.postedAt());
  }

  @Test
  void a_name_that_is_not_told_keeps_no_message_waiting() {
    network.faults().always(ANN, SimulatedGraph.fault(400, 230, 0, "Requires pages_messaging permission", Map.of()));
    assertEquals("", said("hello").author().name());
    network.faults().none();
    assertEquals("Ann Archer", said("hello").author().name());
    said("again");
    assertEquals(1, network.asked().stream().filter(ANN::equals).count());
  }

  @Test
  void while_the_network_is_slow_nobody_waits_for_a_name() {
    network.faults().always(ANN, new Fault.Trickles(Duration.ofMillis(100)));
    var before = System.nanoTime();
    assertEquals("", said("hello").author().name());
    assertEquals("", said("again").author().name());
    assertTrue(Duration.ofNanos(System.nanoTime() - before).toSeconds() < 10);
    network.faults().none();
    clock.advance(Duration.ofMinutes(1));
    assertEquals("Ann Archer", said("hello").author().name());
  }

  @Test
  void of_a_great_many_who_write_at_once_not_all_are_asked_about() {
    var people = IntStream.range(0, 300).mapToObj(i -> MetaCalls.from("p" + i, SimulatedGraph.PAGE,
      clock.instant().toEpochMilli(), "message", new JsonObject().put("mid", "m_" + i).put("text", "hello " + i))).toArray();
    assertEquals(300, brought(people).mentions().size());
    assertEquals(100, network.asked().size());
  }

  @Test
  void where_only_pictures_came_it_is_said_so_and_they_come_along() {
    var image = new JsonObject().put("type", "image").put("payload", new JsonObject().put("url", "https://cdn.example/1.jpg"));
    var place = new JsonObject().put("type", "location").put("payload", new JsonObject());
    var mention = brought(message(new JsonObject().put("mid", "m_1").put("attachments", new JsonArray().add(image).add(place))))
      .mentions().getFirst();
    assertEquals("[image]\n[location]", mention.text());
    assertEquals(List.of(new Attachment(Attachment.Kind.IMAGE, "https://cdn.example/1.jpg", "", "")),
      mention.extras().attachments());
  }

  @Test
  void an_echo_of_ours_is_a_receipt_with_its_attempt_and_one_of_somebody_else_is_no_mention_either() {
    var draft = answerTo(said("hello"), "Hi.");
    await(connector.reply(draft));
    var sent = network.said().getFirst();
    var echo = new JsonObject().put("mid", sent.id()).put("is_echo", true).put("app_id", 77).put("text", "Hi.")
      .put("metadata", sent.key());
    var typed = new JsonObject().put("mid", "m_phone").put("is_echo", true).put("text", "I type this on the phone");
    var brought = brought(
      MetaCalls.from(SimulatedGraph.PAGE, ANN, clock.instant().toEpochMilli(), "message", echo),
      MetaCalls.from(SimulatedGraph.PAGE, ANN, clock.instant().toEpochMilli(), "message", typed));
    assertEquals(List.of(), brought.mentions());
    assertEquals(List.of(new Receipt(draft.attemptKey(), sent.id(), true, "", clock.instant()),
      new Receipt("", "m_phone", true, "", clock.instant())), brought.receipts());
  }

  @Test
  void an_edit_and_an_unsent_message_are_changes_and_reading_or_liking_says_nothing() {
    var at = clock.instant().toEpochMilli();
    var brought = brought(
      MetaCalls.from(ANN, SimulatedGraph.PAGE, at, "message_edit",
        new JsonObject().put("mid", "m_1").put("text", "the blue one").put("num_edit", 1)),
      MetaCalls.from(ANN, SimulatedGraph.PAGE, at, "message", new JsonObject().put("mid", "m_1").put("is_deleted", true)),
      MetaCalls.from(ANN, SimulatedGraph.PAGE, at, "read", new JsonObject().put("watermark", 1)),
      MetaCalls.from(ANN, SimulatedGraph.PAGE, at, "reaction", new JsonObject().put("reaction", "love").put("mid", "m_1")));
    assertEquals(new Brought(List.of(), List.of(new Change.Edited(new ExternalId("m_1"), "the blue one", clock.instant()),
      new Change.Deleted(new ExternalId("m_1"), clock.instant())), List.of(), List.of()), brought);
  }

  @Test
  void a_button_says_what_stands_on_it_and_a_delivery_is_a_receipt() {
    var at = clock.instant().toEpochMilli();
    var pressed = brought(MetaCalls.from(ANN, SimulatedGraph.PAGE, at, "postback",
      new JsonObject().put("title", "Talk to a person").put("payload", "HUMAN"))).mentions().getFirst();
    assertEquals("Talk to a person", pressed.text());
    assertEquals("pressed-7392-" + at, pressed.externalId().value());
    var delivered = brought(MetaCalls.from(ANN, SimulatedGraph.PAGE, at, "delivery",
      new JsonObject().put("mids", new JsonArray().add("m_9")).put("watermark", at)));
    assertEquals(List.of(new Receipt("", "m_9", true, "", clock.instant())), delivered.receipts());
  }

  @Test
  void what_another_app_has_in_hand_is_heard_as_well() {
    var standby = MetaCalls.delivery("page", MetaCalls.entry(SimulatedGraph.PAGE, 1, "standby",
      message(new JsonObject().put("mid", "m_2").put("text", "anybody?"))));
    assertEquals("anybody?", brought(MetaCalls.sends(SECRET, standby)).mentions().getFirst().text());
  }

  @Test
  void after_a_day_an_answer_is_refused_with_clear_words_and_not_a_byte_leaves() {
    var draft = answerTo(said("hello"), "Hi.");
    clock.advance(Duration.ofHours(24));
    var refused = assertInstanceOf(ReplyOutcome.Refused.class, await(connector.reply(draft)));
    assertTrue(refused.reason().contains("only within 24 hours"), refused.reason());
    assertEquals(List.of(), network.said());
  }

  @Test
  void when_the_network_says_that_the_window_is_shut_its_words_are_made_clear() {
    var draft = answerTo(said("hello"), "Hi.");
    network.faults().next("/messages", SimulatedGraph.fault(400, 10, 2018278, "This message is sent outside of allowed window",
      Map.of()));
    var refused = assertInstanceOf(ReplyOutcome.Refused.class, await(connector.reply(draft)));
    assertTrue(refused.reason().contains("only within 24 hours"), refused.reason());
  }

  @Test
  void a_lost_answer_is_found_in_the_conversation_or_certainly_not_there() {
    network.talks().message(ANN, "hello");
    var lost = answerTo(said("hello"), "Hi.");
    network.faults().next("/messages", new Fault.HangsUpAfter());
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.reply(lost)));
    var never = answerTo(said("hello"), "Are you there?");
    network.faults().next("/messages", new Fault.HangsUpBefore());
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.reply(never)));
    clock.advance(Duration.ofMinutes(2));
    assertEquals(new ReplyOutcome.Sent(network.said().getFirst().id(), ""), await(connector.lookUp(lost)));
    assertInstanceOf(ReplyOutcome.TryLater.class, await(connector.lookUp(never)));
  }

  @Test
  void the_same_words_of_last_week_are_not_taken_for_the_lost_answer() {
    network.talks().message(ANN, "hello");
    await(connector.reply(answerTo(said("hello"), "Hi.")));
    clock.advance(Duration.ofDays(7));
    var lost = answerTo(said("hello again"), "Hi.");
    network.faults().next("/messages", new Fault.HangsUpBefore());
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.reply(lost)));
    clock.advance(Duration.ofMinutes(2));
    assertInstanceOf(ReplyOutcome.TryLater.class, await(connector.lookUp(lost)));
  }

  @Test
  void an_account_that_is_not_sent_to_any_more_needs_a_person() {
    assertInstanceOf(ReadOutcome.Page.class, await(connector.read("")));
    network.subscribed();
    assertInstanceOf(ReadOutcome.Page.class, await(connector.read("watched")));
    clock.advance(Duration.ofMinutes(15));
    var gone = assertInstanceOf(ReadOutcome.NeedsReconnect.class, await(connector.read("watched")));
    assertTrue(gone.why().startsWith("Meta sends nothing"), gone.why());
    network.subscribed("messages", "messaging_postbacks", "message_echoes", "message_edits");
    assertInstanceOf(ReadOutcome.Page.class, await(connector.read("watched")));
  }

  @Test
  void a_dead_token_is_noticed_though_nothing_is_read() {
    network.faults().next("subscribed_apps", SimulatedGraph.fault(401, 190, 460, "The session has been invalidated", Map.of()));
    assertInstanceOf(ReadOutcome.NeedsReconnect.class, await(connector.read("")));
  }

  @Test
  void the_check_up_is_well_where_all_is_there() {
    assertTrue(await(connector.check()).stream().allMatch(Checked::isWell), () -> await(connector.check()).toString());
  }
}
