package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever tries Baton sees what people are sent, and can be anybody who is asked. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailboxIT {

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T10:00:00Z"));
  private Vertx vertx;
  private TestGateway gateway;

  @BeforeAll
  void start(Vertx watched) {
    vertx = watched;
    gateway = TestGateway.on(vertx).clock(clock).start();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private String page() {
    var client = WebClient.create(vertx);
    try {
      return client.getAbs(gateway.mailboxPage().toString()).send().await().bodyAsString();
    } finally {
      client.close();
    }
  }

  @Test
  void a_leg_is_answered_by_the_link_that_stands_on_the_mailboxs_page() {
    var id = gateway.program().mention(Mentions.of("m1", "kim", "I paid twice", clock.instant()));
    var ana = gateway.person("ana");
    ana.take(id).expect(200);
    ana.post("/api/cases/" + id + "/legs", new JsonObject().put("party", "vendor:fixit")
      .put("question", "When can an engineer be there?")).expect(200);
    Eventually.until("the mail is there", () -> !gateway.mails().isEmpty());

    assertEquals("desk@fixit.example", gateway.mails().getFirst().to());
    var link = Pattern.compile("<a href=\"" + gateway.address() + "/leg#([^\"]+)\">").matcher(page());
    assertTrue(link.find(), this::page);
    var fiona = gateway.stranger().saying("Authorization", "Leg " + link.group(1));
    assertEquals("When can an engineer be there?", fiona.get("/api/leg-link").expect(200).json().getString("question"));
    fiona.post("/api/leg-link/answer", new JsonObject().put("text", "On Thursday at ten")).expect(200);
    assertEquals(1, gateway.number("select count(*) from leg where state = 'answered'"));
  }
}
