package dev.baton.connector.meta;

import dev.baton.connector.Fields;
import dev.baton.connector.ReplyOutcome;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long people can be answered in private: until a day after their last word. */
public final class Window {

  public static final Duration LENGTH = Duration.ofHours(24);

  static final String SHUT = "an answer is let through only within 24 hours of the customer's last message. Answer a newer"
    + " message if there is one, reach them another way, or wait until they write again";

  private static final String UNTIL = "until";

  private Window() {}

  /** To be kept in the {@code answerRef}. */
  public static JsonObject keep(JsonObject ref, Instant saidAt) {
    return ref.put(UNTIL, saidAt.plus(LENGTH).toString());
  }

  /** Refused here where the network certainly would: sent, it would come back as failed later, or not at all. */
  public static Optional<ReplyOutcome> shut(JsonObject ref, Instant now) {
    return Fields.time(ref, UNTIL).filter(until -> !now.isBefore(until))
      .map(until -> new ReplyOutcome.Refused("The window shut at " + until + ": " + SHUT));
  }
}
