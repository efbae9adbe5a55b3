package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.connector.meta.MetaCalls;
import dev.baton.demo.Said;
import dev.baton.demo.SimulatedGraph;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A WhatsApp number and a page in private, of one app with one address: the whole gateway, over HTTP, in and out. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetaChannelsIT {

  private static final String SECRET = "app-secret";
  private static final String ACCOUNTS = """
    chat:
      channel: whatsapp
      brand: northwind
      queue: social
      server: %1$s
      phone-number-id: "%2$s"
      business-account: "%3$s"
      token: good
      app-secret: app-secret
      verify-token: made-up
    private:
      channel: messenger
      brand: northwind
      queue: social
      server: %1$s
      page: "%4$s"
      token: good
      app-secret: app-secret
      verify-token: made-up-as-well
    """;

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T10:00:00Z"));
  private SimulatedGraph network;
  private TestGateway gateway;
  private Visitor meta;

  @BeforeAll
  void start(Vertx vertx) {
    network = new SimulatedGraph(vertx, clock, "good", SECRET);
    var server = network.start(0).await();
    gateway = TestGateway.on(vertx).clock(clock).accounts(ACCOUNTS.formatted(server, SimulatedGraph.PHONE,
      SimulatedGraph.BUSINESS, SimulatedGraph.PAGE)).start();
    meta = gateway.stranger();
  }

  @AfterAll
  void stop() {
    gateway.close();
    network.close().await();
  }

  private Visitor.Answer sends(String account, String secret, JsonObject body) {
    var call = MetaCalls.sends(secret, body);
    return meta.post("/hooks/" + account, call.body().toString(), "Content-Type", "application/json",
      "X-Hub-Signature-256", call.headers().get("X-Hub-Signature-256"));
  }

  private static void becomesAnAnsweredCase(TestGateway gateway, String externalId) {
    Eventually.until(externalId + " is there",
      () -> gateway.number("select count(*) from mention where external_id = '" + externalId + "'") == 1);
    var caseId = gateway.number("select case_id from mention where external_id = '" + externalId + "'");
    var ana = gateway.person("ana");
    ana.take(caseId).expect(200);
    ana.reply(caseId, "Yes, in grün.").expect(202);
    Eventually.until("the answer is accepted",
      () -> gateway.number("select count(*) from reply where state = 'accepted' and case_id = " + caseId) == 1);
  }

  @Test
  void the_address_answers_when_meta_tries_it() {
    assertEquals("115820", meta.get("/hooks/chat?hub.mode=subscribe&hub.challenge=115820&hub.verify_token=made-up")
      .expect(200).text());
    meta.get("/hooks/chat?hub.mode=subscribe&hub.challenge=115820&hub.verify_token=guessed").expect(403);
  }

  @Test
  void a_message_becomes_a_case_its_answer_leaves_once_and_comes_back_where_it_cannot_be_delivered() {
    var message = new JsonObject().put("from", "16505551234").put("id", "wamid.HBgL").put("type", "text")
      .put("timestamp", String.valueOf(clock.instant().getEpochSecond()))
      .put("text", new JsonObject().put("body", "Gibt es das in Grün? äöå"));
    var body = MetaCalls.delivery("whatsapp_business_account", MetaCalls.entry(SimulatedGraph.BUSINESS, 0, "changes",
      MetaCalls.change("messages", new JsonObject().put("messages", new JsonArray().add(message))
        .put("metadata", new JsonObject().put("phone_number_id", SimulatedGraph.PHONE)))));
    sends("chat", "somebody-elses", body).expect(401);
    sends("chat", SECRET, body).expect(200);
    sends("chat", SECRET, body).expect(200);
    becomesAnAnsweredCase(gateway, "wamid.HBgL");
    assertEquals(1, said("wamid.HBgL").size());
    assertEquals(1, gateway.number("select count(*) from mention where body = 'Gibt es das in Grün? äöå'"));
    sends("chat", SECRET, undeliverable(said("wamid.HBgL").getFirst().key())).expect(200);
    Eventually.until("the acceptance is taken back",
      () -> gateway.number("select count(*) from reply where state = 'refused' and cause like '(#131026)%'") == 1);
  }

  private List<Said> said(String inReplyTo) {
    return network.said().stream().filter(s -> s.inReplyTo().equals(inReplyTo)).toList();
  }

  private static JsonObject undeliverable(String attemptKey) {
    var status = new JsonObject().put("id", "wamid.whatever").put("status", "failed").put("timestamp", "1772445700")
      .put("biz_opaque_callback_data", attemptKey)
      .put("errors", new JsonArray().add(new JsonObject().put("code", 131026).put("title", "Message undeliverable")));
    return MetaCalls.delivery("whatsapp_business_account", MetaCalls.entry(SimulatedGraph.BUSINESS, 1, "changes",
      MetaCalls.change("messages", new JsonObject().put("statuses", new JsonArray().add(status))
        .put("metadata", new JsonObject().put("phone_number_id", SimulatedGraph.PHONE)))));
  }

  @Test
  void a_message_to_the_page_comes_in_at_the_other_accounts_address() {
    network.there("7392", new JsonObject().put("name", "Ann Archer"));
    sends("chat", SECRET, MetaCalls.delivery("page", MetaCalls.entry(SimulatedGraph.PAGE, 0, "messaging",
      MetaCalls.from("7392", SimulatedGraph.PAGE, clock.instant().toEpochMilli(), "message",
        new JsonObject().put("mid", "m_AbC1").put("text", "Is the blue one in stock?"))))).expect(200);
    becomesAnAnsweredCase(gateway, "m_AbC1");
    assertTrue(network.said().stream().anyMatch(s -> s.inReplyTo().equals("7392") && s.key().startsWith("baton:")));
  }
}
