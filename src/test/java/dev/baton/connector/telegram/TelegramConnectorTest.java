package dev.baton.connector.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.Secret;
import dev.baton.connector.Checked;
import dev.baton.connector.Connector;
import dev.baton.connector.ConnectorContract;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.demo.Fault;
import dev.baton.demo.Faults;
import dev.baton.demo.Said;
import dev.baton.demo.SimulatedTelegram;
import dev.baton.mention.Change;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TelegramConnectorTest extends ConnectorContract {

  private static final long GROUP = -1_001_234_567_890L;

  private SimulatedTelegram network;
  private URI server;

  @Override
  protected URI startNetwork() {
    network = new SimulatedTelegram(vertx, clock, "good");
    server = await(network.start());
    return server;
  }

  @Override
  protected Connector connect(URI server, String credential, Wire.Limits limits) {
    return new TelegramConnector(new TelegramConfig(server, new Secret(credential), Secret.NONE, Secret.NONE),
      new Tools(vertx, clock, new Random(1), limits, "telegram"));
  }

  @Override
  protected String goodCredential() {
    return "good";
  }

  @Override
  protected Faults faults() {
    return network.faults();
  }

  @Override
  protected List<Said> said() {
    return network.said();
  }

  @Override
  protected String mention(String text) {
    return network.write(ANN, text);
  }

  /** Updates have one order; only what was said may be older. */
  @Override
  protected String lateMention(String text) {
    return network.arrives("message", network.message(SimulatedTelegram.alone(ANN), ANN).put("text", text)
      .put("message_id", 3).put("date", clock.instant().minusSeconds(3_600).getEpochSecond()));
  }

  @Override
  protected void plantGarbage() {
    network.plant(new JsonObject().put("message", new JsonObject().putNull("chat").put("date", "soon")));
  }

  @Override
  protected String readPath() {
    return "/getUpdates";
  }

  @Override
  protected String writePath() {
    return "/sendMessage";
  }

  @Override
  protected String tooLong() {
    return "x".repeat(4_097);
  }

  @Override
  protected boolean knowsRepetitions() {
    return false;
  }

  @Override
  protected void assertAllThatIsKnown(Mention mention) {
    var id = String.valueOf(SimulatedTelegram.idOf(ANN));
    assertEquals(id, mention.author().id());
    assertEquals("ann", mention.author().handle());
    assertEquals(Visibility.PRIVATE, mention.context().visibility());
    assertEquals(id, mention.context().thread());
    assertEquals(clock.instant().getEpochSecond(), mention.postedAt().getEpochSecond());
    assertEquals("", mention.context().url());
  }

  private Mention only(String cursor) {
    var mentions = readOn(cursor).mentions();
    assertEquals(1, mentions.size());
    return mentions.getFirst();
  }

  private ReplyOutcome answered(Mention mention, Fault fault) {
    faults().next(writePath(), fault);
    return await(connector.reply(answerTo(mention, "On its way.")));
  }

  private static Fault says(int status, String words, JsonObject parameters) {
    return new Fault.Says(status, Map.of(), new JsonObject().put("ok", false).put("error_code", status)
      .put("description", words).put("parameters", parameters).encode());
  }

  @Test
  void nothing_is_forgotten_at_telegram_before_it_is_kept_here() {
    mentions(3);
    var read = readOn("");
    assertEquals(3, network.waiting());
    await(connector.read(""));
    assertEquals(3, network.waiting());
    assertEquals(List.of(), readOn(read.cursor()).mentions());
    assertEquals(0, network.waiting());
    assertTrue(network.asked().stream().noneMatch(q -> q.getLong("offset", 0L) < 0));
  }

  @Test
  void telegram_may_count_from_anywhere_after_a_quiet_week() {
    mention("before");
    var cursor = readOn("").cursor();
    readOn(cursor);
    network.countFrom(5);
    var expected = mentions(130);
    var read = readOn(cursor);
    assertEquals(new HashSet<>(expected), new HashSet<>(read.ids()));
    assertEquals(List.of(), readOn(read.cursor()).mentions());
  }

  @Test
  void a_question_is_held_open_for_less_than_we_wait_for_its_answer() {
    connected();
    assertEquals(5, network.asked().getFirst().getInteger("timeout"));
    var hasty = connect(server, "good", TIGHT);
    await(hasty.read(""));
    assertEquals(0, network.asked().getLast().getInteger("timeout"));
    await(hasty.close());
  }

  @Test
  void a_second_poller_makes_us_wait_and_says_what_is_wrong() {
    var cursor = connected();
    network.otherPoller(true);
    var wait = assertInstanceOf(ReadOutcome.Rest.class, await(connector.read(cursor)));
    assertTrue(wait.why().contains("Another program"), wait.why());
    network.otherPoller(false);
    assertInstanceOf(ReadOutcome.Page.class, await(connector.read(cursor)));
  }

  @Test
  void a_webhook_that_was_set_elsewhere_needs_a_person() {
    network.webhook("https://elsewhere.example/");
    var outcome = assertInstanceOf(ReadOutcome.NeedsReconnect.class, await(connector.read("")));
    assertTrue(outcome.why().contains("deleteWebhook"), outcome.why());
    var checked = await(connector.check());
    assertEquals(List.of("credentials", "groups", "webhook"), checked.stream().map(Checked::what).toList());
    assertFalse(checked.getLast().isWell());
  }

  @Test
  void a_token_that_telegram_does_not_even_look_up_needs_a_person() {
    faults().next("/getMe", says(404, "Not Found", new JsonObject()));
    assertInstanceOf(ReadOutcome.NeedsReconnect.class, await(connector.read("")));
  }

  @Test
  void telegram_says_in_the_body_how_long_to_wait() {
    var cursor = connected();
    faults().next(readPath(), says(429, "Too Many Requests: retry after 7", new JsonObject().put("retry_after", 7)));
    var wait = assertInstanceOf(ReadOutcome.Wait.class, await(connector.read(cursor)));
    assertTrue(wait.pause().toSeconds() == 7, wait.pause().toString());
    mention("hello");
    var mention = only(cursor);
    var later = assertInstanceOf(ReplyOutcome.TryLater.class, answered(mention,
      says(429, "Too Many Requests: retry after 40", new JsonObject().put("retry_after", "40"))));
    assertTrue(later.pause().compareTo(Duration.ofSeconds(40)) >= 0 && later.pause().toSeconds() <= 44);
    assertEquals(List.of(), said());
  }

  @Test
  void a_customer_who_blocked_the_bot_cannot_be_answered() {
    mention("hello");
    var mention = only("");
    network.block(ANN);
    var refused = assertInstanceOf(ReplyOutcome.Refused.class, await(connector.reply(answerTo(mention, "Hi."))));
    assertTrue(refused.reason().contains("does not let the bot write"), refused.reason());
  }

  @Test
  void an_answer_waits_while_a_person_mends_the_token() {
    mention("hello");
    assertInstanceOf(ReplyOutcome.TryLater.class, answered(only(""), says(401, "Unauthorized", new JsonObject())));
    assertEquals(List.of(), said());
  }

  @Test
  void what_became_of_a_lost_answer_nobody_can_see() {
    mention("hello");
    var draft = answerTo(only(""), "On its way.");
    faults().next(writePath(), new Fault.HangsUpAfter());
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.reply(draft)));
    assertFalse(connector.repeatable(draft, clock.instant()));
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.lookUp(draft)));
  }

  @Test
  void telegram_counts_in_units_of_utf_16() {
    mention("hello");
    var mention = only("");
    assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(answerTo(mention, "👍".repeat(2_048)))));
    assertInstanceOf(ReplyOutcome.Refused.class, await(connector.reply(answerTo(mention, "👍".repeat(2_049)))));
    assertEquals("units", connector.rules().unit());
    assertEquals(4_096, connector.rules().maxLength());
  }

  @Test
  void a_group_that_grew_is_answered_where_it_is_now() {
    var asked = network.message(SimulatedTelegram.group(GROUP, ""), ANN).put("text", "/help");
    asked.put("entities", List.of(new JsonObject().put("type", "bot_command").put("offset", 0).put("length", 5)));
    network.arrives("message", asked);
    var mention = only("");
    network.grow(GROUP, GROUP - 1);
    assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(answerTo(mention, "Gladly."))));
    assertEquals(1, said().size());
    assertTrue(said().getFirst().id().startsWith((GROUP - 1) + "/"));
  }

  @Test
  void an_edit_is_told_and_the_first_words_stay() {
    var message = network.message(SimulatedTelegram.alone(ANN), ANN).put("text", "My parcel is lat");
    var id = network.arrives("message", message);
    clock.advance(Duration.ofSeconds(30));
    network.arrives("edited_message", message.copy().put("text", "My parcel is late")
      .put("edit_date", clock.instant().getEpochSecond()));
    var page = assertInstanceOf(ReadOutcome.Page.class, await(connector.read("")));
    assertEquals(List.of("My parcel is lat", "My parcel is late"), page.mentions().stream().map(Mention::text).toList());
    assertEquals(List.of(id, id), page.mentions().stream().map(m -> m.externalId().value()).toList());
    var edited = assertInstanceOf(Change.Edited.class, page.brought().changes().getFirst());
    assertEquals("My parcel is late", edited.text());
    assertEquals(id, edited.of().value());
    assertEquals(clock.instant().getEpochSecond(), edited.at().getEpochSecond());
  }

  @Test
  void an_answer_in_a_topic_stays_in_it() {
    var asked = network.message(SimulatedTelegram.group(GROUP, "neighbours"), ANN).put("text", "@Northwind_Bot hello")
      .put("is_topic_message", true).put("message_thread_id", 77);
    asked.put("entities", List.of(new JsonObject().put("type", "mention").put("offset", 0).put("length", 14)));
    var id = network.arrives("message", asked);
    var mention = only("");
    assertEquals(GROUP + "/topic-77", mention.context().thread());
    assertEquals(Visibility.PUBLIC, mention.context().visibility());
    assertEquals("https://t.me/neighbours/" + id.substring(id.indexOf('/') + 1), mention.context().url());
    var sent = assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(answerTo(mention, "Hi."))));
    assertEquals("77", said().getLast().key());
    assertTrue(sent.url().startsWith("https://t.me/neighbours/"));
  }
}
