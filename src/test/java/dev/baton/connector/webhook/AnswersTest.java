package dev.baton.connector.webhook;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.Secret;
import dev.baton.connector.Draft;
import dev.baton.connector.MovableClock;
import dev.baton.connector.PublicNames;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.demo.Fault;
import dev.baton.demo.SimulatedReceiver;
import dev.baton.mention.Visibility;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers on their way to a program: signed, said once, and nowhere they should not go. */
class AnswersTest {

  private static final Secret OLD = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final Secret NEW = new Secret("the secret that comes after it");
  private static final Wire.Limits TIGHT = new Wire.Limits(Duration.ofSeconds(5), Duration.ofMillis(700), 1 << 20);

  private final Vertx vertx = Vertx.vertx();
  private final MovableClock clock = new MovableClock();
  private SimulatedReceiver receiver;
  private URI address;
  private WebhookConnector connector;

  @BeforeEach
  void start() {
    receiver = new SimulatedReceiver(vertx, List.of(OLD));
    address = await(receiver.start());
    connector = connector(address + "/answers?token=1", true, host -> InetAddress.getAllByName(host));
  }

  @AfterEach
  void stop() {
    await(connector.close());
    await(vertx.close());
  }

  private WebhookConnector connector(String url, boolean allowPrivate, PublicNames.Book book) {
    return new WebhookConnector(new WebhookConfig(List.of(NEW, OLD), Optional.of(URI.create(url)), allowPrivate),
      new Tools(vertx, clock, new Random(1), TIGHT, "shop"), new PublicNames(vertx, book));
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(20, SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("nothing within 20 seconds", e);
    }
  }

  private Draft draft(String text) {
    return new Draft(connector.newAttemptKey(clock.instant()), text, "m1", "", "ann", Visibility.PRIVATE, "en",
      clock.instant(), clock.instant());
  }

  private ReplyOutcome answered(Fault fault) {
    receiver.faults().next("/answers", fault);
    return await(connector.reply(draft("On its way.")));
  }

  @Test
  void an_answer_names_what_it_answers_and_is_signed_with_every_secret() {
    var draft = draft("Größe 👍 ok");
    var sent = await(connector.reply(draft));
    assertEquals(new ReplyOutcome.Sent("r0", "https://shop.example/r0"), sent);
    var said = receiver.said().getFirst();
    assertEquals("m1", said.inReplyTo());
    assertEquals("Größe 👍 ok", said.text());
    assertEquals("private", said.visibility());
    assertEquals(draft.attemptKey(), said.key());
    var body = new JsonObject(receiver.bodies().getFirst());
    assertEquals("reply.created", body.getString("type"));
    assertEquals("shop", body.getJsonObject("data").getString("account"));
    assertEquals("ann", body.getJsonObject("data").getString("handle"));
    assertTrue(connector.rules().saidByBaton());
  }

