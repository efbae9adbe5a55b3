package dev.baton.connector.reddit;

import dev.baton.connector.Draft;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;

/** Says an answer: a comment below a comment, a message to a message. Reddit would take the same one twice. */
final class RedditReplies {

  /** As is said of comments and messages; Reddit's documents do not. What it finds too long it refuses in words. */
  static final int LONGEST = 10_000;

  /** How soon an answer is tried again while a person mends the credentials. */
  private static final Duration UNTIL_MENDED = Duration.ofMinutes(5);

  /** With which Reddit says that it does not know who is asking. */
  private static final Set<String> SIGNED_OUT = Set.of("USER_REQUIRED", "INVALID_TOKEN");

  /** With which Reddit says that something broke, not that it said no. */
  private static final Set<String> BROKEN = Set.of("", "SERVER_ERROR", "INTERNAL_ERROR", "SOMETHING_IS_BROKEN");

  private final RedditApi api;

  RedditReplies(RedditApi api) {
    this.api = api;
  }

  /** The comment or message that is answered. */
  static String thing(Draft draft) {
    var thing = Fields.text(Fields.objectOrEmpty(Buffer.buffer(draft.answerRef())), "thing");
    return thing.isEmpty() ? draft.inReplyTo() : thing;
  }

  Future<ReplyOutcome> say(Draft draft) {
    return api.comment(thing(draft), draft.text())
      .map(this::outcome)
      .recover(e -> e instanceof SourceException broken && broken.bytesLeft()
        ? Future.succeededFuture(new ReplyOutcome.Unknown(broken.getMessage())) : Future.failedFuture(e));
  }

  private ReplyOutcome outcome(Heard heard) {
    return switch (heard) {
      case Heard.Fine(var answer) -> answered(answer);
      case Heard.Wait(var pause, var why) -> new ReplyOutcome.TryLater(pause, why);
      case Heard.Unwelcome(var why) -> new ReplyOutcome.TryLater(UNTIL_MENDED, why);
      case Heard.TurnedDown(var status, var words) -> new ReplyOutcome.Refused(words);
    };
  }

  private static ReplyOutcome answered(Wire.Answer answer) {
    var body = Fields.objectOrEmpty(answer.body());
    return RedditErrors.first(body).map(no -> refused(no, body)).orElseGet(() -> sent(body));
  }

  private static ReplyOutcome refused(RedditErrors.No no, JsonObject body) {
    if (no.code().equals("RATELIMIT")) {
      return new ReplyOutcome.TryLater(RedditErrors.pause(body, no.words()), "Reddit: " + no.words());
    }
    if (SIGNED_OUT.contains(no.code())) {
      return new ReplyOutcome.TryLater(UNTIL_MENDED, "Reddit: " + no.words());
    }
    return BROKEN.contains(no.code()) ? new ReplyOutcome.Unknown("Reddit: " + no.words())
      : new ReplyOutcome.Refused(no.words() + " (" + no.code() + ")");
  }

  private static ReplyOutcome sent(JsonObject body) {
    var things = Fields.objects(Fields.object(Fields.object(body, "json"), "data"), "things");
    var said = things.isEmpty() ? new RedditThing("", new JsonObject()) : RedditThing.of(things.getFirst());
    return said.name().isEmpty() ? new ReplyOutcome.Unknown("Reddit took it, but its answer cannot be read")
      : sent(said);
  }

  static ReplyOutcome.Sent sent(RedditThing said) {
    var path = said.text("permalink");
    return new ReplyOutcome.Sent(said.name(), path.startsWith("/") ? RedditMentions.WEB + path : "");
  }
}
