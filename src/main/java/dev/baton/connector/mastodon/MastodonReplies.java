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
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/**
 * Says an answer once: Mastodon keeps the attempt's key for an hour and gives the same status again for it. Of a server
 * that does not, a repeated answer is first looked for among what was said.
 */
final class MastodonReplies {

  /** How soon an answer is tried again while a person mends the credentials. */
  private static final Duration UNTIL_MENDED = Duration.ofMinutes(5);

  /** A first try leaves as soon as it is claimed; what was first tried longer ago is a repetition, by whichever node. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  /** More answers than one node has under way. */
  private static final int REMEMBERED = 1_000;

  private final MastodonApi api;
  private final MastodonInstance instance;
  private final MastodonLookUp lookUp;
  private final InstantSource clock;
  private final String host;
  private final SequencedSet<String> tried = new LinkedHashSet<>();

  MastodonReplies(MastodonApi api, MastodonInstance instance, MastodonLookUp lookUp, InstantSource clock, String host) {
    this.api = api;
    this.instance = instance;
    this.lookUp = lookUp;
    this.clock = clock;
    this.host = host;
  }

  Future<ReplyOutcome> say(Draft draft) {
    return isFirst(draft) ? post(draft) : again(draft);
  }

  private boolean isFirst(Draft draft) {
    boolean unknown = tried.add(draft.attemptKey());
    if (tried.size() > REMEMBERED) {
      tried.removeFirst();
    }
    return unknown && !draft.firstTriedAt().plus(AT_ONCE).isBefore(clock.instant());
  }

  /** Until we know what the server does with keys, not a byte of the answer leaves. */
  private Future<ReplyOutcome> again(Draft draft) {
    return instance.meet().recover(e -> Future.failedFuture(SourceException.unreachable(e.getMessage(), e)))
      .compose(trouble -> trouble.isPresent() ? Future.succeededFuture(outcome(trouble.get()))
        : instance.keepsKeys() ? post(draft) : unlessSaid(draft));
  }

  private Future<ReplyOutcome> unlessSaid(Draft draft) {
    return lookUp.of(draft).otherwise(e -> new ReplyOutcome.Unknown(e.getMessage()))
      .compose(found -> found instanceof ReplyOutcome.TryLater ? post(draft) : Future.succeededFuture(found));
  }

  private Future<ReplyOutcome> post(Draft draft) {
    return api.post(status(draft), draft.attemptKey())
      .map(this::outcome)
      .recover(e -> e instanceof SourceException broken && broken.bytesLeft()
        ? Future.succeededFuture(new ReplyOutcome.Unknown(broken.getMessage())) : Future.failedFuture(e));
  }

  /** The visibility is the question's own word, or narrower: a private complaint is not answered in public. */
  static JsonObject status(Draft draft) {
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
