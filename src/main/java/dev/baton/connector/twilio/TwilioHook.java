package dev.baton.connector.twilio;

import dev.baton.connector.Brought;
import dev.baton.connector.Hook;
import dev.baton.connector.Receipt;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes in what Twilio sends: text messages, calls, and what became of our answers. */
final class TwilioHook implements Hook {

  /** Nothing is to be said to the caller; without it they hear an error. */
  private static final Verdict.Says NOTHING = new Verdict.Says(200, Map.of("Content-Type", "text/xml"),
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>");
  /** Words of Twilio that say what became of an answer for good; the others are on the way there. */
  private static final Set<String> ARRIVED = Set.of("delivered", "read");
  private static final Set<String> LOST = Set.of("undelivered", "failed", "canceled");

  private final TwilioConfig config;
  private final TwilioMentions mentions;

  TwilioHook(TwilioConfig config) {
    this.config = config;
    this.mentions = new TwilioMentions(config);
  }

  @Override
  public Verdict hear(Call call, Instant now) {
    if (!call.method().equals("POST")) {
      return new Verdict.Refuse(405, "Twilio is to send by HTTP POST: choose it beside the address");
    }
    try {
      var form = Form.of(call.body());
      var given = Optional.ofNullable(call.headers().get("X-Twilio-Signature")).orElse("");
      return Signature.isRight(config.tokens(), call.url(), form, given)
        ? new Verdict.Keep(key(form, call.headers()), Map.of(), NOTHING)
        : new Verdict.Refuse(403, "the signature is not that of token or token-before for " + call.url() + ": Twilio's token was"
          + " changed, the public address differs, or it is somebody else");
    } catch (IllegalArgumentException e) {
      return new Verdict.Refuse(400, "it cannot be read as a form: " + e.getMessage());
    }
  }

  /** One message or call is told of several times, as it goes on; each step once. */
  private static String key(Form form, MultiMap headers) {
    var message = messageOf(form);
    if (!message.isEmpty()) {
      return message + "/" + form.get("MessageStatus");
    }
    return form.get("CallSid").isEmpty() ? "" + Optional.ofNullable(headers.get("I-Twilio-Idempotency-Token"))
      .orElseGet(() -> Integer.toHexString(form.hashCode()))
      : form.get("CallSid") + "/" + form.get("CallStatus") + "/" + form.get("DialCallStatus");
  }

  private static String messageOf(Form form) {
    return form.get("MessageSid").isEmpty() ? form.get("SmsSid") : form.get("MessageSid");
  }

  @Override
  public Future<Brought> read(Delivery delivery) {
    var form = Form.of(delivery.body());
    var message = messageOf(form);
    if (message.isEmpty()) {
      if (form.get("CallSid").isEmpty()) {
        throw new IllegalArgumentException("it is neither a message nor a call");
      }
      return brought(mentions.ofCall(form, delivery.receivedAt()).map(m -> Brought.of(List.of(m), List.of())));
    }
    return brought(form.get("MessageStatus").isEmpty() || form.get("MessageStatus").equals("received")
      ? Optional.of(Brought.of(List.of(mentions.ofMessage(message, form, delivery.receivedAt())), List.of()))
      : receipt(message, form, delivery.receivedAt())
        .map(r -> new Brought(List.of(), List.of(), List.of(r), List.of())));
  }

  private static Future<Brought> brought(Optional<Brought> brought) {
    return Future.succeededFuture(brought.orElse(Brought.NOTHING));
  }

  private static Optional<Receipt> receipt(String message, Form form, Instant at) {
    var status = form.get("MessageStatus");
    return ARRIVED.contains(status) || LOST.contains(status)
      ? Optional.of(new Receipt("", message, ARRIVED.contains(status), why(status, form), at)) : Optional.empty();
  }

  private static String why(String status, Form form) {
    if (ARRIVED.contains(status)) {
      return "";
    }
    var words = form.get("ErrorMessage");
    var code = form.get("ErrorCode");
    return "Twilio says " + status + (words.isEmpty() ? "" : ": " + words)
      + (code.isEmpty() ? "" : " (error " + code + ", see twilio.com/docs/api/errors/" + code + ")");
  }
}
