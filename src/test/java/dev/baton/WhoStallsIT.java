package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Departments and vendors on the monitor: what they have, what is late, how long they really take. */
@ExtendWith(EventLoops.class)
class WhoStallsIT {

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private TestGateway gateway;

  @BeforeEach
  void start(Vertx vertx) {
    gateway = TestGateway.on(vertx).clock(clock).start();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private long ask(String customer, String party) {
    var ana = gateway.person("ana");
    var caseId = gateway.program().mention(Mentions.of(customer, customer, "Where is it?", clock.instant()));
    ana.post("/api/cases/" + caseId + "/legs", new JsonObject().put("party", party).put("question", "Where?")).expect(200);
    return ana.look(caseId).json().getJsonArray("legs").getJsonObject(0).getLong("id");
  }

  /** The monitor keeps its numbers for a second; every look is a new one's. */
  private JsonObject party(String key, long open) {
    Eventually.until(key + " has " + open + " open", () -> look(key).getLong("open") == open);
    return look(key);
  }

  private JsonObject look(String key) {
    return gateway.program().get("/api/monitor").expect(200).json().getJsonArray("parties").stream()
      .map(JsonObject.class::cast).filter(p -> p.getString("key").equals(key)).findFirst().orElseThrow();
  }

  @Test
  void what_a_department_did_with_its_legs_stands_on_the_monitor() {
    var idle = party("vendor:fixit", 0);
    assertEquals("FixIt field engineers", idle.getString("title"));
    assertEquals("vendor", idle.getString("kind"));
    assertNull(idle.getValue("medianAnswerMinutes"));
    assertNull(idle.getValue("oldestSince"));

    var answered = ask("kim", "department:technical");
    clock.advance(Duration.ofMinutes(9));
    gateway.person("tom").post("/api/legs/" + answered + "/answer", new JsonObject().put("text", "Here")).expect(200);
    ask("lee", "department:technical");

    var fair = party("department:technical", 1);
    assertEquals(0, fair.getLong("overdue"));
    assertEquals(clock.instant().toString(), fair.getString("oldestSince"));
    assertEquals(1, fair.getLong("answered"));
    assertEquals(9, fair.getDouble("medianAnswerMinutes"));
    assertEquals(0, fair.getLong("acceptedLate"));

    clock.advance(Duration.ofMinutes(10));
    gateway.runDueObligations(); // to the next in line
    clock.advance(Duration.ofMinutes(10));
    gateway.runDueObligations(); // back to the owner

    var stalling = party("department:technical", 0);
    assertEquals(1, stalling.getLong("returned"));
    assertEquals(1, stalling.getLong("acceptedLate"), "one leg, however often it was offered");
  }
}