  static Stream<Fault> lostAnswers() {
    return Stream.of(new Fault.HangsUpBefore(), new Fault.HangsUpDuring(), new Fault.HangsUpAfter(),
      new Fault.Trickles(Duration.ofMillis(50)), new Fault.Floods(8L << 20));
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void an_answer_whose_fate_is_unknown_is_sent_again_the_same_and_said_once(Fault fault) {
    var draft = draft("On its way.");
    receiver.faults().next("/answers", fault);
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.reply(draft)));
    clock.advance(Duration.ofDays(3));
    assertTrue(connector.repeatable(draft, clock.instant()));
    assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(draft)));
    assertEquals(1, receiver.said().size());
    assertEquals(1, new HashSet<>(receiver.bodies()).size());
  }

  @Test
  void whatever_a_receiver_that_takes_it_says_beside_that_it_is_taken() {
    for (var body : List.of("", "null", "<html>", "[1]", "{\"externalId\":{},\"url\":\"javascript:alert(1)\"}")) {
      var sent = assertInstanceOf(ReplyOutcome.Sent.class, answered(new Fault.Says(204, Map.of(), body)));
      assertFalse(sent.externalId().isBlank());
      assertEquals("", sent.url());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503})
  void a_busy_or_broken_receiver_gets_it_later_when_it_says_so(int status) {
    var later = assertInstanceOf(ReplyOutcome.TryLater.class,
      answered(new Fault.Says(status, Map.of("Retry-After", "120"), "<html>")));
    assertTrue(later.pause().toSeconds() >= 120 && later.pause().toSeconds() <= 133, later.pause().toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 422})
  void a_refusal_comes_with_the_receivers_own_words(int status) {
    var refused = assertInstanceOf(ReplyOutcome.Refused.class,
      answered(new Fault.Says(status, Map.of(), "{\"detail\":\"no such customer\"}")));
    assertEquals("localhost answered " + status + ": no such customer", refused.reason());
  }

  @Test
  void a_receiver_that_is_gone_for_good_says_so_and_the_agent_hears_what_to_do() {
    var refused = assertInstanceOf(ReplyOutcome.Refused.class, answered(new Fault.Says(410, Map.of(), "")));
    assertTrue(refused.reason().contains("does not want any more answers"), refused.reason());
  }

  @Test
  void what_the_receiver_finds_wrong_with_the_words_is_told() {
    var refused = assertInstanceOf(ReplyOutcome.Refused.class, await(connector.reply(draft("x".repeat(1_001)))));
    assertTrue(refused.reason().contains("longer than a text message"), refused.reason());
  }

  @Test
  void a_redirect_is_not_followed() {
    var refused = assertInstanceOf(ReplyOutcome.Refused.class, answered(Fault.redirect(address + "/elsewhere")));
    assertTrue(refused.reason().contains("is not followed"), refused.reason());
    assertEquals(List.of(), receiver.said());
    assertFalse(refused.reason().contains("token=1"), "the address is a secret");
  }

  @Test
  void without_a_connection_not_a_byte_has_left() {
    var nobody = connector("http://localhost:1/answers?token=1", true, host -> InetAddress.getAllByName(host));
    var failure = assertThrows(SourceException.class, () -> await(nobody.reply(draft("On its way."))));
    assertFalse(failure.bytesLeft());
    assertFalse(failure.getMessage().contains("token=1"), failure.getMessage());
    await(nobody.close());
  }

  @Test
  void nothing_is_sent_to_our_own_network_even_where_only_one_of_its_addresses_is_there() throws Exception {
    var both = new InetAddress[] {InetAddress.getByName("93.184.215.14"), InetAddress.getByName("127.0.0.1")};
    var guarded = connector(address + "/answers", false, host -> both);
    var refused = assertInstanceOf(ReplyOutcome.Refused.class, await(guarded.reply(draft("On its way."))));
    assertTrue(refused.reason().contains("allow-private: true"), refused.reason());
    assertEquals(List.of(), receiver.bodies());
    assertFalse(await(guarded.check()).getLast().isWell());
    await(guarded.close());
  }

  @Test
  void a_name_is_looked_up_for_every_answer_for_it_may_lead_elsewhere_by_then() {
    var looks = new AtomicInteger();
    var guarded = connector(address + "/answers", false, host -> {
      looks.incrementAndGet();
      return InetAddress.getAllByName("127.0.0.1");
    });
    await(guarded.reply(draft("One.")));
    await(guarded.reply(draft("Two.")));
    assertEquals(2, looks.get());
    await(guarded.close());
  }

  @Test
  void a_name_that_is_not_found_is_tried_again_for_not_a_byte_has_left() {
    var guarded = connector(address + "/answers", false, host -> {
      throw new java.net.UnknownHostException(host);
    });
    assertFalse(assertThrows(SourceException.class, () -> await(guarded.reply(draft("One.")))).bytesLeft());
    assertFalse(await(guarded.check()).getLast().isWell());
    await(guarded.close());
  }

  @Test
  void without_an_address_an_answer_is_a_record() {
    var deaf = new WebhookConnector(new WebhookConfig(List.of(OLD), Optional.empty(), false),
      new Tools(vertx, clock, new Random(1), TIGHT, "shop"));
    assertFalse(deaf.rules().saidByBaton());
    var draft = draft("Told her: Thursday.");
    assertEquals(new ReplyOutcome.Sent("said-" + draft.attemptKey(), ""), await(deaf.reply(draft)));
    assertTrue(await(deaf.check()).stream().allMatch(c -> c.isWell()));
    assertFalse(deaf.isPolled());
  }
}
