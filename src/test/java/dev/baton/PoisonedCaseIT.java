package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people see while one case makes no sense to Baton, and what a supervisor can do about it. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoisonedCaseIT {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private final MovedClock clock = new MovedClock(START);
  private TestGateway gateway;
  private Visitor program;
  private Visitor omar;
  private List<Long> cases;
  private long poisoned;

  @BeforeAll
  void start(Vertx vertx) {
    gateway = TestGateway.on(vertx).clock(clock).start();
    program = gateway.program();
    omar = gateway.person("omar");
    cases = IntStream.range(0, 5)
      .mapToObj(i -> program.mention(Mentions.of("m" + i, "author" + i, "Where is parcel " + i + "?", START))).toList();
    poisoned = cases.get(2);
    clock.advance(Duration.ofMinutes(5));
    gateway.runDueObligations();
    TestDatabase.change(gateway.database(), "update cases set dealings = '{\"legs\": 7}' where id = " + poisoned);
    clock.advance(Duration.ofMinutes(15));
    gateway.runDueObligations();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private JsonObject monitor() {
    return omar.get("/api/monitor").expect(200).json();
  }

  @Test
  void it_stands_in_the_inbox_the_monitor_and_the_feed_and_can_be_looked_at_and_the_others_are_as_ever() {
    assertEquals(5, omar.get("/api/inbox").expect(200).json().getJsonArray("items").size());
    var shown = omar.look(poisoned).json();
    assertEquals(new JsonArray(), shown.getJsonArray("ifNobodyActs"), "nothing can be said of what comes");
    assertFalse(shown.getJsonArray("timeline").isEmpty());
    var feed = omar.live("");
    assertEquals(5, feed.next("snapshot").getJsonArray("items").size());
    feed.close();

    var climbing = monitor().getJsonArray("climbing").stream().map(JsonObject.class::cast).toList();
    assertEquals(5, climbing.size());
    climbing.forEach(c -> assertEquals(c.getJsonObject("item").getLong("id") == poisoned,
      c.getJsonObject("next") == null, c::encode));
  }

  @Test
  void it_is_shown_as_set_aside_with_its_cause_and_the_last_resort_is_told() {
    var aside = monitor().getJsonArray("setAside");
    assertEquals(1, aside.size());
    var one = aside.getJsonObject(0);
    assertEquals(poisoned, one.getLong("caseId"));
    assertTrue(one.getString("reference").startsWith("B-" + poisoned + "-"));
    assertEquals("northwind", one.getString("brand"));
    assertEquals(START.plus(Duration.ofMinutes(20)).toString(), one.getString("since"));
    assertEquals(START.plus(Duration.ofMinutes(21)).toString(), one.getString("retryAt"));
    assertEquals(1, one.getInteger("tries"));
    assertTrue(one.getString("cause").startsWith("ClassCastException"), one::encode);
    assertEquals(List.of(List.of("ines")), gateway.rows("select person from notice where subject = 'set-aside'"));
  }

  @Test
  void an_agent_who_acts_on_it_is_told_that_it_is_batons_mistake() {
    assertEquals(500, gateway.person("ana").take(poisoned).status());
  }

  @Test
  void a_supervisor_has_it_tried_again_and_it_goes_on_once_it_is_mended() {
    var broken = program.mention(Mentions.of("later", "later", "Where is parcel 7?", clock.instant()));
    TestDatabase.change(gateway.database(), "update cases set dealings = '{\"legs\": 7}' where id = " + broken);
    TestDatabase.change(gateway.database(), "insert into set_aside values ('northwind', " + broken + ", '" + clock.instant()
      + "', 3, '" + clock.instant().plus(Duration.ofHours(1)) + "', 'planted')");
    var retry = "/api/cases/" + broken + "/retry";

    var still = omar.post(retry, null).expect(200).json().getJsonObject("setAside");
    assertEquals(4, still.getInteger("tries"));
    assertTrue(still.getString("cause").startsWith("ClassCastException"));

    TestDatabase.change(gateway.database(), "update cases set dealings = '{}' where id = " + broken);
    assertEquals(null, omar.post(retry, null).expect(200).json().getJsonObject("setAside"));
    assertEquals(0, gateway.number("select count(*) from set_aside where case_id = " + broken));
    omar.post(retry, null).expect(404);
  }

  @Test
  void only_supervisors_have_cases_tried_again() {
    var retry = "/api/cases/" + poisoned + "/retry";
    gateway.stranger().post(retry, null).expect(401);
    gateway.person("ana").post(retry, null).expect(403);
    program.post(retry, null).expect(403);
    omar.post("/api/cases/" + cases.getFirst() + "/retry", null).expect(404);
    omar.post("/api/cases/nonsense/retry", null).expect(404);
  }
}
