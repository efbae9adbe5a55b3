package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigProblems;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The missing expert: every rota is empty, whoever is left has a mailbox that bounces. The alarm reaches the person of
 * last resort all the same, and keeps reaching, and the monitor says why.
 */
@ExtendWith(EventLoops.class)
class MissingExpertStoryIT {

  private static final String AWAY = "2026-03-01..2026-03-31";
  private static final List<String> EVERYBODY = List.of("maria", "jonas", "omar", "tom", "rita", "tess", "paula", "fiona");
  private static final String INES = "ines@northwind.example";

  private final Vertx vertx;
  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private final MailServer mail = new MailServer();
  private TestGateway gateway;
  private Visitor ana;

  MissingExpertStoryIT(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void start() {
    var desk = TestGateway.on(vertx).clock(clock).with("BATON_MAIL_HOST", "127.0.0.1")
      .with("BATON_MAIL_PORT", String.valueOf(mail.port())).with("BATON_MAIL_SECURITY", "none");
    EVERYBODY.forEach(person -> desk.with("BATON_PEOPLE_" + person.toUpperCase(Locale.ROOT) + "_ABSENCES", AWAY));
    gateway = desk.start();
    ana = gateway.person("ana");
  }

  @AfterEach
  void stop() {
    gateway.close();
    mail.close();
  }

  private void pass(Duration length) {
    clock.advance(length);
    gateway.runDueObligations();
    Eventually.until("all that was due has fired", () -> gateway.number(
      "select count(*) from obligation where running and alarm_at <= '%s'".formatted(clock.instant())) == 0);
  }

  private long alarmsOfInes() {
    return gateway.number("select count(*) from escalation where person = 'ines'");
  }

  @Test
  void with_every_rota_empty_a_leg_and_every_alarm_reach_the_person_of_last_resort() {
    var caseId = gateway.program().mention(Mentions.of("said-1", "rosa", "My router is down", clock.instant()));
    var outlook = ana.get("/api/cases/" + caseId + "/outlook").expect(200).json();
    var technical = outlook.getJsonArray("handOffs").getJsonObject(0);
    assertFalse(technical.getBoolean("onDuty"), "the agent is told before");
    assertEquals("ines", technical.getJsonObject("expert").getString("id"));

    ana.take(caseId).expect(200);
    ana.post("/api/cases/" + caseId + "/legs",
      new JsonObject().put("party", "department:technical").put("question", "Is her line up?")).expect(200);
    Eventually.until("she is asked", () -> mail.mailsTo(INES).stream().anyMatch(m -> m.raw().contains("/leg#")));
    pass(Duration.ofMinutes(30));
    assertTrue(alarmsOfInes() > 0, "nobody else is there");
    assertEquals(0, gateway.number("select count(*) from escalation where person <> 'ines'"));
  }

  @Test
  void who_cannot_be_reached_either_is_alarmed_again_and_again_and_the_monitor_says_why() {
    mail.refuse(INES, 550, "5.1.1 no such mailbox");
    var caseId = gateway.program().mention(Mentions.of("said-1", "rosa", "My router is down", clock.instant()));
    ana.take(caseId).expect(200);
    ana.post("/api/cases/" + caseId + "/legs",
      new JsonObject().put("party", "department:technical").put("question", "Is her line up?")).expect(200);
    Eventually.until("the leg is back at once", () -> ana.look(caseId).json().getJsonArray("legs").getJsonObject(0)
      .getString("state").equals("returned"));
    assertEquals("ana", ana.look(caseId).json().getJsonObject("owner").getString("id"));

    pass(Duration.ofMinutes(31));
    var before = alarmsOfInes();
    for (var i = 0; i < 4; i++) {
      pass(Duration.ofMinutes(30));
    }
    assertTrue(alarmsOfInes() >= before + 4, "and so for ever");
    var failed = gateway.person("ines").get("/api/monitor").expect(200).json().getJsonObject("notices")
      .getJsonArray("failed").getJsonObject(0);
    assertEquals("ines", failed.getJsonObject("person").getString("id"));
    assertTrue(failed.getString("cause").contains("no such mailbox"), failed::encode);
    assertTrue(ana.look(caseId).json().getJsonArray("timeline").stream().map(JsonObject.class::cast)
      .anyMatch(line -> line.getString("words", "").contains("Ines Carvalho could not be reached")));

    mail.takeAll();
    pass(Duration.ofMinutes(31));
    Eventually.until("she hears of it as soon as she can", () -> !mail.mailsTo(INES).isEmpty());
  }

  @Test
  void an_expert_who_left_is_found_before_it_matters() {
    var refused = assertThrows(ConfigProblems.class,
      () -> TestGateway.on(vertx).with("BATON_DEPARTMENTS_BILLING_EXPERTS", "paul").start());
    assertTrue(refused.getMessage().contains("departments.billing.experts"), refused.getMessage());
  }
}
