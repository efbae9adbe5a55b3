package dev.baton.connector.x;

import dev.baton.connector.Draft;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import dev.baton.connector.WeightedLength;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** Says an answer, as a post or a message. The network may take the same one twice, so nothing is given again here. */
final class XReplies {

  /** Of a direct message. */
  static final int LONGEST_MESSAGE = 10_000;
  /** How soon an answer is tried again while a person mends the credentials or buys credits. */
  private static final Duration UNTIL_MENDED = Duration.ofMinutes(5);

  private final XApi api;
  private final XConfig config;
  private final XLookUp lookUp;

  XReplies(XApi api, XAccount account, XConfig config, InstantSource clock) {
    this.api = api;
    this.config = config;
    this.lookUp = new XLookUp(api, account, clock);
  }

  Future<ReplyOutcome> say(Draft draft) {
    var ref = Fields.objectOrEmpty(Buffer.buffer(draft.answerRef()));
    var refused = refused(draft, ref);
    if (refused.isPresent()) {
      return Future.succeededFuture(new ReplyOutcome.Refused(refused.get()));
    }
    var path = Fields.text(ref, "path");
    return (path.isEmpty() ? api.post(post(draft, ref)) : api.message(path, new JsonObject().put("text", draft.text())))
      .compose(heard -> outcome(heard, draft))
      .recover(e -> e instanceof SourceException broken && broken.bytesLeft()
        ? Future.succeededFuture(new ReplyOutcome.Unknown(broken.getMessage())) : Future.failedFuture(e));
  }

  Future<ReplyOutcome> lookUp(Draft draft) {
    return lookUp.of(draft);
  }

  /** What can be told before anything is sent, in words for the agent. */
  private Optional<String> refused(Draft draft, JsonObject ref) {
    if (!Fields.text(ref, "path").isEmpty()) {
      return draft.text().codePointCount(0, draft.text().length()) > LONGEST_MESSAGE
        ? Optional.of("A direct message takes " + LONGEST_MESSAGE + " characters: shorten it") : Optional.empty();
    }
    if (Boolean.TRUE.equals(ref.getValue("shut"))) {
      return Optional.of("Only the author's followers can read this post, and everybody could read the answer:"
        + " write to them another way");
    }
    if (config.summonedOnly() && Boolean.FALSE.equals(ref.getValue("summoned"))) {
      return Optional.of("X lets this account answer only who mentioned it or quoted one of its posts, and this author"
        + " did neither: answer them in your own X app");
    }
    int length = WeightedLength.of(draft.text());
    return length > config.maxLength() ? Optional.of("The answer has " + length + " characters as X counts, X takes "
      + config.maxLength() + ": shorten it by " + (length - config.maxLength())) : Optional.empty();
  }

  private static JsonObject post(Draft draft, JsonObject ref) {
    return new JsonObject().put("text", draft.text())
      .put("reply", new JsonObject().put("in_reply_to_tweet_id", XLookUp.parent(draft, ref)));
  }

  private Future<ReplyOutcome> outcome(Heard heard, Draft draft) {
    return switch (heard) {
      case Heard.Fine(var answer) -> Future.succeededFuture(sent(Fields.objectOrEmpty(answer.body())));
      case Heard.Wait(var pause, var why) -> Future.succeededFuture(new ReplyOutcome.TryLater(pause, why));
      case Heard.Unwelcome(var why) -> Future.succeededFuture(new ReplyOutcome.TryLater(UNTIL_MENDED, why));
      case Heard.TurnedDown(var status, var words) -> status == 402
        ? Future.succeededFuture(new ReplyOutcome.TryLater(UNTIL_MENDED, words)) : turnedDown(words, draft);
    };
  }

  private static ReplyOutcome sent(JsonObject body) {
    var said = Fields.object(body, "data");
    var post = Fields.text(said, "id");
    var message = Fields.text(said, "dm_event_id");
    if (post.isEmpty() && message.isEmpty()) {
      return new ReplyOutcome.Unknown("X took it, but its answer cannot be read");
    }
    return post.isEmpty() ? new ReplyOutcome.Sent(message, "") : new ReplyOutcome.Sent(post, XPosts.url("", post));
  }

  /** The network's reasons have no names of their own, only words. */
  private Future<ReplyOutcome> turnedDown(String words, Draft draft) {
    var said = words.toLowerCase(Locale.ROOT);
    if (said.contains("duplicate")) {
      return lookUp.found(draft).map(found -> found.orElse(new ReplyOutcome.Refused("X has these very words from this"
        + " account already and takes them once. If they do not stand under this post, say it in other words")));
    }
    boolean unsummoned = said.contains("mentioned") || said.contains("summon") || said.contains("engaged");
    return Future.succeededFuture(new ReplyOutcome.Refused(unsummoned
      ? "X lets this account answer only who mentioned it or quoted one of its posts (" + words + ")" : words));
  }
}
