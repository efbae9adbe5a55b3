package dev.baton.connector.mastodon;

import dev.baton.connector.Draft;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import dev.baton.mention.Visibility;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.regex.Pattern;

/** Says an answer once: the server keeps the attempt's key for an hour and gives the same status again for it. */
final class MastodonReplies {

  /** How soon an answer is tried again while a person mends the credentials. */
  private static final Duration UNTIL_MENDED = Duration.ofMinutes(5);

  private final MastodonApi api;
  private final String host;

  MastodonReplies(MastodonApi api, String host) {
    this.api = api;
    this.host = host;
  }

  Future<ReplyOutcome> say(Draft draft) {
    return api.post(status(draft), draft.attemptKey())
      .map(this::outcome)
      .recover(e -> e instanceof SourceException broken && broken.bytesLeft()
        ? Future.succeededFuture(new ReplyOutcome.Unknown(broken.getMessage())) : Future.failedFuture(e));
  }

  /** The visibility is the question's own word, or narrower: a private complaint is not answered in public. */
  private static JsonObject status(Draft draft) {
    var ref = Fields.objectOrEmpty(Buffer.buffer(draft.answerRef()));
    var name = "@" + (Fields.text(ref, "acct").isEmpty() ? draft.handle() : Fields.text(ref, "acct"));
    var language = draft.language().isEmpty() ? Fields.text(ref, "language") : draft.language();
    boolean named = Pattern.compile(Pattern.quote(name) + "(?![\\w@.-]*\\w)").matcher(draft.text()).find();
    var asked = Fields.text(ref, "visibility");
    var visibility = draft.visibility() == Visibility.PRIVATE && !asked.equals("private") ? "direct" : asked;
    var status = new JsonObject()
      .put("status", named ? draft.text() : name + " " + draft.text())
      .put("in_reply_to_id", Fields.text(ref, "statusId").isEmpty() ? draft.inReplyTo() : Fields.text(ref, "statusId"))
      .put("visibility", visibility.isEmpty() ? "direct" : visibility);
    return language.isEmpty() ? status : status.put("language", language);
  }

  private ReplyOutcome outcome(Heard heard) {
    return switch (heard) {
      case Heard.Fine(var answer) -> {
        var said = Fields.objectOrEmpty(answer.body());
        yield Fields.text(said, "id").isEmpty()
          ? new ReplyOutcome.Unknown(host + " took it, but its answer cannot be read")
          : new ReplyOutcome.Sent(Fields.text(said, "id"), Fields.text(said, "url"));
      }
      case Heard.Wait(var pause, var why) -> new ReplyOutcome.TryLater(pause, why);
      case Heard.Unwelcome(var why) -> new ReplyOutcome.TryLater(UNTIL_MENDED, why);
      case Heard.TurnedDown(var code, var words) -> new ReplyOutcome.Refused(words);
    };
  }
}
