package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.Secret;
import dev.baton.connector.Signature;
import dev.baton.demo.SimulatedReceiver;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A program of somebody's own is a network: the whole gateway, over HTTP, in and out. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookChannelIT {

  private static final Secret SECRET = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final String ACCOUNT = """
    shop:
      channel: webhook
      brand: northwind
      queue: social
      secrets: [%s, "the one that comes after it"]
      answer-url: %s/answers
      allow-private: true
    """;

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T10:00:00Z"));
  private SimulatedReceiver receiver;
  private TestGateway gateway;
  private Contract contract;
  private Visitor sender;
  private Visitor omar;
  private int sent;

  @BeforeAll
  void start(Vertx vertx) {
    receiver = new SimulatedReceiver(vertx, List.of(SECRET));
    gateway = TestGateway.on(vertx).clock(clock)
      .accounts(ACCOUNT.formatted(SECRET.value(), receiver.start().await())).start();
    sender = gateway.stranger();
    contract = new Contract(sender.get("/api/openapi.yaml").expect(200).text());
    omar = gateway.person("omar");
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @BeforeEach
  void later() {
    clock.advance(Duration.ofMinutes(10));
  }

  private Visitor.Answer post(String id, String body) {
    return post("shop", id, body, SECRET, "Content-Type", "application/json");
  }

  private Visitor.Answer post(String account, String id, String body, Secret secret, String... more) {
    var headers = MultiMap.caseInsensitiveMultiMap();
    Signature.put(headers, List.of(secret), id, clock.instant(), Buffer.buffer(body));
    var all = new ArrayList<>(List.of(more));
    headers.forEach(h -> all.addAll(List.of(h.getKey(), h.getValue())));
    return sender.post("/hooks/" + account, body, all.toArray(String[]::new));
  }

  private JsonObject mention(String id, String text) {
    var mention = Mentions.of(id, "author-of-" + id, text, clock.instant());
    mention.remove("account");
    return mention;
  }

  private String fresh() {
    return "w" + ++sent;
  }

  private long mentions(String id) {
    return gateway.number("select count(*) from mention where external_id = '" + id + "'");
  }

  private long deliveries(String id, String state) {
    return gateway.number("select count(*) from delivery where dedup = '" + id + "' and state = '" + state + "'");
  }

  private void read(String id) {
    Eventually.until("the delivery " + id + " is read", () -> deliveries(id, "read") == 1);
  }

  private JsonObject account() {
    return omar.get("/api/accounts").expect(200).json().getJsonArray("accounts").stream()
      .map(JsonObject.class::cast).filter(a -> a.getString("name").equals("shop")).findFirst().orElseThrow();
  }

  @Test
  void what_a_program_sends_becomes_a_case_and_the_answer_reaches_it_once() {
    var id = fresh();
    post(id, new JsonObject().put("type", "mention.created").put("timestamp", clock.instant().toString())
      .put("data", mention(id, "My parcel is late")).encode()).expect(202);
    read(id);
    var caseId = gateway.number("select case_id from mention where external_id = '" + id + "'");
    var ana = gateway.person("ana");
    ana.take(caseId).expect(200);
    ana.reply(caseId, "On its way.").expect(202);
    Eventually.until("the answer arrives", () -> receiver.said().stream().anyMatch(s -> s.inReplyTo().equals(id)));
    receiver.bodies().forEach(body -> contract.holdsSchema("ReplyMessage", body));
    Eventually.until("it is accepted", () -> gateway.number("select count(*) from reply where state = 'accepted'"
      + " and url like 'https://shop.example/r%' and case_id = " + caseId) == 1);
  }

  @Test
  void what_is_sent_again_is_kept_once() {
    var id = fresh();
    var body = mention(id, "My parcel is late").encode();
    post(id, body).expect(202);
    clock.advance(Duration.ofMinutes(7));
    post(id, body).expect(202);
    read(id);
    post(fresh(), body).expect(202);
    read("w" + sent);
    assertEquals(1, mentions(id));
  }

  @Test
  void it_is_kept_when_it_is_answered_and_not_answered_well_when_it_is_not_kept() {
    var id = fresh();
    var body = mention(id, "My parcel is late").encode();
    TestDatabase.change(gateway.database(), "alter table delivery add constraint unlucky check (dedup <> '" + id + "')");
    var failed = post(id, body);
    assertTrue(failed.status() >= 500, failed::text);
    assertEquals(0, gateway.number("select count(*) from delivery where dedup = '" + id + "'"));
    TestDatabase.change(gateway.database(), "alter table delivery drop constraint unlucky");
    post(id, body).expect(202);
    assertEquals(1, gateway.number("select count(*) from delivery where dedup = '" + id + "'"));
    read(id);
  }

  @Test
  void garbage_is_kept_shown_to_who_can_mend_it_and_can_be_read_again() {
    var id = fresh();
    post(id, "{\"externalId\": \"" + id + "\", \"text\": ").expect(202);
    Eventually.until("it is set aside", () -> deliveries(id, "unreadable") == 1);
    var shown = omar.get("/api/deliveries").expect(200).json().getJsonArray("deliveries").getJsonObject(0);
    assertEquals("shop", shown.getString("account"));
    assertTrue(shown.getString("cause").contains("not JSON"), shown::encode);
    assertTrue(shown.getString("body").contains(id), shown::encode);
    sender.get("/api/deliveries").expect(401);
    TestDatabase.change(gateway.database(), "update delivery set body = convert_to('" + mention(id, "mended").encode()
      + "', 'UTF8') where id = " + shown.getLong("id"));
    omar.post("/api/deliveries/" + shown.getLong("id") + "/replay", null).expect(202);
    read(id);
    assertEquals(1, mentions(id));
  }

  @Test
  void of_a_list_what_cannot_be_understood_is_shown_each_and_the_rest_is_kept() {
    var id = fresh();
    post(id, new JsonArray().add(mention(id, "My parcel is late")).add("one").add("two").encode()).expect(202);
    read(id);
    assertEquals(1, mentions(id));
    var items = omar.get("/api/deliveries").expect(200).json().getJsonArray("items");
    assertEquals(List.of("one", "two"), items.stream().map(i -> ((JsonObject) i).getString("body")).sorted().toList());
  }

  @Test
  void an_edit_and_a_deletion_stand_beside_what_was_said() {
    var id = fresh();
    post(id, mention(id, "My parcel is lat").encode()).expect(202);
    read(id);
    post(id + "-e", new JsonObject().put("type", "mention.edited").put("timestamp", clock.instant().toString())
      .put("data", new JsonObject().put("externalId", id).put("text", "My parcel is late")).encode()).expect(202);
    post(id + "-d", new JsonObject().put("type", "mention.deleted")
      .put("data", new JsonObject().put("externalId", id)).encode()).expect(202);
    read(id + "-e");
    read(id + "-d");
    assertEquals(2, gateway.number("select count(*) from mention_change where external_id = '" + id + "'"));
  }

  @Test
  void a_cloud_event_is_taken_and_its_sender_may_ask_before() {
    var asked = sender.send(HttpMethod.OPTIONS, "/hooks/shop", null, "WebHook-Request-Origin", "events.example").await();
    assertEquals("events.example", asked.expect(200).header("WebHook-Allowed-Origin"));
    assertEquals("*", asked.header("WebHook-Allowed-Rate"));
    var id = fresh();
    for (var attempt = 0; attempt < 2; attempt++) {
      post("shop", id + "-" + attempt, mention(id, "My parcel is late").encode(), SECRET, "ce-specversion", "1.0",
        "ce-type", "mention.created", "ce-source", "/shop", "ce-id", id, "Content-Type", "application/json").expect(202);
    }
    Eventually.until("it is read", () -> mentions(id) == 1);
    assertEquals(1, gateway.number("select count(*) from delivery where head ->> 'ce-id' = '" + id + "'"));
  }

  @Test
  void what_is_signed_with_another_secret_is_refused_and_the_account_says_so_until_it_is_right() {
    var id = fresh();
    var body = mention(id, "My parcel is late").encode();
    post("shop", id, body, new Secret("the secret of somebody else"), "Content-Type", "application/json").expect(401);
    assertEquals("refusing", account().getString("state"));
    assertTrue(account().getString("note").contains("secrets"), account()::encode);
    assertEquals(0, gateway.number("select count(*) from delivery where dedup = '" + id + "'"));
    post("shop", id, body, new Secret("the one that comes after it"), "Content-Type", "application/json").expect(202);
    Eventually.until("the account is open", () -> account().getString("state").equals("open"));
  }

  @Test
  void what_was_recorded_is_not_believed_later() {
    var id = fresh();
    var body = mention(id, "My parcel is late").encode();
    var headers = MultiMap.caseInsensitiveMultiMap();
    Signature.put(headers, List.of(SECRET), id, clock.instant(), Buffer.buffer(body));
    clock.advance(Duration.ofMinutes(6));
    sender.post("/hooks/shop", body, "webhook-id", id, "webhook-timestamp", headers.get("webhook-timestamp"),
      "webhook-signature", headers.get("webhook-signature")).expect(401);
  }

  @Test
  void what_is_too_large_or_for_nobody_is_refused() {
    post(fresh(), "x".repeat(4 << 20)).expect(202);
    post(fresh(), "x".repeat((4 << 20) + 1)).expect(413);
    post("nobody", fresh(), "{}", SECRET).expect(404);
    post("phone", fresh(), "{}", SECRET).expect(404);
    sender.get("/hooks/shop").expect(405);
    assertFalse(account().getString("state").equals("off"));
  }

  @Test
  void a_full_body_is_read_without_holding_anybody_up() {
    var id = fresh();
    var many = new JsonArray();
    for (var i = 0; i < 190; i++) {
      many.add(mention(id + "-" + i, "x".repeat(20_000)).put("author", new JsonObject().put("id", "one")));
    }
    post(id, many.encode()).expect(202);
    Eventually.until("all are kept", Duration.ofSeconds(60), () -> deliveries(id, "read") == 1);
    assertEquals(190, gateway.number("select count(*) from mention where external_id like '" + id + "-%'"));
  }
}
