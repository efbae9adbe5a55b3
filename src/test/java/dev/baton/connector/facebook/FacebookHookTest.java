package dev.baton.connector.facebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.baton.config.Secret;
import dev.baton.connector.Brought;
import dev.baton.connector.Connector;
import dev.baton.connector.Hook;
import dev.baton.connector.HookContract;
import dev.baton.connector.Receipt;
import dev.baton.connector.SourceException;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.connector.meta.MetaCalls;
import dev.baton.connector.meta.MetaConfig;
import dev.baton.demo.Person;
import dev.baton.demo.SimulatedGraph;
import dev.baton.mention.Attachment;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FacebookHookTest extends HookContract {

  private static final String POST = "10293_55501";
  private static final long AT = 1_793_600_000;

  private SimulatedGraph network;

  @Override
  protected Connector connect() {
    network = new SimulatedGraph(vertx, clock, "good", SECRET);
    var config = new MetaConfig(await(network.start(0)), "v25.0", SimulatedGraph.PAGE, new Secret("good"),
      List.of(new Secret(SECRET), new Secret(SECRET_BEFORE)), new Secret("verify"), "");
    return new FacebookConnector(new Tools(vertx, clock, new Random(1), Wire.Limits.USUAL, "page"), config,
      new FacebookConnector.Terms(Duration.ofDays(14), 8_000));
  }

  private static JsonObject comment(String id, String text) {
    return new JsonObject().put("item", "comment").put("verb", "add").put("comment_id", "55501_" + id).put("post_id", POST)
      .put("parent_id", POST).put("from", new JsonObject().put("id", "7392").put("name", "Ann")).put("created_time", AT)
      .put("message", text);
  }

  private static JsonObject feed(JsonObject... values) {
    var changes = new JsonArray();
    for (var value : values) {
      changes.add(MetaCalls.change("feed", value));
    }
    return MetaCalls.delivery("page", new JsonObject().put("id", SimulatedGraph.PAGE).put("time", AT + 1).put("changes", changes));
  }

  private static JsonObject[] comments(List<String> texts) {
    return texts.stream().map(text -> comment(String.valueOf(text.hashCode()), text)).toArray(JsonObject[]::new);
  }

  @Override
  protected Hook.Call sends(String secret, List<String> texts) {
    return MetaCalls.sends(secret, feed(comments(texts)));
  }

  @Override
  protected Hook.Call sends(String secret, String body) {
    return MetaCalls.sends(secret, body);
  }

  @Override
  protected Hook.Call sendsWithOneBroken(List<String> texts) {
    var delivery = feed(comments(texts));
    delivery.getJsonArray("entry").getJsonObject(0).getJsonArray("changes")
      .add(1, MetaCalls.change("feed", comment("", "broken").put("comment_id", new JsonObject())));
    return MetaCalls.sends(SECRET, delivery);
  }

  @Override
  protected Hook.Call sendsAboutAnother(List<String> texts) {
    var delivery = feed(comments(texts));
    delivery.getJsonArray("entry").getJsonObject(0).put("id", "555");
    return MetaCalls.sends(SECRET, delivery);
  }

  private Brought brought(JsonObject... values) {
    return brought(MetaCalls.sends(SECRET, feed(values)));
  }

  private Brought mentioned(JsonObject value) {
    return brought(MetaCalls.sends(SECRET, MetaCalls.delivery("page", MetaCalls.entry(SimulatedGraph.PAGE, AT, "changes",
      MetaCalls.change("mention", value)))));
  }

  @Test
  void a_comment_has_the_same_id_whether_it_is_told_or_read() {
    var post = network.posts().ours("Summer sale");
    var id = network.posts().comment(new Person("Ann", "7392", "en", "", 0, ""), post, "", "Still no parcel");
    var read = await(connector.read(""));
    var listed = ((dev.baton.connector.ReadOutcome.Page) read).mentions().getLast();
    var told = brought(comment("1", "Still no parcel").put("comment_id", id).put("post_id", post).put("parent_id", post)
      .put("created_time", clock.instant().getEpochSecond())).mentions().getLast();
    assertEquals(listed.externalId(), told.externalId());
    assertEquals(listed.author(), told.author());
    assertEquals(listed.postedAt(), told.postedAt());
    assertEquals(listed.context().answerRef(), told.context().answerRef());
    assertEquals(listed.context().thread(), told.context().thread());
  }

  @Test
  void a_comment_stands_under_its_post_in_public_for_ever() {
    var mention = brought(comment("77", "Still no parcel")).mentions().getFirst();
    assertEquals("7392", mention.author().id());
    assertEquals(Instant.ofEpochSecond(AT), mention.postedAt());
    assertEquals(new Mention.Context(POST, POST, "https://www.facebook.com/55501_77", "", Visibility.PUBLIC,
      "{\"kind\":\"comment\",\"id\":\"55501_77\",\"post\":\"10293_55501\"}"), mention.context());
  }

  @Test
  void the_author_may_be_named_otherwise_or_not_at_all() {
    var old = comment("1", "hello").put("sender_id", 7392).put("sender_name", "Ann");
    old.remove("from");
    var hidden = comment("2", "hello");
    hidden.remove("from");
    var authors = brought(old, hidden).mentions().stream().map(Mention::author).toList();
    assertEquals("7392", authors.get(0).id());
    assertEquals("Ann", authors.get(0).name());
    assertEquals("unnamed-55501_2", authors.get(1).id());
  }

  @Test
  void a_visitors_post_with_pictures_is_a_mention_and_its_pictures_come_along() {
    var post = new JsonObject().put("item", "photo").put("verb", "add").put("post_id", "10293_9")
      .put("from", new JsonObject().put("id", "7392").put("name", "Ann")).put("created_time", AT)
      .put("photos", new JsonArray().add("https://cdn.example/1.jpg").add("https://cdn.example/2.jpg"));
    var mention = brought(post).mentions().getFirst();
    assertEquals("10293_9", mention.externalId().value());
    assertEquals("[image]\n[image]", mention.text());
    assertEquals(List.of("https://cdn.example/1.jpg", "https://cdn.example/2.jpg"),
      mention.extras().attachments().stream().map(Attachment::url).toList());
  }

  @Test
  void edits_and_removals_are_changes_in_any_order_and_hiding_is_none() {
    var at = Instant.ofEpochSecond(AT + 1);
    var of = new ExternalId("55501_77");
    assertEquals(List.of(new Change.Deleted(of, at), new Change.Edited(of, "Still no parcel!", at)), brought(
      comment("77", "").put("verb", "remove"), comment("77", "").put("verb", "hide"),
      comment("77", "Still no parcel!").put("verb", "edited")).changes());
  }

  @Test
  void what_the_page_says_itself_is_a_receipt_and_what_says_nothing_is_nothing() {
    var ours = comment("78", "On its way.").put("from", new JsonObject().put("id", SimulatedGraph.PAGE));
    var liked = comment("79", "").put("item", "reaction");
    var brought = brought(ours, liked);
    assertEquals(List.of(), brought.mentions());
    assertEquals(List.of(new Receipt("", "55501_78", true, "", Instant.ofEpochSecond(AT))), brought.receipts());
  }

  @Test
  void who_names_the_page_elsewhere_is_asked_for_the_words() {
    var post = network.posts().tagged(new Person("Ben Brook", "8001", "en", "", 0, ""), "Look at @Northwind");
    var value = new JsonObject().put("item", "post").put("verb", "add").put("post_id", post).put("sender_name", "Ben Brook");
    var mention = mentioned(value).mentions().getFirst();
    assertEquals("Look at @Northwind", mention.text());
    assertEquals("8001", mention.author().id());
    var elsewhere = mentioned(value.copy().put("post_id", "8001_4")).mentions().getFirst();
    assertEquals("[mentioned the page where Facebook does not show us the words]", elsewhere.text());
    assertEquals("https://www.facebook.com/8001_4", elsewhere.context().url());
  }

  @Test
  void while_the_words_cannot_be_asked_for_the_delivery_waits() {
    network.faults().next("8001_4", SimulatedGraph.fault(400, 4, 0, "too many calls", Map.of()));
    assertThrows(SourceException.class, () -> mentioned(new JsonObject().put("item", "post").put("verb", "add")
      .put("post_id", "8001_4")));
  }
}
