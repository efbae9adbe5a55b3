package dev.baton.connector.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.Secret;
import dev.baton.connector.Brought;
import dev.baton.connector.Checked;
import dev.baton.connector.Connector;
import dev.baton.connector.Draft;
import dev.baton.connector.Guarded;
import dev.baton.connector.Hook;
import dev.baton.connector.HookContract;
import dev.baton.connector.OffLimits;
import dev.baton.connector.Receipt;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.connector.meta.MetaCalls;
import dev.baton.connector.meta.MetaConfig;
import dev.baton.demo.Fault;
import dev.baton.demo.SimulatedGraph;
import dev.baton.mention.Attachment;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatsAppConnectorTest extends HookContract {

  private static final String SHEENA = "16505551234";

  private SimulatedGraph network;

  @Override
  protected Connector connect() {
    network = new SimulatedGraph(vertx, clock, "good", SECRET);
    var config = new MetaConfig(await(network.start(0)), "v25.0", SimulatedGraph.PHONE, new Secret("good"),
      List.of(new Secret(SECRET), new Secret(SECRET_BEFORE)), new Secret("verify"), "77");
    return new WhatsAppConnector(new Tools(vertx, clock, new Random(1), Wire.Limits.USUAL, "chat"), config,
      SimulatedGraph.BUSINESS, 4_096);
  }

  private JsonObject message(String id, String type, Object what) {
    return new JsonObject().put("from", SHEENA).put("id", id).put("timestamp", String.valueOf(clock.instant().getEpochSecond()))
      .put("type", type).put(type, what);
  }

  private JsonObject text(String id, String text) {
    return message(id, "text", new JsonObject().put("body", text));
  }

  private static JsonObject value(String phone) {
    return new JsonObject().put("messaging_product", "whatsapp")
      .put("metadata", new JsonObject().put("display_phone_number", "15550783881").put("phone_number_id", phone))
      .put("contacts", new JsonArray().add(new JsonObject().put("wa_id", SHEENA)
        .put("profile", new JsonObject().put("name", "Sheena"))));
  }

  private static JsonObject delivery(String field, JsonObject value) {
    return MetaCalls.delivery("whatsapp_business_account", MetaCalls.entry(SimulatedGraph.BUSINESS, 0, "changes",
      MetaCalls.change(field, value)));
  }

  private JsonObject saying(String phone, List<String> texts) {
    var messages = new JsonArray();
    texts.forEach(text -> messages.add(text("wamid.in" + text.hashCode(), text)));
    return delivery("messages", value(phone).put("messages", messages));
  }

  @Override
  protected Hook.Call sends(String secret, List<String> texts) {
    return MetaCalls.sends(secret, saying(SimulatedGraph.PHONE, texts));
  }

  @Override
  protected Hook.Call sends(String secret, String body) {
    return MetaCalls.sends(secret, body);
  }

  @Override
  protected Hook.Call sendsWithOneBroken(List<String> texts) {
    var delivery = saying(SimulatedGraph.PHONE, texts);
    delivery.getJsonArray("entry").getJsonObject(0).getJsonArray("changes").getJsonObject(0).getJsonObject("value")
      .getJsonArray("messages").add(1, text("", "there is no id"));
    return MetaCalls.sends(SECRET, delivery);
  }

  @Override
  protected Hook.Call sendsAboutAnother(List<String> texts) {
    return MetaCalls.sends(SECRET, saying("2000", texts));
  }

  private Brought brought(JsonObject message) {
    return brought(MetaCalls.sends(SECRET, delivery("messages",
      value(SimulatedGraph.PHONE).put("messages", new JsonArray().add(message)))));
  }

  private Brought status(JsonObject status) {
    return brought(MetaCalls.sends(SECRET, delivery("messages",
      value(SimulatedGraph.PHONE).put("statuses", new JsonArray().add(status)))));
  }

  private Draft answerTo(Mention mention, String text) {
    return new Draft(connector.newAttemptKey(clock.instant()), text, mention.externalId().value(),
      mention.context().answerRef(), "", Visibility.PRIVATE, "en", clock.instant(), clock.instant());
  }

  private Mention said(String text) {
    return brought(text("wamid.HBgL", text)).mentions().getFirst();
  }

  @Test
  void a_message_is_private_and_its_author_is_their_number() {
    var mention = brought(text("wamid.HBgL", "Other colour?").put("context",
      new JsonObject().put("from", "15550783881").put("id", "wamid.PREV"))).mentions().getFirst();
    assertEquals(new dev.baton.mention.Author(SHEENA, "", "Sheena", 0, "", "+16505551234"), mention.author());
    assertEquals("wamid.PREV", mention.context().inReplyTo());
    assertEquals(Visibility.PRIVATE, mention.context().visibility());
    assertEquals(clock.instant().plus(Duration.ofHours(24)), mention.context().replyUntil());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "image|{\"id\":\"77\",\"mime_type\":\"image/jpeg\",\"caption\":\"look\"}|look",
    "image|{\"id\":\"77\",\"mime_type\":\"image/jpeg\"}|[image]",
    "document|{\"id\":\"77\",\"mime_type\":\"application/pdf\",\"filename\":\"bill.pdf\"}|[document] bill.pdf",
    "location|{\"latitude\":53.8,\"longitude\":-1.5,\"name\":\"Home\"}|[location] Home 53.8, -1.5",
    "button|{\"text\":\"Yes, please\",\"payload\":\"Y\"}|Yes, please",
    "interactive|{\"type\":\"button_reply\",\"button_reply\":{\"id\":\"1\",\"title\":\"Refund\"}}|Refund",
    "interactive|{\"type\":\"list_reply\",\"list_reply\":{\"id\":\"1\",\"title\":\"Leeds\"}}|Leeds",
    "order|{\"text\":\"by Friday\"}|[order] by Friday",
    "text|{\"body\":\"   \"}|[text]",
    "hologram|{}|[hologram]",
    "unsupported|{}|[something that WhatsApp does not hand on]"})
  void whatever_comes_says_something(String type, String what, String expected) {
    assertEquals(expected, brought(message("wamid.1", type, new JsonObject(what))).mentions().getFirst().text());
  }

  @Test
  void a_contact_is_named_with_its_number() {
    var contacts = new JsonArray().add(new JsonObject().put("name", new JsonObject().put("formatted_name", "Bob"))
      .put("phones", new JsonArray().add(new JsonObject().put("phone", "+44 1"))));
    assertEquals("[contact] Bob +44 1", brought(message("wamid.1", "contacts", contacts)).mentions().getFirst().text());
  }

  @Test
  void a_smiley_on_what_we_said_is_no_mention_nor_is_what_is_said_from_a_phone_beside_us() {
    assertEquals(Brought.NOTHING, brought(message("wamid.1", "reaction", new JsonObject().put("emoji", "👍"))));
    var echo = value(SimulatedGraph.PHONE).put("message_echoes", new JsonArray().add(text("wamid.2", "I am on it")));
    assertEquals(Brought.NOTHING, brought(MetaCalls.sends(SECRET, delivery("smb_message_echoes", echo))));
  }

  @Test
  void an_answer_names_what_it_answers_and_its_statuses_name_the_attempt() {
    var draft = answerTo(said("hello"), "Yes, in green.");
    var sent = assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(draft)));
    var said = network.said().getFirst();
    assertEquals("wamid.HBgL", said.inReplyTo());
    var at = String.valueOf(clock.instant().getEpochSecond());
    var delivered = new JsonObject().put("id", sent.externalId()).put("status", "delivered").put("timestamp", at)
      .put("recipient_id", SHEENA).put("biz_opaque_callback_data", said.key());
    assertEquals(List.of(new Receipt(draft.attemptKey(), sent.externalId(), true, "", clock.instant())),
      status(delivered).receipts());
    var failed = new JsonObject().put("id", sent.externalId()).put("status", "failed").put("timestamp", at)
      .put("errors", new JsonArray().add(new JsonObject().put("code", 131026).put("title", "Message undeliverable")
        .put("error_data", new JsonObject().put("details", "the number is not on WhatsApp"))));
    assertEquals(List.of(new Receipt("", sent.externalId(), false,
      "(#131026) Message undeliverable: the number is not on WhatsApp", clock.instant())), status(failed).receipts());
    assertEquals(Brought.NOTHING, status(delivered.copy().put("status", "deleted")));
  }

  @Test
  void after_a_day_an_answer_is_refused_with_clear_words_and_not_a_byte_leaves() {
    var draft = answerTo(said("hello"), "Hi.");
    clock.advance(Duration.ofHours(24));
    var refused = assertInstanceOf(ReplyOutcome.Refused.class, await(connector.reply(draft)));
    assertTrue(refused.reason().contains("only within 24 hours"), refused.reason());
    assertEquals(List.of(), network.said());
  }

  @ParameterizedTest
  @CsvSource({"131047,only within 24 hours", "131026,undeliverable"})
  void what_whatsapp_refuses_comes_with_words_for_the_agent(long code, String words) {
    network.faults().next("/messages", SimulatedGraph.fault(400, code, 0, "Message undeliverable", Map.of()));
    var refused = assertInstanceOf(ReplyOutcome.Refused.class, await(connector.reply(answerTo(said("hello"), "Hi."))));
    assertTrue(refused.reason().contains(words), refused.reason());
  }

  @ParameterizedTest
  @CsvSource({"80007", "130429", "131056", "4"})
  void a_busy_network_takes_the_answer_later(long code) {
    var draft = answerTo(said("hello"), "Hi.");
    network.faults().next("/messages", SimulatedGraph.fault(400, code, 0, "Rate limit hit", Map.of()));
    assertInstanceOf(ReplyOutcome.TryLater.class, await(connector.reply(draft)));
    assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(draft)));
  }

  @Test
  void of_a_lost_answer_only_the_statuses_can_tell() {
    var draft = answerTo(said("hello"), "Hi.");
    network.faults().next("/messages", new Fault.HangsUpAfter());
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.reply(draft)));
    assertFalse(connector.repeatable(draft, clock.instant()));
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.lookUp(draft)));
    assertEquals(draft.attemptKey(), network.said().getFirst().key());
  }

  @Test
  void a_picture_is_fetched_with_the_token_and_from_nobody_else() {
    network.there("77", new JsonObject().put("file", "77").put("mime_type", "image/jpeg"));
    network.there("78", new JsonObject().put("url", "https://evil.example/78"));
    var mention = brought(message("wamid.1", "image", new JsonObject().put("id", "77").put("mime_type", "image/jpeg")))
      .mentions().getFirst();
    var attachment = mention.extras().attachments().getFirst();
    assertEquals(Attachment.Kind.IMAGE, attachment.kind());
    var web = new Guarded(vertx, Wire.Limits.USUAL, Optional.empty());
    assertEquals("bytes of /download/77", await(connector.fetch(attachment.url(), web)).body().toString());
    var elsewhere = attachment.url().replace("77", "78");
    assertThrows(OffLimits.class, () -> await(connector.fetch(elsewhere, web)));
    assertThrows(OffLimits.class, () -> await(connector.fetch("https://evil.example/v25.0/77", web)));
    assertThrows(OffLimits.class, () -> await(connector.fetch(attachment.url().replace("77", "79"), web)));
    network.faults().next("/77", SimulatedGraph.fault(400, 4, 0, "too many calls", Map.of()));
    assertThrows(SourceException.class, () -> await(connector.fetch(attachment.url(), web)));
  }

  @Test
  void a_message_that_took_a_day_to_reach_us_was_said_when_it_was_said() {
    var call = MetaCalls.sends(SECRET, saying(SimulatedGraph.PHONE, List.of("hello")));
    var at = clock.instant();
    clock.advance(Duration.ofHours(30));
    var mention = brought(call).mentions().getFirst();
    assertEquals(at, mention.postedAt());
    assertEquals(at.plus(Duration.ofHours(24)), mention.context().replyUntil());
    assertTrue(mention.context().replyUntil().isBefore(Instant.MAX));
  }

  @Test
  void the_check_up_is_well_where_all_is_there() {
    assertTrue(await(connector.check()).stream().allMatch(Checked::isWell), () -> await(connector.check()).toString());
    network.subscribed();
    assertTrue(await(connector.check()).stream().anyMatch(c -> c.what().equals("subscription") && !c.isWell()));
  }
}
