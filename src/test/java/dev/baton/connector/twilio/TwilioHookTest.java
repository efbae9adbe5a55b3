package dev.baton.connector.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.Secret;
import dev.baton.connector.Brought;
import dev.baton.connector.Hook;
import dev.baton.mention.Attachment;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Twilio sends, by payloads rebuilt from its documentation. */
class TwilioHookTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final String URL = "https://care.example/hooks/twilio";
  private static final Secret TOKEN = new Secret("12345");
  private static final Secret BEFORE = new Secret("67890");
  private static final String PEOPLE = "&AccountSid=AC1&From=%2B441134960001&To=%2B18005551212";

  private final TwilioHook hook = hook(false);

  private static TwilioHook hook(boolean answered) {
    return new TwilioHook(new TwilioConfig(URI.create("https://api.twilio.com"), "AC1", TOKEN, BEFORE, "", answered));
  }

  private Hook.Verdict hear(String method, String body, String signature) {
    return hook.hear(new Hook.Call(method, URL, MultiMap.caseInsensitiveMultiMap(),
      MultiMap.caseInsensitiveMultiMap().add("X-Twilio-Signature", signature), Buffer.buffer(body)), NOW);
  }

  private String key(String body) {
    var signature = Signature.of(TOKEN, URL, Form.of(Buffer.buffer(body)));
    var kept = assertInstanceOf(Hook.Verdict.Keep.class, hear("POST", body, signature));
    assertEquals(200, kept.answer().status());
    assertEquals("text/xml", kept.answer().headers().get("Content-Type"));
    assertTrue(kept.answer().body().endsWith("<Response/>"));
    return kept.key();
  }

  private static Brought read(TwilioHook by, String body) {
    return by.read(new Hook.Delivery(Map.of(), Buffer.buffer(body), NOW)).await();
  }

  private Mention said(String body) {
    return read(hook, body).mentions().getFirst();
  }

  @Test
  void what_twilio_signed_is_kept_once_for_each_step_and_answered_with_nothing_to_say() {
    assertEquals("SM1/", key("MessageSid=SM1&SmsSid=SM1&SmsStatus=received&Body=hi" + PEOPLE));
    assertEquals("SM2/sent", key("MessageSid=SM2&MessageStatus=sent" + PEOPLE));
    assertEquals("SM2/delivered", key("MessageSid=SM2&MessageStatus=delivered" + PEOPLE));
    assertEquals("CA1/ringing/", key("CallSid=CA1&CallStatus=ringing&Direction=inbound" + PEOPLE));
    assertEquals("CA1/completed/no-answer", key("CallSid=CA1&CallStatus=completed&DialCallStatus=no-answer" + PEOPLE));
  }

  @Test
  void while_the_token_is_changed_what_is_signed_with_either_is_taken() {
    var body = "MessageSid=SM1&Body=hi" + PEOPLE;
    for (var token : List.of(TOKEN, BEFORE)) {
      assertInstanceOf(Hook.Verdict.Keep.class, hear("POST", body, Signature.of(token, URL, Form.of(Buffer.buffer(body)))));
    }
  }

  @Test
  void what_somebody_else_sends_is_refused_and_says_what_may_be_wrong() {
    var forged = assertInstanceOf(Hook.Verdict.Refuse.class, hear("POST", "MessageSid=SM1", "x"));
    assertEquals(403, forged.status());
    assertTrue(forged.why().contains(URL) && !forged.why().contains("12345"), forged::why);
    assertEquals(405, assertInstanceOf(Hook.Verdict.Refuse.class, hear("GET", "", "x")).status());
    assertEquals(400, assertInstanceOf(Hook.Verdict.Refuse.class, hear("POST", "a=%zz", "x")).status());
    assertEquals(400, assertInstanceOf(Hook.Verdict.Refuse.class, hear("POST", "a=1&".repeat(2_000), "x")).status());
  }

  @Test
  void a_text_message_is_its_senders_word() {
    var mention = said("MessageSid=SM1&SmsStatus=received&Body=My+parcel+is+late&NumMedia=0" + PEOPLE);
    assertEquals("SM1", mention.externalId().value());
    assertEquals("My parcel is late", mention.text());
    assertEquals("+441134960001", mention.author().phone());
    assertEquals(Visibility.PRIVATE, mention.context().visibility());
    assertEquals("{\"to\":\"+441134960001\",\"from\":\"+18005551212\"}", mention.context().answerRef());
  }

  @Test
  void pictures_without_words_are_said_to_be_pictures() {
    var mention = said("MessageSid=MM1&Body=&NumMedia=2&MediaUrl0=https%3A%2F%2Fapi.twilio.com%2Fa&MediaContentType0=image%2Fjpeg"
      + "&MediaUrl1=https%3A%2F%2Fapi.twilio.com%2Fb&MediaContentType1=audio%2Famr" + PEOPLE);
    assertEquals("[image] [audio]", mention.text());
    assertEquals(List.of(Attachment.Kind.IMAGE, Attachment.Kind.AUDIO),
      mention.extras().attachments().stream().map(Attachment::kind).toList());
    assertEquals("[an empty message]", said("MessageSid=SM1&Body=&NumMedia=9999999999" + PEOPLE).text());
  }

  @Test
  void a_call_that_nobody_answered_is_its_callers_word_and_one_that_was_answered_only_where_wanted() {
    var words = Map.of("no-answer", "Called +18005551212, nobody answered", "busy", "Called +18005551212, the line was busy",
      "failed", "Called +18005551212, nobody could be reached there", "canceled",
      "Called +18005551212 and hung up, nobody answered", "ringing", "Called +18005551212");
    words.forEach((status, text) -> {
      var mention = said("CallSid=CA1&Direction=inbound&CallerName=ARCHER+ANN&CallStatus=" + status + PEOPLE);
      assertEquals(text, mention.text());
      assertEquals("CA1", mention.externalId().value());
      assertEquals("ARCHER ANN", mention.author().name());
    });
    assertEquals("Called +18005551212, nobody answered",
      said("CallSid=CA1&Direction=inbound&CallStatus=in-progress&DialCallStatus=no-answer" + PEOPLE).text());
    var answered = "CallSid=CA1&Direction=inbound&CallStatus=completed&CallDuration=35" + PEOPLE;
    assertTrue(read(hook, answered).mentions().isEmpty());
    assertEquals("Called +18005551212; the call took 35 seconds", read(hook(true), answered).mentions().getFirst().text());
    assertTrue(read(hook, "CallSid=CA1&Direction=outbound-api&CallStatus=no-answer" + PEOPLE).mentions().isEmpty(), "ours");
  }

  @Test
  void the_time_of_a_call_is_twilios() {
    assertEquals(NOW.minusSeconds(20), said("CallSid=CA1&Direction=inbound&CallStatus=no-answer"
      + "&Timestamp=Mon%2C+02+Mar+2026+08%3A59%3A40+%2B0000" + PEOPLE).postedAt());
  }

  @Test
  void callers_who_withhold_their_number_are_not_one_and_the_same() {
    var one = said("CallSid=CA1&Direction=inbound&CallStatus=no-answer&From=Anonymous&To=%2B18005551212").author();
    assertEquals("CA1", one.id());
    assertEquals("Number withheld", one.shownName());
  }

  @Test
  void what_became_of_an_answer_is_a_receipt_and_what_is_on_its_way_is_not_yet() {
    var arrived = read(hook, "MessageSid=SM2&MessageStatus=delivered" + PEOPLE).receipts().getFirst();
    assertTrue(arrived.arrived());
    assertEquals("SM2", arrived.externalId());
    var lost = read(hook, "MessageSid=SM2&MessageStatus=undelivered&ErrorCode=30003" + PEOPLE).receipts().getFirst();
    assertFalse(lost.arrived());
    assertEquals("Twilio says undelivered (error 30003, see twilio.com/docs/api/errors/30003)", lost.words());
    for (var status : List.of("queued", "sending", "sent", "a-word-of-tomorrow")) {
      assertEquals(Brought.NOTHING, read(hook, "MessageSid=SM2&MessageStatus=" + status + PEOPLE));
    }
  }

  @Test
  void what_is_neither_message_nor_call_is_set_aside() {
    assertThrows(IllegalArgumentException.class, () -> read(hook, "Payload=%7B%7D"));
    assertThrows(IllegalArgumentException.class, () -> read(hook, ""));
  }
}
