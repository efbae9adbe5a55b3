package dev.baton.connector.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.connector.Brought;
import dev.baton.connector.Hook.Delivery;
import dev.baton.connector.ReadOutcome.Unreadable;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a delivery says, in every form it may come in. */
class EventsTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final Map<String, String> PLAIN = Map.of("content-type", "application/json");
  private static final Map<String, String> STRUCTURED =
    Map.of("content-type", "application/cloudevents+json; charset=UTF-8");
  private static final Map<String, String> BATCH = Map.of("content-type", "Application/CloudEvents-Batch+JSON");

  private static Brought read(Map<String, String> head, String body) {
    return Events.read(new Delivery(head, Buffer.buffer(body), NOW));
  }

  private static String refusal(Map<String, String> head, String body) {
    return assertThrows(IllegalArgumentException.class, () -> read(head, body)).getMessage();
  }

  private static JsonObject mention(String id) {
    return new JsonObject().put("externalId", id).put("text", "My parcel is late").put("postedAt", "2026-03-02T08:59:00Z")
      .put("author", new JsonObject().put("id", "ann").put("name", "Ann Archer")).put("visibility", "private")
      .put("thread", "t1").put("language", "en");
  }

  private static JsonObject envelope(String type, JsonObject data) {
    return new JsonObject().put("type", type).put("timestamp", "2026-03-02T08:59:30Z").put("data", data);
  }

  private static JsonObject cloudEvent(String type, Object data) {
    return new JsonObject().put("specversion", "1.0").put("id", "7").put("source", "/shop").put("type", type)
      .put("time", "2026-03-02T08:59:30Z").put("datacontenttype", "application/json").put("data", data);
  }

  private static void assertIsIt(Brought brought, String... ids) {
    assertEquals(List.of(ids), brought.mentions().stream().map(m -> m.externalId().value()).toList());
    for (Mention mention : brought.mentions()) {
      assertEquals("My parcel is late", mention.text());
      assertEquals("Ann Archer", mention.author().name());
      assertEquals(Visibility.PRIVATE, mention.context().visibility());
    }
  }

  @Test
  void a_mention_comes_alone_in_an_envelope_and_as_a_cloud_event_of_every_kind() {
    assertIsIt(read(Map.of(), mention("a").encode()), "a");
    assertIsIt(read(PLAIN, envelope("mention.created", mention("a")).encode()), "a");
    assertIsIt(read(STRUCTURED, cloudEvent("mention.created", mention("a")).encode()), "a");
    var base64 = Base64.getEncoder().encodeToString(mention("a").encode().getBytes());
    var inBytes = cloudEvent("mention.created", null).put("data_base64", base64);
    inBytes.remove("data");
    assertIsIt(read(STRUCTURED, inBytes.encode()), "a");
    assertIsIt(read(Map.of("content-type", "application/json", "ce-specversion", "1.0", "ce-id", "7", "ce-source",
      "/shop%20a+b", "ce-type", "mention.created"), mention("a").encode()), "a");
  }

  @Test
  void several_come_in_a_list() {
    assertIsIt(read(PLAIN, new JsonArray().add(mention("a")).add(envelope("mention.created", mention("b"))).encode()),
      "a", "b");
    assertIsIt(read(BATCH, new JsonArray().add(cloudEvent("mention.created", mention("a")))
      .add(cloudEvent("mention.created", mention("b"))).encode()), "a", "b");
    assertIsIt(read(BATCH, "[]"));
  }

  @Test
  void an_edit_and_a_deletion_say_when_in_their_own_words_or_in_those_of_the_event() {
    var edit = new JsonObject().put("externalId", "a").put("text", "My parcel is very late");
    assertEquals(List.of(new Change.Edited(new ExternalId("a"), "My parcel is very late",
      Instant.parse("2026-03-02T08:59:30Z"))), read(PLAIN, envelope("mention.edited", edit).encode()).changes());
    assertEquals(Instant.parse("2026-03-02T08:00:00Z"), read(PLAIN, envelope("mention.edited",
      edit.copy().put("at", "2026-03-02T09:00:00+01:00")).encode()).changes().getFirst().at());
    var gone = read(STRUCTURED, cloudEvent("mention.deleted", new JsonObject().put("externalId", "a")).encode());
    assertInstanceOf(Change.Deleted.class, gone.changes().getFirst());
    assertEquals(Instant.parse("2026-03-02T08:59:30Z"), gone.changes().getFirst().at());
    assertEquals(NOW, read(PLAIN, "{\"type\":\"mention.deleted\",\"data\":{\"externalId\":\"a\"}}").changes().getFirst()
      .at());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "nonsense", "null", "7", "\"x\"", "{}", "{\"type\":7}", "{\"type\":null}",
    "{\"type\":\"mention.created\"}", "{\"type\":\"mention.created\",\"data\":[]}",
    "{\"type\":\"mention.edited\",\"data\":{\"externalId\":\"a\"}}",
    "{\"type\":\"mention.deleted\",\"data\":{\"externalId\":\"a\",\"at\":\"+999999999-01-01T00:00:00Z\"}}", "{\"type\":\"mention.deleted\",\"data\":{}}"})
  void what_cannot_be_understood_is_unreadable_for_good(String body) {
    refusal(PLAIN, body);
    refusal(STRUCTURED, body);
  }

  @Test
  void a_parsers_own_words_are_kept_back_for_they_quote_the_customers() {
    assertEquals("it is not JSON", refusal(PLAIN, "mySecretSorrow"));
  }

  @Test
  void every_mistake_of_a_mention_is_said_at_once() {
    var why = refusal(PLAIN, mention("").put("account", "api").put("visibility", "friends").encode());
    assertTrue(why.contains("'account' is not a field of a mention"), why);
    assertTrue(why.contains("externalId is blank"), why);
    assertTrue(why.contains("visibility is 'friends'"), why);
  }

  @Test
  void an_event_of_another_kind_is_set_aside_with_the_kinds_there_are() {
    assertEquals("type is 'reply.created': Baton knows mention.created, mention.edited and mention.deleted",
      refusal(PLAIN, envelope("reply.created", mention("a")).encode()));
  }

  @Test
  void a_cloud_event_has_all_that_one_must_have() {
    for (var attribute : List.of("id", "source", "type", "specversion")) {
      var event = cloudEvent("mention.created", mention("a"));
      event.remove(attribute);
      assertEquals("the CloudEvent has no " + attribute, refusal(STRUCTURED, event.encode()));
    }
    assertTrue(refusal(STRUCTURED, cloudEvent("mention.created", mention("a")).put("specversion", "0.3").encode())
      .contains("1.0"));
    refusal(STRUCTURED, cloudEvent("mention.created", mention("a")).put("data_base64", "%%%").encode());
    refusal(BATCH, cloudEvent("mention.created", mention("a")).encode());
    refusal(Map.of("ce-specversion", "1.0", "ce-id", "7", "ce-type", "mention.created"), mention("a").encode());
  }

  @Test
  void one_of_a_list_that_cannot_be_understood_does_not_spoil_the_others() {
    var brought = read(PLAIN, new JsonArray().add(mention("a")).add(7).add(mention("b").put("text", " "))
      .add(envelope("mention.liked", mention("c"))).add(mention("d")).encode());
    assertIsIt(brought, "a", "d");
    assertEquals(List.of("", "b", "c"), brought.unreadable().stream().map(Unreadable::externalId).toList());
    assertTrue(brought.unreadable().get(1).raw().contains("\"externalId\":\"b\""));
  }

  @Test
  void more_in_one_list_than_is_taken_at_once_is_refused_before_it_is_read() {
    assertTrue(refusal(PLAIN, "[" + "1,".repeat(10_000) + "1]").contains("10000"));
  }
}
