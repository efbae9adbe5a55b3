package dev.baton.connector.webhook;

import dev.baton.config.Secret;
import dev.baton.connector.Brought;
import dev.baton.connector.Hook;
import dev.baton.connector.Signature;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Takes in signed webhooks: nothing is believed that is not signed with one of the secrets, and just now. */
final class WebhookHook implements Hook {

  /** As the standard has it: older may be a recording, newer a clock that is wrong. */
  private static final Duration BELIEVED = Duration.ofMinutes(5);
  private static final int UNAUTHORIZED = 401;
  private static final int MAX_ID = 300;
  /** A larger body is read on a worker, so that the event loop stays free. */
  private static final int READ_HERE = 128 * 1024;
  private static final Verdict.Says TAKEN = new Verdict.Says(202, Map.of(), "");

  private final Vertx vertx;
  private final List<Secret> secrets;

  WebhookHook(Vertx vertx, List<Secret> secrets) {
    this.vertx = vertx;
    this.secrets = secrets;
  }

  @Override
  public Verdict hear(Call call, Instant now) {
    return switch (call.method()) {
      case "POST" -> posted(call, now);
      case "OPTIONS" -> Handshake.answer(call.headers());
      default -> new Verdict.Says(405, Map.of("Allow", "POST, OPTIONS"), "");
    };
  }

  private Verdict posted(Call call, Instant now) {
    var id = call.headers().get(Signature.ID);
    var seconds = call.headers().get(Signature.TIMESTAMP);
    var signature = call.headers().get(Signature.SIGNATURE);
    if (id == null || seconds == null || signature == null) {
      return refuse("it is not signed: send webhook-id, webhook-timestamp and webhook-signature, as Standard Webhooks"
        + " 1.0 have them");
    }
    if (id.isBlank() || id.length() > MAX_ID) {
      return refuse("webhook-id is empty or longer than " + MAX_ID + " characters");
    }
    if (!isRecent(seconds, now)) {
      return refuse("webhook-timestamp is not within 5 minutes of now, " + now.getEpochSecond()
        + ": sign each try anew, and set the sender's clock");
    }
    if (!Signature.isOfOneOf(secrets, id, seconds, call.body(), signature)) {
      return refuse("webhook-signature is by none of the account's secrets: one was changed on one side only,"
        + " or it is somebody else");
    }
    return new Verdict.Keep(CloudEvents.identity(call).orElse(id), CloudEvents.head(call.headers()), TAKEN);
  }

  private static Verdict refuse(String why) {
    return new Verdict.Refuse(UNAUTHORIZED, why);
  }

  private static boolean isRecent(String seconds, Instant now) {
    try {
      var apart = Math.subtractExact(now.getEpochSecond(), Long.parseLong(seconds));
      return Math.abs(apart) <= BELIEVED.toSeconds() && apart != Long.MIN_VALUE;
    } catch (NumberFormatException | ArithmeticException e) {
      return false;
    }
  }

  @Override
  public Future<Brought> read(Delivery delivery) {
    return delivery.body().length() <= READ_HERE ? Future.succeededFuture(Events.read(delivery))
      : vertx.executeBlocking(() -> Events.read(delivery), false);
  }
}
