package dev.baton.connector.asterisk;

import dev.baton.connector.Fields;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/**
 * A call of somebody outside, once it is over.
 *
 * @param linkedId of all its channels
 * @param number   the caller's; empty where it is withheld
 * @param dialled  the extension that was called
 * @param queue    that it waited in; empty for none
 * @param outcome  of it
 * @param by       who answered; empty for nobody, or nobody with a name
 * @param length   of the conversation where it was answered, else of the wait
 */
record Call(String linkedId, String number, String name, String dialled, String queue, Outcome outcome, String by,
            Duration length, Instant began) {

  /** What became of it. */
  enum Outcome {
    /** The caller hung up while somebody was being looked for. */
    ABANDONED,
    MISSED, BUSY, UNREACHABLE, ANSWERED,
    /** It was over when the line to Asterisk was there again. */
    UNSEEN
  }

  JsonObject toJson() {
    return new JsonObject().put("linkedId", linkedId).put("number", number).put("name", name).put("dialled", dialled)
      .put("queue", queue).put("outcome", outcome.name()).put("by", by).put("seconds", length.toSeconds())
      .put("began", began.toString());
  }

  /** @throws IllegalArgumentException if it was not written by {@link #toJson} */
  static Call of(JsonObject json) {
    return new Call(Fields.text(json, "linkedId"), Fields.text(json, "number"), Fields.text(json, "name"),
      Fields.text(json, "dialled"), Fields.text(json, "queue"), Outcome.valueOf(Fields.text(json, "outcome")),
      Fields.text(json, "by"), Duration.ofSeconds(Fields.number(json, "seconds")),
      Fields.time(json, "began").orElseThrow(() -> new IllegalArgumentException("a call has no beginning")));
  }
}
