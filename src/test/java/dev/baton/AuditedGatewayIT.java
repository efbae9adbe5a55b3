package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A whole gateway at work, and somebody outside who listens whether it knocks. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditedGatewayIT {

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private final AtomicInteger knocks = new AtomicInteger();
  private TestGateway gateway;

  @BeforeAll
  void start(Vertx vertx) {
    var outside = vertx.createHttpServer().requestHandler(request -> {
      knocks.incrementAndGet();
      request.response().end();
    }).listen(0, "127.0.0.1").await();
    gateway = TestGateway.on(vertx).clock(clock).with("BATON_AUDIT_EVERY", "5s")
      .with("BATON_AUDIT_HEARTBEAT", "http://127.0.0.1:" + outside.actualPort() + "/ping").start();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private JsonObject audit() {
    return gateway.person("omar").get("/api/monitor").expect(200).json().getJsonObject("audit");
  }

  @Test
  void a_busy_gateway_knocks_until_something_does_not_go_on_and_again_when_it_is_mended() {
    Eventually.until("it knocks soon after its start", () -> knocks.get() > 0);
    var program = gateway.program();
    var cases = IntStream.range(0, 20).mapToObj(i -> program.mention(
      Mentions.of("m" + i, "author" + i, "Where is parcel " + i + "?", clock.instant()))).toList();
    gateway.person("ana").reply(cases.getFirst(), "It arrives tomorrow").expect(202);
    var busy = knocks.get();
    Eventually.until("it knocks while it is busy", () -> knocks.get() > busy);
    assertEquals(List.of(), audit().getJsonArray("findings").getList());
    assertTrue(audit().getInteger("ageSeconds") >= 0);

    TestDatabase.change(gateway.database(), "set session_replication_role = replica; update obligation set running = false,"
      + " outcome = 'met', closed_at = opened_at where case_id = " + cases.get(7));
    Eventually.until("it is found", () -> !audit().getJsonArray("findings").isEmpty());
    var silent = knocks.get();
    var finding = audit().getJsonArray("findings").getJsonObject(0);
    assertEquals("naked", finding.getString("kind"));
    assertEquals(new JsonArray().add(program.look(cases.get(7)).json().getString("reference")),
      finding.getJsonArray("examples"));
    assertEquals(1, gateway.person("omar").get("/api/monitor").json().getJsonObject("laws").getInteger("nakedCases"));
    assertFalse(audit().getString("at").isEmpty());
    assertEquals(silent, knocks.get(), "not a knock since");

    TestDatabase.change(gateway.database(), "update obligation set running = true, outcome = '', closed_at = null"
      + " where case_id = " + cases.get(7));
    Eventually.until("it knocks again", () -> knocks.get() > silent);
    assertEquals(List.of(), audit().getJsonArray("findings").getList());
  }
}
