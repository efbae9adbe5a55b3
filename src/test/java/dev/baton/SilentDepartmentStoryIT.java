package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The waiting community manager: she hands the case to a department in which nobody does anything for a week. Each time
 * it is back in a hand within the accept time, and nobody's clock is forgotten meanwhile.
 */
@ExtendWith(EventLoops.class)
class SilentDepartmentStoryIT {

  private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);
  /** As agreements.yaml has it for the technical department. */
  private static final Duration ACCEPT = Duration.ofMinutes(10);
  private static final List<String> TECHNICIANS = List.of("tom", "rita");

  private final MovedClock clock = new MovedClock(MONDAY);

  @Test
  void a_department_that_is_silent_for_a_week_keeps_no_case_longer_than_the_accept_time(Vertx vertx) {
    try (var gateway = TestGateway.on(vertx).clock(clock).start()) {
      var ana = gateway.program().saying("On-Behalf-Of", "ana");
      var caseId = ana.mention(Mentions.of("said-1", "rosa", "My router is down and nobody helps", clock.instant()));
      var asked = new ArrayList<String>();
      for (var shift = 0; clock.instant().isBefore(MONDAY.plus(WEEK)); shift++) {
        ana.take(caseId);
        ana.post("/api/cases/" + caseId + "/legs",
          new JsonObject().put("party", "department:technical").put("question", "Is her line up?")).expect(200);
        untilItIsBack(gateway, ana, caseId, asked);
        passUntil(gateway, ana, caseId, MONDAY.plus(Duration.ofHours(12L * (shift + 1))));
      }
      assertEquals(28, asked.size(), "two technicians, each half day: " + asked);
      assertTrue(gateway.number("select count(*) from escalation where person = 'ines'") > 100, "and so for ever");
      assertEquals(MONDAY.toString(), ana.look(caseId).json().getString("waitingSince"), "she still waits since Monday");
      assertEquals(0, gateway.number("select count(*) from cases where owner = ''"));
    }
  }

  /** Every hand has it for the accept time and no longer; then the owner has it again, and it climbs. */
  private void untilItIsBack(TestGateway gateway, Visitor ana, long caseId, List<String> asked) {
    while (true) {
      var shown = ana.look(caseId).json();
      var leg = shown.getJsonArray("legs").getJsonObject(0);
      if (!leg.getString("state").equals("offered")) {
        assertEquals("returned", leg.getString("state"));
        assertTrue(shown.getInteger("level") > 0);
        assertEquals("ana", shown.getJsonObject("owner").getString("id"), "her case all the time");
        return;
      }
      var expert = leg.getJsonObject("expert").getString("id");
      assertTrue(TECHNICIANS.contains(expert));
      asked.add(expert);
      var acceptBy = Instant.parse(leg.getString("acceptBy"));
      assertFalse(acceptBy.isAfter(clock.instant().plus(ACCEPT)), "in a hand for longer than agreed");
      passUntil(gateway, ana, caseId, acceptBy);
    }
  }

  private void passUntil(TestGateway gateway, Visitor ana, long caseId, Instant until) {
    while (true) {
      var shown = ana.look(caseId).json();
      var next = Instant.parse(shown.getString("alarmAt"));
      if (next.isAfter(until)) {
        clock.set(until);
        return;
      }
      var foretold = shown.getJsonArray("ifNobodyActs").getJsonObject(0);
      assertEquals(next, Instant.parse(foretold.getString("at")), "what is foretold first is what comes first");
      clock.set(next);
      gateway.runDueObligations();
      Eventually.until("it fired, here or by the gateway's own look", () -> gateway.number("""
        select count(*) from obligation where running and alarm_at <= '%s'""".formatted(clock.instant())) == 0);
    }
  }
}
