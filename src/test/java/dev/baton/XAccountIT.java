package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.demo.Person;
import dev.baton.demo.SimulatedX;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An account on X in a whole gateway: polled and sent to, answered, its tokens kept sealed. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class XAccountIT {

  private static final Person ANN = new Person("Ann Archer", "ann", "en", "Leeds", 37, "+44113496001");
  private static final String SECRET = "test-consumer-secret";

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T10:00:00Z"));
  private SimulatedX network;
  private TestGateway gateway;

  @BeforeAll
  void start(Vertx vertx, @TempDir Path folder) throws IOException {
    network = new SimulatedX(vertx, clock, "unused", "northwind");
    var server = network.start(0).await();
    try (var files = Files.list(Path.of("config"))) {
      for (var file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Files.writeString(folder.resolve("accounts.yaml"), """

        x:
          channel: x
          brand: northwind
          queue: social
          server: %s
          client-id: client
          client-secret: secret
          refresh-token: refresh-0
          consumer-secret: %s
          every: 1s
      """.formatted(server, SECRET), StandardOpenOption.APPEND);
    gateway = TestGateway.on(vertx).clock(clock).config(folder).start();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private long caseOf(String externalId) {
    var query = "select coalesce(max(case_id), 0) from mention where external_id = '" + externalId + "'";
    Eventually.until("the mention " + externalId + " is here", () -> gateway.number(query) > 0);
    return gateway.number(query);
  }

  private static String signature(String body) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return "sha256=" + Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_mention_is_polled_and_answered_and_the_renewed_token_is_kept_sealed() {
    var id = caseOf(network.mention(ANN, "@northwind my parcel is late"));
    var ana = gateway.person("ana");
    ana.take(id).expect(200);
    var answerOn = ana.look(id).json().getJsonObject("answerOn");
    assertEquals("weighted characters", answerOn.getString("unit"));
    ana.reply(id, "x".repeat(281)).expect(422);
    ana.reply(id, "On its way: https://northwind.example/" + "y".repeat(300)).expect(202);

    Eventually.until("the answer is said", () -> network.said().stream().anyMatch(s -> s.text().startsWith("On its way")));
    var sealed = (String) gateway.rows("select encode(sealed, 'escape') from account_secret").getFirst().getFirst();
    assertFalse(sealed.contains("refresh-") || sealed.contains("access-"), sealed);
    assertEquals(0, gateway.number("select count(*) from mention where author_id = '" + SimulatedX.BRAND_ID + "'"));
  }

  @Test
  void what_the_network_sends_is_taken_once_beside_what_is_polled() throws Exception {
    var body = new JsonObject().put("data", new JsonObject().put("event_uuid", "2028400000000000001")
      .put("event_type", "post.mention.create").put("filter", new JsonObject().put("user_id", SimulatedX.BRAND_ID))
      .put("payload", new JsonObject().put("id", "2028400000000000001").put("text", "@northwind is it down?")
        .put("author_id", "2222").put("created_at", clock.instant().toString()))).encode();
    var nobody = gateway.stranger();
    nobody.post("/hooks/x", body, "x-twitter-webhooks-signature", "sha256=AAAA").expect(403);
    nobody.post("/hooks/x", body, "x-twitter-webhooks-signature", signature(body)).expect(200);
    nobody.post("/hooks/x", body, "x-twitter-webhooks-signature", signature(body)).expect(200);
    assertTrue(caseOf("2028400000000000001") > 0);
    assertEquals(1, gateway.number("select count(*) from delivery where dedup like '%2028400000000000001'"));
  }

  private JsonObject account() {
    return gateway.program().get("/api/accounts").expect(200).json().getJsonArray("accounts").stream()
      .map(JsonObject.class::cast).filter(a -> a.getString("name").equals("x")).findFirst().orElseThrow();
  }

  private long reads() {
    return gateway.number("select coalesce(sum(reads), 0) from account_usage u join account a on a.id = u.account_id"
      + " where a.name = 'x'");
  }

  @Test
  void that_what_is_sent_is_refused_is_told_beside_that_it_is_read_and_until_something_genuine_comes() throws Exception {
    var nobody = gateway.stranger();
    nobody.post("/hooks/x", "{}", "x-twitter-webhooks-signature", "sha256=AAAA").expect(403);
    var before = reads();
    Eventually.until("it is read on", () -> reads() > before + 1);
    var account = account();
    assertEquals("connected", account.getString("state"));
    assertTrue(account.getString("hookRefuses").contains("consumer-secret"), account::encode);
    assertTrue(account.getJsonObject("pace").getString("words").startsWith("every "), account::encode);

    var body = new JsonObject().put("data", new JsonObject().put("event_uuid", "77").put("event_type", "nothing.we.read"));
    nobody.post("/hooks/x", body.encode(), "x-twitter-webhooks-signature", signature(body.encode())).expect(200);
    assertEquals(null, account().getString("hookRefuses"));
    assertEquals("connected", account().getString("state"));
  }

  @Test
  void the_networks_challenge_is_answered() {
    var answer = gateway.stranger().get("/hooks/x?crc_token=challenge_string").expect(200);
    assertEquals("sha256=wbxoN8scmhw5dqzftzpj6g3uAnVpSktqxDDUHYNfIqA=", answer.json().getString("response_token"));
  }
}
