package dev.baton.connector.x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.connector.Brought;
import dev.baton.mention.Attachment;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a post in the documented form. */
class XPostsTest {

  private static final Me ME = new Me("1111111111111111111", "ExampleUser");
  private static final String INCLUDES = """
    {"users": [
       {"id": "2222222222222222222", "username": "OtherUser", "name": "Other", "verified": false, "verified_type": "none",
        "public_metrics": {"followers_count": 97, "followers_count_str": "97", "tweet_count": 50}},
       {"id": "3333333333333333333", "username": "ShutUser", "name": "Shut", "protected": true},
       {"id": "1111111111111111111", "username": "ExampleUser", "name": "Example User"}],
     "tweets": [
       {"id": "2080761390344937796", "text": "Hello &amp; welcome", "author_id": "1111111111111111111"},
       {"id": "2079814480427442556", "text": "A storm is coming", "author_id": "2222222222222222222"}],
     "media": [
       {"media_key": "3_1", "type": "photo", "url": "https://pbs.twimg.com/1.jpg", "alt_text": "a torn box"},
       {"media_key": "7_2", "type": "video", "preview_image_url": "https://pbs.twimg.com/2.jpg", "variants": [
         {"content_type": "application/x-mpegURL", "url": "https://video.twimg.com/2.m3u8"},
         {"content_type": "video/mp4", "bit_rate": 632000, "url": "https://video.twimg.com/small.mp4"},
         {"content_type": "video/mp4", "bit_rate": 950000, "url": "https://video.twimg.com/large.mp4"}]}]}""";

  private static Brought read(String fields, boolean summoned) {
    var post = new JsonObject("""
      {"id": "2080765813578191303", "text": "hey @ExampleUser order 7 is late", "author_id": "2222222222222222222",
       "created_at": "2026-07-24T21:23:23.000Z", "conversation_id": "2080765813578191303", "lang": "en",
       "edit_history_tweet_ids": ["2080765813578191303"]}""").mergeIn(new JsonObject(fields));
    var said = new Said();
    XPosts.read(post, new XIncludes(new JsonObject(INCLUDES)), ME, summoned, said);
    return said.brought();
  }

  private static Mention mention(String fields) {
    return read(fields, true).mentions().getFirst();
  }

  @Test
  void it_arrives_with_its_author_its_place_and_its_time() {
    var mention = mention("{\"referenced_tweets\": [{\"type\": \"replied_to\", \"id\": \"2080761390344937796\"}]}");
    assertEquals("2080765813578191303", mention.externalId().value());
    assertEquals("hey @ExampleUser order 7 is late", mention.text());
    assertEquals("2222222222222222222", mention.author().id());
    assertEquals("OtherUser", mention.author().handle());
    assertEquals(97, mention.author().followers());
    assertEquals(Instant.parse("2026-07-24T21:23:23.000Z").getEpochSecond(), mention.postedAt().getEpochSecond());
    assertEquals("2080761390344937796", mention.context().inReplyTo());
    assertEquals("2080765813578191303", mention.context().thread());
    assertEquals("https://x.com/OtherUser/status/2080765813578191303", mention.context().url());
    assertEquals("en", mention.context().language());
    assertEquals(Visibility.PUBLIC, mention.context().visibility());
    assertTrue(mention.extras().parent().isEmpty(), "what it answers is ours");
  }

  @Test
  void in_which_the_network_found_no_language_has_none() {
    assertEquals("", mention("{\"lang\": \"und\"}").context().language());
  }

  @Test
  void a_long_one_is_read_whole_by_its_old_and_its_new_name() {
    for (var name : List.of("note_tweet", "note_post")) {
      var whole = mention("{\"text\": \"It begins…\", \"" + name + "\": {\"text\": \"It begins &lt;here&gt; https://t.co/a"
        + " and ends\", \"entities\": {\"urls\": [{\"url\": \"https://t.co/a\", \"expanded_url\": \"https://a.example\"}]}}}");
      assertEquals("It begins <here> https://a.example and ends", whole.text());
    }
  }

  @Test
  void what_it_quotes_and_what_it_answers_comes_with_it() {
    var mention = mention("""
      {"text": "look https://t.co/q", "entities": {"urls": [{"url": "https://t.co/q",
         "expanded_url": "https://twitter.com/ExampleUser/status/2080761390344937796"}]},
       "referenced_posts": [{"type": "quoted", "id": "2080761390344937796"},
         {"type": "replied_to", "id": "2079814480427442556"}]}""");
    assertEquals("look", mention.text());
    assertEquals("Hello & welcome", mention.extras().quoted().orElseThrow().text());
    assertEquals("@ExampleUser", mention.extras().quoted().orElseThrow().author());
    assertEquals("A storm is coming", mention.extras().parent().orElseThrow().text());
    assertEquals("https://x.com/OtherUser/status/2079814480427442556", mention.extras().parent().orElseThrow().url());
  }

