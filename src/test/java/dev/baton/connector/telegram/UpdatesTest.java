package dev.baton.connector.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.mention.Attachment;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an update says, rebuilt from the documented types. */
class UpdatesTest {

  private static final Bot BOT = new Bot(4_242, "northwind_bot");

  private static JsonObject message(String chat, String more) {
    return new JsonObject("""
      {"message_id":12,"date":1785312004,"chat":%s,"from":{"id":5551,"is_bot":false,"first_name":"Ann",
       "last_name":"Archer","username":"ann","language_code":"de"}%s}""".formatted(chat, more));
  }

  private static JsonObject alone(String more) {
    return message("{\"id\":5551,\"type\":\"private\",\"first_name\":\"Ann\",\"username\":\"ann\"}", "," + more);
  }

  private static JsonObject among(String more) {
    return message("{\"id\":-1001,\"type\":\"supergroup\",\"title\":\"Neighbours\"}", "," + more);
  }

  private static List<Mention> mentions(JsonObject message) {
    return Updates.read(new JsonObject().put("update_id", 907).put("message", message), BOT).mentions();
  }

  private static Mention mention(JsonObject message) {
    return mentions(message).getFirst();
  }

  @Test
  void a_message_has_its_chat_in_its_id_and_names_what_it_answers() {
    var mention = mention(alone("""
      "text":"Wo ist mein Paket?","reply_to_message":{"message_id":10,"date":1785311000,
       "chat":{"id":5551,"type":"private"},"from":{"id":4242,"is_bot":true,"first_name":"Northwind"},"text":"Hello"}"""));
    assertEquals("5551/12", mention.externalId().value());
    assertEquals("5551/10", mention.context().inReplyTo());
    assertEquals("5551", mention.context().thread());
    assertEquals("Wo ist mein Paket?", mention.text());
    assertEquals("2026-07-29T08:00:04Z", mention.postedAt().toString());
    assertEquals("Ann Archer", mention.author().name());
    assertEquals("5551", mention.author().id());
    assertEquals("de", mention.context().language());
    assertTrue(mention.extras().parent().isEmpty(), "it is ours");
  }

