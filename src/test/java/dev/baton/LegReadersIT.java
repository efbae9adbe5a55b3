package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the customer said is for who may answer it and is of the house, and for no longer than the leg is open. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LegReadersIT {

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private TestGateway gateway;
  private Visitor ana;
  private int said;

  @BeforeAll
  void start(Vertx vertx) {
    gateway = TestGateway.on(vertx).clock(clock).with("BATON_PEOPLE_FIONA_ACCOUNT", "true").start();
    ana = gateway.person("ana");
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  /** @return the case */
  private long says(String customer, String words) {
    return gateway.program().mention(Mentions.of("said-" + ++said, customer, words, clock.instant())
      .put("visibility", "private"));
  }

  private long handOff(long caseId, String party) {
    ana.take(caseId).expect(200);
    ana.post("/api/cases/" + caseId + "/legs", new JsonObject().put("party", party).put("question", "Is the line up?"))
      .expect(200);
    return gateway.number("select max(id) from leg");
  }

  private Visitor holding(long leg, String person) {
    return gateway.stranger().saying("Authorization",
      "Leg " + gateway.linkTo(leg, person, clock.instant().plus(Duration.ofDays(30))));
  }

  private Visitor.Answer byLink(long leg, String person) {
    return holding(leg, person).get("/api/leg-link");
  }

  private static List<String> heard(Visitor.Answer answer) {
    var words = answer.expect(200).json().getJsonArray("said");
    return words == null ? null : words.stream().map(each -> ((JsonObject) each).getString("text")).toList();
  }

  private void pass(long leg, String from, String to) {
    holding(leg, from).post("/api/leg-link/pass", new JsonObject().put("to", to)).expect(200);
  }

  @Test
  void a_vendor_to_whom_a_department_passes_a_leg_reads_the_question_and_none_of_the_customers_words() {
    var leg = handOff(says("rosa", "My router is down"), "department:technical");
    assertEquals(List.of("My router is down"), heard(byLink(leg, "tom")));
    pass(leg, "tom", "fiona");

    var fiona = byLink(leg, "fiona");
    assertEquals("Is the line up?", fiona.expect(200).json().getString("question"));
    assertNull(heard(fiona), "by her link");
    try (var signedIn = gateway.person("fiona")) {
      assertNull(heard(signedIn.get("/api/legs/" + leg)), "and signed in");
      assertNull(heard(signedIn.post("/api/legs/" + leg + "/accept", null)), "whatever she does");
    }
  }

  @Test
  void who_passed_a_leg_on_and_cannot_take_it_any_more_hears_nothing_new() {
    var caseId = says("kim", "My phone is dead");
    var leg = handOff(caseId, "department:technical");
    pass(leg, "tom", "paula");
    holding(leg, "paula").post("/api/leg-link/accept", null).expect(200);
    assertEquals(caseId, says("kim", "Here is my number"));

    assertNull(heard(byLink(leg, "tom")), "his department's, and in another's hand");
    assertEquals(List.of("My phone is dead", "Here is my number"), heard(byLink(leg, "paula")));
    pass(leg, "paula", "rita");
    byLink(leg, "paula").expect(404);
  }

  @Test
  void when_a_leg_has_ended_its_links_show_nothing_that_the_customer_said_later() {
    var caseId = says("lee", "My tablet is slow");
    var leg = handOff(caseId, "department:billing");
    ana.post("/api/cases/" + caseId + "/legs/" + leg + "/withdraw", null).expect(200);
    clock.advance(Duration.ofMinutes(1));
    assertEquals(caseId, says("lee", "My account is 12345"));
    assertEquals(List.of("My tablet is slow"), heard(byLink(leg, "paula")));

    var answered = handOff(caseId, "department:billing");
    holding(answered, "paula").post("/api/leg-link/answer", new JsonObject().put("text", "Paid")).expect(200);
    clock.advance(Duration.ofMinutes(1));
    assertEquals(caseId, says("lee", "And my street is"));
    assertEquals(List.of("My tablet is slow", "My account is 12345"), heard(byLink(answered, "paula")));
  }
}