  @Test
  void pictures_and_films_come_as_attachments_and_their_links_do_not_stand_in_the_text() {
    var mention = mention("""
      {"text": "broken https://t.co/m", "attachments": {"media_keys": ["3_1", "7_2", "9_9"]},
       "entities": {"urls": [{"url": "https://t.co/m", "media_key": "3_1",
         "expanded_url": "https://x.com/OtherUser/status/2080765813578191303/photo/1"}]}}""");
    assertEquals("broken", mention.text());
    assertEquals(List.of(new Attachment(Attachment.Kind.IMAGE, "https://pbs.twimg.com/1.jpg", "", "a torn box"),
      new Attachment(Attachment.Kind.VIDEO, "https://video.twimg.com/large.mp4", "video/mp4", "")),
      mention.extras().attachments());
  }

  @Test
  void where_only_a_picture_came_the_text_says_so() {
    var link = ", \"entities\": {\"urls\": [{\"url\": \"https://t.co/m\", \"expanded_url\":"
      + " \"https://twitter.com/OtherUser/status/2080765813578191303/photo/1\"}]}}";
    assertEquals("[image]", mention("{\"text\": \"https://t.co/m\", \"attachments\": {\"media_keys\": [\"3_1\"]}" + link).text());
    assertEquals("[attachment]", mention("{\"text\": \"https://t.co/m\", \"attachments\": {\"media_keys\": [\"8\"]}" + link).text());
  }

  @Test
  void an_edited_one_is_the_mention_of_its_first_version_and_a_change_of_it() {
    var brought = read("""
      {"id": "2080765813578191400", "text": "order 8 is late", "created_at": "2026-07-24T21:40:00.000Z",
       "edit_history_tweet_ids": ["2080765813578191303", "2080765813578191350", "2080765813578191400"]}""", true);
    var first = new ExternalId("2080765813578191303");
    assertEquals(first, brought.mentions().getFirst().externalId());
    assertEquals(Snowflake.time(first.value()).orElseThrow(), brought.mentions().getFirst().postedAt());
    assertEquals(List.of(new Change.Edited(first, "order 8 is late", Instant.parse("2026-07-24T21:40:00Z"))),
      brought.changes());
  }

  @Test
  void what_we_say_ourselves_and_what_is_only_reposted_is_no_mention() {
    assertEquals(Brought.NOTHING, read("{\"author_id\": \"1111111111111111111\"}", true));
    assertEquals(Brought.NOTHING, read("{\"referenced_tweets\": [{\"type\": \"retweeted\", \"id\": \"1\"}]}", true));
  }

  @Test
  void what_only_followers_can_read_is_private() {
    assertEquals(Visibility.PRIVATE, mention("{\"author_id\": \"3333333333333333333\"}").context().visibility());
  }

  @Test
  void an_author_who_is_not_explained_is_known_by_their_id() {
    var mention = mention("{\"author_id\": \"4444\"}");
    assertEquals("4444", mention.author().shownName());
    assertEquals("https://x.com/i/status/2080765813578191303", mention.context().url());
  }

  @Test
  void one_found_by_a_search_says_whether_its_author_called_us() {
    assertFalse(isSummoned("{}"));
    assertTrue(isSummoned("{\"entities\": {\"mentions\": [{\"username\": \"exampleuser\"}]}}"));
    assertTrue(isSummoned("{\"in_reply_to_user_id\": \"1111111111111111111\"}"));
    assertTrue(isSummoned("{\"referenced_tweets\": [{\"type\": \"quoted\", \"id\": \"2080761390344937796\"}]}"));
    assertFalse(isSummoned("{\"referenced_tweets\": [{\"type\": \"quoted\", \"id\": \"2079814480427442556\"}]}"));
  }

  private static boolean isSummoned(String fields) {
    var ref = read(fields, false).mentions().getFirst().context().answerRef();
    return new JsonObject(ref).getBoolean("summoned");
  }

  @Test
  void the_links_of_a_message_stand_beside_it_and_not_below_a_name_of_their_own() {
    var said = new Said();
    XMessages.read(new JsonObject("""
      {"id": "2080765901528535096", "event_type": "MessageCreate", "text": "see https://t.co/a", "sender_id": "2",
       "urls": [{"url": "https://t.co/a", "expanded_url": "https://a.example/form"}]}"""),
      new XIncludes(new JsonObject()), ME, said);
    assertEquals("see https://a.example/form", said.brought().mentions().getFirst().text());
  }

  @Test
  void without_an_author_or_any_words_it_cannot_be_read() {
    assertThrows(IllegalArgumentException.class, () -> read("{\"author_id\": 7.5, \"text\": \" \"}", true));
    assertThrows(IllegalArgumentException.class, () -> read("{\"author_id\": null}", true));
  }

  @Test
  void an_id_holds_its_time() {
    var at = Instant.parse("2026-07-24T21:23:23.456Z");
    assertEquals(at, Snowflake.time(Snowflake.first(at)).orElseThrow());
    assertTrue(Snowflake.time("").isEmpty() && Snowflake.time("9".repeat(40)).isEmpty()
      && Snowflake.time("-12").isEmpty() && Snowflake.time("9999999999999999999").isEmpty());
  }
}