  @Test
  void somebody_elses_words_that_were_answered_come_along() {
    var mention = mention(among("""
      "text":"@northwind_bot is that so?","entities":[{"type":"mention","offset":0,"length":14}],
      "reply_to_message":{"message_id":10,"date":1785311000,"chat":{"id":-1001,"type":"supergroup"},
       "from":{"id":99,"first_name":"Bob"},"photo":[{"file_id":"a"}]}"""));
    assertEquals("Bob", mention.extras().parent().orElseThrow().author());
    assertEquals("[photo]", mention.extras().parent().orElseThrow().text());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "{\"id\":1,\"type\":\"private\",\"username\":\"ann\"}|PRIVATE",
    "{\"id\":1,\"type\":\"group\",\"title\":\"x\"}|PRIVATE",
    "{\"id\":1,\"type\":\"supergroup\",\"title\":\"x\",\"username\":\"neighbours\"}|PUBLIC",
    "{\"id\":1,\"type\":\"something new\",\"username\":\"neighbours\"}|PRIVATE",
    "{\"id\":1}|PRIVATE"})
  void only_a_group_that_everyone_finds_is_public(String chat, Visibility visibility) {
    assertEquals(visibility, Chats.visibility(new JsonObject(chat)));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "\"text\":\"@Northwind_Bot hello\",\"entities\":[{\"type\":\"mention\",\"offset\":0,\"length\":14}]",
    "\"text\":\"👍 @northwind_bot\",\"entities\":[{\"type\":\"mention\",\"offset\":3,\"length\":14}]",
    "\"caption\":\"@northwind_bot\",\"photo\":[{\"file_id\":\"a\"}],"
      + "\"caption_entities\":[{\"type\":\"mention\",\"offset\":0,\"length\":14}]",
    "\"text\":\"Northwind!\",\"entities\":[{\"type\":\"text_mention\",\"offset\":0,\"length\":9,\"user\":{\"id\":4242}}]",
    "\"text\":\"/help\",\"entities\":[{\"type\":\"bot_command\",\"offset\":0,\"length\":5}]",
    "\"text\":\"/help@northwind_bot\",\"entities\":[{\"type\":\"bot_command\",\"offset\":0,\"length\":19}]",
    "\"text\":\"thanks\",\"reply_to_message\":{\"message_id\":3,\"from\":{\"id\":4242}}"})
  void in_a_group_what_is_said_to_us_is_heard(String more) {
    assertEquals(1, mentions(among(more)).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "\"text\":\"did you see the match?\"",
    "\"text\":\"@northwind_bots hello\",\"entities\":[{\"type\":\"mention\",\"offset\":0,\"length\":15}]",
    "\"text\":\"mail me: me@northwind_bot\"",
    "\"text\":\"/help@other_bot\",\"entities\":[{\"type\":\"bot_command\",\"offset\":0,\"length\":15}]",
    "\"text\":\"x\",\"entities\":[{\"type\":\"mention\",\"offset\":-1,\"length\":99999999999}]",
    "\"text\":\"thanks\",\"reply_to_message\":{\"message_id\":3,\"from\":{\"id\":99}}",
    "\"new_chat_members\":[{\"id\":4242}],\"text\":\"@northwind_bot\""})
  void what_others_say_among_themselves_is_not(String more) {
    assertEquals(List.of(), mentions(among(more)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "\"photo\":[{\"file_id\":\"small\"},{\"file_id\":\"large\"}],\"caption\":\"wet box\"|wet box\\n[photo]|IMAGE|large",
    "\"voice\":{\"file_id\":\"v\",\"mime_type\":\"audio/ogg\"}|[voice]|AUDIO|v",
    "\"document\":{\"file_id\":\"d\",\"file_name\":\"bill.pdf\"}|[document: bill.pdf]|FILE|d",
    "\"sticker\":{\"file_id\":\"s\",\"emoji\":\"👍\"}|[sticker: 👍]|IMAGE|s",
    "\"video_note\":{\"file_id\":\"n\"}|[video note]|VIDEO|n",
    "\"animation\":{\"file_id\":\"a\"},\"document\":{\"file_id\":\"a\"}|[animation]|VIDEO|a"})
  void what_came_with_the_words_is_named_and_can_be_fetched(String more, String text, Attachment.Kind kind, String file) {
    var mention = mention(alone(more));
    assertEquals(text.replace("\\n", "\n"), mention.text());
    assertEquals(1, mention.extras().attachments().size());
    assertEquals(kind, mention.extras().attachments().getFirst().kind());
    assertEquals("telegram:file_id:" + file, mention.extras().attachments().getFirst().url());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "\"location\":{\"latitude\":53.8,\"longitude\":-1.55}|[location: 53.8, -1.55]",
    "\"location\":{\"latitude\":1,\"longitude\":2},\"venue\":{\"title\":\"Depot\",\"address\":\"Dock 4\"}|[place: Depot, Dock 4]",
    "\"poll\":{\"question\":\"Late?\"}|[poll: Late?]",
    "\"contact\":{\"first_name\":\"Bob\",\"phone_number\":\"+44113\"}|[contact: Bob +44113]",
    "\"story\":{\"id\":1}|[something that only Telegram can show]"})
  void there_is_always_something_to_read(String more, String text) {
    assertEquals(text, mention(alone(more)).text());
  }

  @Test
  void only_their_own_card_says_how_they_can_be_called() {
    var own = "\"contact\":{\"first_name\":\"Ann\",\"phone_number\":\"+441134960001\",\"user_id\":%d}";
    assertEquals("+441134960001", mention(alone(own.formatted(5_551))).author().phone());
    assertEquals("", mention(alone(own.formatted(99))).author().phone());
    assertEquals("", mention(alone("\"contact\":{\"first_name\":\"Bob\",\"phone_number\":\"+441134960001\"}")).author()
      .phone());
  }

  @Test
  void whoever_speaks_as_a_channel_is_that_channel() {
    var author = mention(among("""
      "text":"/help","entities":[{"type":"bot_command","offset":0,"length":5}],
      "sender_chat":{"id":-1007,"type":"channel","title":"The News","username":"news"}""")).author();
    assertEquals("-1007", author.id());
    assertEquals("The News", author.name());
  }

  @Test
  void what_we_say_ourselves_and_what_telegram_tells_is_nobodys_word() {
    assertEquals(List.of(), mentions(alone("\"text\":\"x\"").put("from", new JsonObject().put("id", 4_242))));
    assertEquals(List.of(), mentions(alone("\"pinned_message\":{\"message_id\":3}")));
    assertEquals(List.of(), Updates.read(new JsonObject("{\"update_id\":1,\"poll\":{\"id\":\"1\"}}"), BOT).mentions());
  }

  @Test
  void somebodys_moving_position_is_no_edit_a_second() {
    var moving = alone("\"location\":{\"latitude\":1,\"longitude\":2,\"live_period\":900},\"edit_date\":1785312010");
    var brought = Updates.read(new JsonObject().put("update_id", 1).put("edited_message", moving), BOT);
    assertEquals(List.of(), brought.changes());
    assertEquals(List.of(), brought.mentions());
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999999", "9223372036854775807", "1e300"})
  void a_time_in_which_nobody_writes_is_unreadable_for_good(String time) {
    var message = alone("\"text\":\"x\",\"edit_date\":%s".formatted(time));
    assertThrows(IllegalArgumentException.class,
      () -> Updates.read(new JsonObject().put("edited_message", message), BOT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"message\":null}", "{\"message\":{}}", "{\"message\":{\"message_id\":1,\"chat\":7}}",
    "{\"message\":{\"message_id\":1,\"chat\":{\"id\":5,\"type\":\"private\"},\"from\":{\"id\":5},\"text\":\"x\"}}",
    "{\"message\":{\"message_id\":1,\"date\":1785312004,\"chat\":{\"id\":5,\"type\":\"private\"},\"text\":\"x\"}}",
    "{\"edited_message\":{\"message_id\":1,\"date\":1785312004,\"chat\":{\"id\":5,\"type\":\"private\"},"
      + "\"from\":{\"id\":5},\"text\":\"x\"}}"})
  void what_is_no_message_is_set_aside_and_spoils_no_other(String update) {
    var garbage = new JsonObject(update).put("update_id", 8);
    assertThrows(IllegalArgumentException.class, () -> Updates.read(garbage, BOT));
    var brought = Updates.read(new JsonArray().add(garbage).add("garbage").add(
      new JsonObject().put("update_id", 9).put("message", alone("\"text\":\"hello\""))), BOT);
    assertEquals(1, brought.mentions().size());
    assertEquals(List.of("update-8", ""), brought.unreadable().stream().map(u -> u.externalId()).toList());
  }
}
