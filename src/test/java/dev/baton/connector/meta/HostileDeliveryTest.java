package dev.baton.connector.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.Secret;
import dev.baton.connector.Brought;
import dev.baton.connector.Hook;
import dev.baton.connector.SourceException;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.mention.Author;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Mention;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deliveries that are signed and still not what anybody would send. */
class HostileDeliveryTest {

  private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");

  private final Vertx vertx = Vertx.vertx();
  private final MetaConfig config = new MetaConfig(URI.create("http://127.0.0.1:1"), "v25.0", "10293", new Secret("t"),
    List.of(new Secret("s")), new Secret("v"), "");
  private final Graph graph = new Graph(new Tools(vertx, InstantSource.system(), new Random(1), Wire.Limits.USUAL, "m"),
    config);
  private final DirectMessages messages = new DirectMessages(graph, () -> NOW, "10293", "name");

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Brought read(MetaHook.Reading reading, String body) {
    return MetaHook.named(config, reading).read(new Hook.Delivery(Map.of(), Buffer.buffer(body), NOW)).await();
  }

  private static String delivery(String key, String items) {
    return "{\"object\":\"page\",\"entry\":[{\"id\":\"10293\",\"time\":1785312004,\"" + key + "\":[" + items + "]}]}";
  }

  private Future<Brought> direct(Event event, Instant at) {
    return event instanceof Event.Messaged(var account, var item) ? messages.read(item, at)
      : Future.succeededFuture(Brought.NOTHING);
  }

  private static Brought one(Event event) {
    return Gathered.of(new Mention(new ExternalId("m" + event.hashCode()), new Author("a", "", "", 0, "", ""), "Hi", NOW,
      Mention.Context.NONE));
  }

  @Test
  void a_delivery_whose_every_part_has_to_be_asked_about_is_read_to_its_end() {
    var changes = IntStream.range(0, 20_000).mapToObj(i -> "{\"field\":\"mention\",\"value\":{\"n\":" + i + "}}")
      .collect(Collectors.joining(","));
    var context = vertx.getOrCreateContext();
    var brought = read((event, at) -> {
      var later = Promise.<Brought>promise();
      context.runOnContext(v -> later.complete(one(event)));
      return later.future();
    }, delivery("changes", changes));
    assertEquals(20_000, brought.mentions().size());
  }

  @Test
  void an_echo_that_names_what_no_database_can_look_for_is_cleaned() {
    var brought = read(this::direct, delivery("messaging", "{\"sender\":{\"id\":\"10293\"},\"recipient\":{\"id\":\"1\"},"
      + "\"message\":{\"mid\":\"m_1\",\"is_echo\":true,\"metadata\":\"baton:a\\u0000\\ud800\"}},"
      + "{\"sender\":{\"id\":\"1\"},\"recipient\":{\"id\":\"10293\"},\"delivery\":{\"mids\":[\"m\\u0000\\udfff\"]}}"));
    for (var receipt : brought.receipts()) {
      assertFalse((receipt.attemptKey() + receipt.externalId()).chars().anyMatch(c -> c == 0
        || Character.isSurrogate((char) c)));
    }
    assertEquals(2, brought.receipts().size());
  }

  @Test
  void a_message_that_is_hostile_in_every_field_spoils_no_other() {
    var hostile = List.of("{}", "null", "7", "[]", "{\"message\":{\"mid\":\"\\u0000\",\"text\":\"x\"}}",
      "{\"sender\":{\"id\":\"\"},\"message\":{\"mid\":\"m\"}}", "{\"sender\":7,\"message\":{\"mid\":{},\"text\":[]}}",
      "{\"sender\":{\"id\":\"../me?x=\\r\\n y\"},\"timestamp\":-1,\"message\":{\"mid\":\"m_x\",\"text\":\"\\u0000\"}}",
      "{\"sender\":{\"id\":\"1\"},\"timestamp\":1,\"message\":{\"mid\":\"m_1970\",\"text\":\"old\"}}",
      "{\"sender\":{\"id\":\"1\"},\"timestamp\":99999999999999999999,\"message\":{\"mid\":\"m_late\",\"text\":\"late\"}}",
      "{\"sender\":{\"id\":\"1\"},\"message\":{\"mid\":\"m_a\",\"attachments\":[7,{},{\"type\":\"image\","
        + "\"payload\":{\"url\":\"javascript:alert(1)\"}}]}}");
    var brought = read(this::direct, delivery("messaging", String.join(",", hostile)
      + ",{\"sender\":{\"id\":\"1\"},\"message\":{\"mid\":\"good\",\"text\":\"good\"}}"));
    var ids = brought.mentions().stream().map(m -> m.externalId().value()).toList();
    assertTrue(ids.contains("good") && ids.contains("m_late") && ids.contains("m_1970"), ids.toString());
  }

  @Test
  void what_is_nested_a_thousand_deep_or_is_no_text_is_no_delivery() {
    for (var body : List.of("", "[]", "\"x\"", "{\"entry\":7}", "{\"entry\":" + "[".repeat(100_000) + "]".repeat(100_000)
      + "}", "{\"entry\":" + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000) + "}", "\u0000", "{\"entry\":[1")) {
      assertThrows(IllegalArgumentException.class, () -> read(this::direct, body));
    }
  }

  @Test
  void while_the_network_cannot_be_asked_the_whole_waits() {
    assertThrows(SourceException.class, () -> read((event, at) ->
      Future.failedFuture(SourceException.unanswered("later", null)), delivery("messaging", "{\"a\":1}")));
  }

  @Test
  void only_the_whole_signature_over_the_very_bytes_is_believed() {
    var hook = MetaHook.named(config, this::direct);
    var body = delivery("messaging", "{}");
    var good = MetaCalls.sends("s", body);
    assertTrue(hook.hear(good, NOW) instanceof Hook.Verdict.Keep);
    var signature = good.headers().get("X-Hub-Signature-256");
    for (var wrong : List.of("", "sha256=", signature.substring(0, 20), signature.replace("sha256=", "sha1="),
      signature.substring(7), signature + "00", signature + "\u0000", "sha256=" + "f".repeat(64))) {
      var call = MetaCalls.sends("s", body);
      call.headers().remove("X-Hub-Signature-256");
      call.headers().set("X-Hub-Signature-256", (CharSequence) wrong.replace("\u0000", "%00"));
      assertTrue(hook.hear(call, NOW) instanceof Hook.Verdict.Refuse, wrong);
    }
    assertTrue(hook.hear(new Hook.Call("POST", good.url(), good.query(), good.headers(),
      Buffer.buffer(body + " ")), NOW) instanceof Hook.Verdict.Refuse);
    assertEquals(new JsonObject(body), good.body().toJsonObject());
  }
}
