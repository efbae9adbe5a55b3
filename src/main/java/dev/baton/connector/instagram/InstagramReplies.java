package dev.baton.connector.instagram;

import dev.baton.connector.Draft;
import dev.baton.connector.Fields;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.meta.DirectReplies;
import dev.baton.connector.meta.Graph;
import dev.baton.connector.meta.Saying;
import dev.baton.connector.meta.Times;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Answers a comment below it, a mention where it was made, and a message in private. */
final class InstagramReplies {

  private static final int LOOKED_THROUGH = 100;

  private final Saying saying;
  private final DirectReplies direct;
  private final InstantSource clock;
  private final String account;
  private final InstagramConnector.Lengths lengths;

  InstagramReplies(Graph graph, InstantSource clock, String account, InstagramConnector.Lengths lengths) {
    this.saying = new Saying(graph);
    this.direct = new DirectReplies(saying, clock, "instagram", account);
    this.clock = clock;
    this.account = account;
    this.lengths = lengths;
  }

  Future<ReplyOutcome> say(Draft draft) {
    var ref = ref(draft);
    var message = new JsonObject().put("message", draft.text());
    return tooLong(draft, ref).map(Future::succeededFuture).orElseGet(() -> switch (Fields.text(ref, "kind")) {
      case "comment" -> say(draft, Fields.text(ref, "id") + "/replies", message);
      case "mention" -> say(draft, account + "/mentions", Fields.text(ref, "comment").isEmpty()
        ? message.put("media_id", Fields.text(ref, "media"))
        : message.put("media_id", Fields.text(ref, "media")).put("comment_id", Fields.text(ref, "comment")));
      default -> direct.say(draft);
    });
  }

  private Future<ReplyOutcome> say(Draft draft, String path, JsonObject body) {
    return saying.say(draft.attemptKey(), clock.instant(), path, body,
      said -> new ReplyOutcome.Sent(Fields.text(said, "id"), ""));
  }

  private static JsonObject ref(Draft draft) {
    return Fields.objectOrEmpty(Buffer.buffer(draft.answerRef()));
  }

  /** Comments are counted in characters, messages in bytes. */
  private Optional<ReplyOutcome> tooLong(Draft draft, JsonObject ref) {
    var text = draft.text();
    if (Fields.text(ref, "kind").isEmpty()) {
      var bytes = text.getBytes(StandardCharsets.UTF_8).length;
      return bytes <= lengths.message() ? Optional.empty() : Optional.of(new ReplyOutcome.Refused(
        "The message has " + bytes + " bytes, Instagram takes " + lengths.message() + ": letters beyond English count more"));
    }
    var characters = text.codePointCount(0, text.length());
    return characters <= lengths.comment() ? Optional.empty() : Optional.of(new ReplyOutcome.Refused(
      "The comment has " + characters + " characters, Instagram takes " + lengths.comment()));
  }

  Future<ReplyOutcome> lookUp(Draft draft) {
    var ref = ref(draft);
    return switch (Fields.text(ref, "kind")) {
      case "comment" -> saying.lookUp(draft.attemptKey(), clock.instant(), Fields.text(ref, "id") + "/replies",
        Map.of("fields", "id,text,timestamp,from", "limit", String.valueOf(LOOKED_THROUGH)), list -> found(list, draft));
      case "mention" -> Future.succeededFuture(
        new ReplyOutcome.Unknown("Instagram does not list what is said under other people's posts"));
      default -> direct.lookUp(draft);
    };
  }

  private Optional<ReplyOutcome> found(JsonObject list, Draft draft) {
    var since = draft.firstTriedAt().minus(Saying.CLOCKS_APART);
    var ours = Fields.objects(list, "data").stream()
      .filter(r -> Fields.text(Fields.object(r, "from"), "id").equals(account)
        && Fields.text(r, "text").strip().equals(draft.text().strip())
        && !Times.read(r, "timestamp").orElse(Instant.MAX).isBefore(since)).findFirst();
    if (ours.isPresent()) {
      return ours.map(r -> new ReplyOutcome.Sent(Fields.text(r, "id"), ""));
    }
    return Fields.text(Fields.object(list, "paging"), "next").isEmpty() ? Optional.empty()
      : Optional.of(new ReplyOutcome.Unknown("there are too many replies to look through"));
  }
}
