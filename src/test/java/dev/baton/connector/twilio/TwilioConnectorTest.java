package dev.baton.connector.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.Secret;
import dev.baton.connector.Checked;
import dev.baton.connector.Draft;
import dev.baton.connector.Guarded;
import dev.baton.connector.MovableClock;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.demo.Fault;
import dev.baton.demo.SimulatedTwilio;
import dev.baton.mention.Visibility;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers by text message, over real sockets, once each whatever Twilio does. */
class TwilioConnectorTest {

  private static final Wire.Limits TIGHT = new Wire.Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), 1 << 20);
  private static final String CALLBACK = "https://care.example/hooks/twilio";

  private final MovableClock clock = new MovableClock();
  private Vertx vertx;
  private SimulatedTwilio twilio;
  private URI address;
  private TwilioConnector connector;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    twilio = new SimulatedTwilio(vertx, clock);
    address = twilio.start().await();
    connector = connect(SimulatedTwilio.TOKEN);
  }

  private TwilioConnector connect(String token) {
    return new TwilioConnector(new Tools(vertx, clock, new Random(1), TIGHT, "twilio"),
      new TwilioConfig(address, SimulatedTwilio.SID, new Secret(token), Secret.NONE, CALLBACK, false));
  }

  @AfterEach
  void stop() {
    connector.close().await();
    vertx.close().await();
  }

  private Draft draft(String text) {
    return draft(text, "{\"to\":\"+441134960001\",\"from\":\"+18005551212\"}");
  }

  private Draft draft(String text, String ref) {
    return new Draft("key", text, "SM1", ref, "", Visibility.PRIVATE, "en", clock.instant(), clock.instant());
  }

  private ReplyOutcome reply(Draft draft) {
    return connector.reply(draft).await();
  }

  private ReplyOutcome lookUp(Draft draft) {
    return connector.lookUp(draft).await();
  }

  @Test
  void an_answer_goes_to_who_wrote_from_the_number_they_wrote_to_and_is_reported_on() {
    assertEquals(new ReplyOutcome.Sent("SM0", ""), reply(draft("On its way & äü")));
    var message = twilio.messages().getFirst();
    assertEquals("+441134960001", message.getString("to"));
    assertEquals("+18005551212", message.getString("from"));
    assertEquals("On its way & äü", message.getString("body"));
    assertEquals(CALLBACK, message.getString("status_callback"));
  }

  @Test
  void what_twilio_will_not_take_is_said_with_its_words() {
    var refused = assertInstanceOf(ReplyOutcome.Refused.class, reply(draft("x".repeat(1_601))));
    assertTrue(refused.reason().contains("1600 character limit (error 21617)"), refused::reason);
    assertInstanceOf(ReplyOutcome.Refused.class, reply(draft("hi", "{\"to\":\"Anonymous\",\"from\":\"+1800\"}")));
    assertInstanceOf(ReplyOutcome.Refused.class, reply(draft("hi", "")));
    assertTrue(twilio.messages().isEmpty());
  }

  @Test
  void what_passes_is_tried_again_and_what_only_a_person_can_mend_too() {
    twilio.faults().next("Messages", Fault.busy(Map.of("Retry-After", "7")));
    assertTrue(assertInstanceOf(ReplyOutcome.TryLater.class, reply(draft("hi"))).pause().toSeconds() >= 7);
    twilio.faults().next("Messages", new Fault.Says(400, Map.of(), "{\"code\":21611,\"message\":\"queue is full\"}"));
    assertInstanceOf(ReplyOutcome.TryLater.class, reply(draft("hi")));
    connector.close().await();
    connector = connect("another");
    assertInstanceOf(ReplyOutcome.TryLater.class, reply(draft("hi")));
    assertFalse(connector.check().await().getFirst().isWell());
  }

  @Test
  void an_answer_that_may_have_been_taken_is_never_given_again_but_looked_for() {
    for (var fault : List.of(new Fault.HangsUpAfter(), new Fault.HangsUpDuring(), Fault.truncated())) {
      clock.advance(Duration.ofMinutes(10));
      var draft = draft("The refund is on its way");
      twilio.faults().next("Messages", fault);
      assertInstanceOf(ReplyOutcome.Unknown.class, reply(draft));
      assertFalse(connector.repeatable(draft, clock.instant()));
      assertEquals(new ReplyOutcome.Sent(twilio.messages().getFirst().getString("sid"), ""), lookUp(draft));
    }
    assertEquals(3, twilio.messages().size(), "each once");
  }

  @Test
  void an_answer_that_was_not_taken_is_known_not_to_be_there_once_twilio_must_have_listed_it() {
    reply(draft("The refund is on its way"));
    clock.advance(Duration.ofMinutes(10));
    var draft = draft("The refund is on its way");
    twilio.faults().next("Messages", Fault.html(503));
    assertInstanceOf(ReplyOutcome.Unknown.class, reply(draft));
    assertThrows(SourceException.class, () -> lookUp(draft), "not yet");
    clock.advance(Duration.ofMinutes(2));
    assertInstanceOf(ReplyOutcome.TryLater.class, lookUp(draft));
  }

  @Test
  void where_the_list_is_too_long_nobody_can_say() {
    var draft = draft("hello");
    twilio.page(2);
    for (var i = 0; i < 3; i++) {
      reply(draft("other " + i));
    }
    clock.advance(Duration.ofMinutes(2));
    assertInstanceOf(ReplyOutcome.Unknown.class, lookUp(draft));
    twilio.faults().next("Messages", Fault.html(500));
    assertThrows(SourceException.class, () -> lookUp(draft));
  }

  @Test
  void media_are_fetched_as_the_account_and_where_they_moved_to_is_told_nothing() {
    var web = new Guarded(vertx, TIGHT, Optional.empty());
    var answer = connector.fetch(address + "/2010-04-01/Accounts/" + SimulatedTwilio.SID + "/Messages/MM1/Media/ME1", web)
      .await();
    assertEquals("a picture", answer.body().toString());
    connector.fetch(address.toString().replace("localhost", "127.0.0.1") + "/cdn/2", web).await();
    assertEquals(List.of(false, false), twilio.toldElsewhere());
  }

  @Test
  void the_check_up_says_what_is_well_and_nothing_secret() {
    var looks = connector.check().await();
    assertEquals(List.of("credentials", "account", "receipts"), looks.stream().map(Checked::what).toList());
    assertTrue(looks.stream().allMatch(Checked::isWell), looks::toString);
    assertFalse(looks.toString().contains(SimulatedTwilio.TOKEN));
    twilio.stop().await();
    assertFalse(connector.check().await().getFirst().isWell());
  }
}
