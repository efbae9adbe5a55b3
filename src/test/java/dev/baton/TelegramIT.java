package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.demo.Fault;
import dev.baton.demo.Person;
import dev.baton.demo.SimulatedTelegram;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two bots in the whole gateway: one is asked for what is new, to the other Telegram sends. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelegramIT {

  private static final String TOKEN = "4242:token-of-the-tests";
  private static final String SECRET = "agreed-on-by-both";
  private static final Person ANN = new Person("Ann Archer", "ann", "en", "Leeds", 37, "");
  private static final String ACCOUNTS = """
    asked:
      channel: telegram
      brand: northwind
      queue: social
      server: %1$s
      token: %2$s
      every: 50ms
    sent:
      channel: telegram
      brand: northwind
      queue: social
      server: %1$s
      token: %2$s
      webhook-secret: %3$s
    """;

  private SimulatedTelegram telegram;
  private TestGateway gateway;

  @BeforeAll
  void start(Vertx vertx) {
    var clock = InstantSource.system();
    telegram = new SimulatedTelegram(vertx, clock, TOKEN);
    gateway = TestGateway.on(vertx).accounts(ACCOUNTS.formatted(telegram.start().await(), TOKEN, SECRET)).start();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private long caseOf(String externalId) {
    Eventually.until(externalId + " is a mention", () -> gateway.number(
      "select count(*) from mention where external_id = '" + externalId + "'") == 1);
    return gateway.number("select case_id from mention where external_id = '" + externalId + "'");
  }

  private void answer(long caseId, String text) {
    var ana = gateway.person("ana");
    ana.take(caseId).expect(200);
    ana.reply(caseId, text).expect(202);
  }

  private void becomes(String state, long caseId) {
    Eventually.until("the reply is " + state, () -> gateway.number(
      "select count(*) from reply where state = '" + state + "' and case_id = " + caseId) == 1);
  }

  @Test
  void what_is_written_to_the_bot_becomes_a_case_and_is_answered_once() {
    var id = telegram.write(ANN, "My parcel is late");
    var caseId = caseOf(id);
    answer(caseId, "On its way.");
    becomes("accepted", caseId);
    assertEquals(1, telegram.said().stream().filter(s -> s.inReplyTo().equals(id)).count());
  }

  @Test
  void an_answer_whose_fate_is_unknown_is_not_said_again_but_shown_to_a_person() {
    var id = telegram.write(new Person("Bob Bell", "bob", "en", "", 0, ""), "Where are you?");
    var caseId = caseOf(id);
    telegram.faults().next("/sendMessage", new Fault.HangsUpAfter());
    answer(caseId, "Here.");
    becomes("unknown", caseId);
    assertEquals(1, telegram.said().stream().filter(s -> s.inReplyTo().equals(id)).count());
  }

  @Test
  void an_answer_longer_than_telegram_takes_is_sent_back_to_who_wrote_it() {
    var caseId = caseOf(telegram.write(new Person("Dora Dean", "dora", "en", "", 0, ""), "Hello?"));
    var ana = gateway.person("ana");
    ana.take(caseId).expect(200);
    assertTrue(ana.reply(caseId, "👍".repeat(2_049)).expect(422).text().contains("4098 units"));
  }

  @Test
  void what_telegram_sends_is_kept_once_and_what_somebody_else_sends_is_refused() {
    var carl = new Person("Carl Cole", "carl", "en", "", 0, "");
    var message = telegram.message(SimulatedTelegram.alone(carl), carl).put("text", "Hello?");
    var update = new JsonObject().put("update_id", 70_001).put("message", message);
    var telegramItself = gateway.stranger().saying("X-Telegram-Bot-Api-Secret-Token", SECRET);
    for (var attempt = 0; attempt < 2; attempt++) {
      assertTrue(telegramItself.post("/hooks/sent", update).expect(200).text() == null, "a body would be carried out");
    }
    gateway.stranger().post("/hooks/sent", update).expect(401);
    caseOf(SimulatedTelegram.idOf(carl) + "/" + message.getLong("message_id"));
    assertEquals(1, gateway.number("select count(*) from delivery d join account a on a.id = d.account_id"
      + " where a.name = 'sent'"));
    assertEquals(1, gateway.number("select count(*) from account where name = 'sent' and hook_note <> ''"));
  }
}
