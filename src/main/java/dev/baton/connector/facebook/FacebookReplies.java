package dev.baton.connector.facebook;

import dev.baton.connector.Draft;
import dev.baton.connector.Fields;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.meta.Saying;
import dev.baton.connector.meta.Times;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Answers under what was said. An answer to an answer is put beside it, under the same comment, so what became of a
 * lost one is looked for among all comments of the post.
 */
final class FacebookReplies {

  private static final int LOOKED_THROUGH = 100;

  private final Saying saying;
  private final InstantSource clock;
  private final String page;

  FacebookReplies(Saying saying, InstantSource clock, String page) {
    this.saying = saying;
    this.clock = clock;
    this.page = page;
  }

  Future<ReplyOutcome> say(Draft draft) {
    var id = Fields.text(ref(draft), "id");
    return saying.say(draft.attemptKey(), clock.instant(), (id.isEmpty() ? draft.inReplyTo() : id) + "/comments",
      new JsonObject().put("message", draft.text()), said -> sent(Fields.text(said, "id")));
  }

  private static JsonObject ref(Draft draft) {
    return Fields.objectOrEmpty(Buffer.buffer(draft.answerRef()));
  }

  private static ReplyOutcome.Sent sent(String id) {
    return new ReplyOutcome.Sent(FacebookIds.comment(id), FacebookIds.url(FacebookIds.comment(id)));
  }

  Future<ReplyOutcome> lookUp(Draft draft) {
    var since = draft.firstTriedAt().minus(Saying.CLOCKS_APART);
    return saying.lookUp(draft.attemptKey(), clock.instant(), Fields.text(ref(draft), "post") + "/comments",
      Map.of("filter", "stream", "order", "reverse_chronological", "limit", String.valueOf(LOOKED_THROUGH),
        "since", String.valueOf(since.getEpochSecond()), "fields", "id,message,from,created_time"),
      list -> found(list, draft, since));
  }

  private Optional<ReplyOutcome> found(JsonObject list, Draft draft, Instant since) {
    var ours = Fields.objects(list, "data").stream()
      .filter(c -> Fields.text(Fields.object(c, "from"), "id").equals(page)
        && Fields.text(c, "message").strip().equals(draft.text().strip())
        && !Times.read(c, "created_time").orElse(Instant.MAX).isBefore(since)).findFirst();
    if (ours.isPresent()) {
      return ours.map(c -> sent(Fields.text(c, "id")));
    }
    return Fields.text(Fields.object(list, "paging"), "next").isEmpty() ? Optional.empty()
      : Optional.of(new ReplyOutcome.Unknown("there are too many comments to look through"));
  }
}
