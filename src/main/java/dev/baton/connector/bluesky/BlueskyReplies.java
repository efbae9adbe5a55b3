package dev.baton.connector.bluesky;

import dev.baton.connector.Draft;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Says an answer once: the record's key is the attempt's key, so a second record cannot be made, and one that was made
 * can be looked up.
 */
final class BlueskyReplies {

  /** The words of a data server that has no record under the key. */
  private static final String NOT_THERE = "Could not locate record";

  /** The words of a data server that already has a record under the key; it has no error name of its own. */
  static final String KEY_TAKEN = "already a value at key";

  private static final String COLLECTION = "app.bsky.feed.post";

  /** How soon an answer is tried again while a person mends the credentials. */
  private static final Duration UNTIL_MENDED = Duration.ofMinutes(5);

  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final BlueskySession session;
  private final String identifier;

  BlueskyReplies(BlueskySession session, String identifier) {
    this.session = session;
    this.identifier = identifier;
  }

  Future<ReplyOutcome> say(Draft draft) {
    var tooLong = PostText.tooLong(draft.text());
    if (tooLong.isPresent()) {
      return Future.succeededFuture(new ReplyOutcome.Refused(tooLong.get()));
    }
    return session.post("com.atproto.repo.createRecord", new JsonObject()
        .put("repo", repo()).put("collection", COLLECTION).put("rkey", draft.attemptKey()).put("record", record(draft)))
      .compose(heard -> outcome(heard, draft))
      .recover(e -> e instanceof SourceException broken && broken.bytesLeft()
        ? lookUp(draft, broken.getMessage()) : Future.failedFuture(e));
  }

  /** The key is taken, or it is not: there is no doubt where the data server can be asked. */
  Future<ReplyOutcome> lookUp(Draft draft) {
    return record(draft.attemptKey()).compose(heard -> switch (heard) {
      case Heard.Fine(var answer) -> Future.succeededFuture(sent(Fields.objectOrEmpty(answer.body()))
        .orElse(new ReplyOutcome.Unknown("the data server's answer cannot be read")));
      case Heard.Wait(var pause, var why) -> Future.failedFuture(SourceException.unanswered(why, null));
      case Heard.Unwelcome(var why) -> Future.failedFuture(SourceException.unanswered(why, null));
      case Heard.TurnedDown(var status, var words) -> Future.succeededFuture(words.contains(NOT_THERE)
        ? new ReplyOutcome.TryLater(AT_ONCE, "it was not said yet") : new ReplyOutcome.Unknown(words));
    });
  }

  /** The same at every try, down to {@code createdAt}. */
  private static JsonObject record(Draft draft) {
    var ref = Fields.objectOrEmpty(Buffer.buffer(draft.answerRef()));
    var record = new JsonObject()
      .put("$type", COLLECTION)
      .put("text", draft.text())
      .put("createdAt", draft.createdAt().toString())
      .put("reply", new JsonObject()
        .put("root", strongRef(ref, "rootUri", "rootCid"))
        .put("parent", strongRef(ref, "uri", "cid")));
    var language = draft.language().isEmpty() ? Fields.text(ref, "lang") : draft.language();
    var facets = PostText.facets(draft.text(), Fields.text(ref, "handle"), Fields.text(ref, "did"));
    if (!language.isEmpty()) {
      record.put("langs", new JsonArray().add(language));
    }
    return facets.isEmpty() ? record : record.put("facets", facets);
  }

  private static JsonObject strongRef(JsonObject ref, String uri, String cid) {
    return new JsonObject().put("uri", Fields.text(ref, uri)).put("cid", Fields.text(ref, cid));
  }

  private Future<ReplyOutcome> outcome(Heard heard, Draft draft) {
    return switch (heard) {
      case Heard.Fine(var answer) -> Future.succeededFuture(sent(Fields.objectOrEmpty(answer.body()))
        .orElse(new ReplyOutcome.Unknown("the network took it, but its answer cannot be read")));
      case Heard.Wait(var pause, var why) -> Future.succeededFuture(new ReplyOutcome.TryLater(pause, why));
      case Heard.Unwelcome(var why) -> Future.succeededFuture(new ReplyOutcome.TryLater(UNTIL_MENDED, why));
      case Heard.TurnedDown(var status, var words) -> words.contains(KEY_TAKEN)
        ? lookUp(draft, words) : Future.succeededFuture(new ReplyOutcome.Refused(words));
    };
  }

  /** After an answer was lost: is the record there? Where that cannot be told either, it stays unknown. */
  private Future<ReplyOutcome> lookUp(Draft draft, String why) {
    return record(draft.attemptKey())
      .map(heard -> heard instanceof Heard.Fine(var answer) ? sent(Fields.objectOrEmpty(answer.body())) : NOT_FOUND)
      .otherwise(NOT_FOUND)
      .map(found -> found.orElse(new ReplyOutcome.Unknown(why)));
  }

  private Future<Heard> record(String key) {
    return session.get("com.atproto.repo.getRecord", "repo=" + URLEncoder.encode(repo(), StandardCharsets.UTF_8)
      + "&collection=" + COLLECTION + "&rkey=" + URLEncoder.encode(key, StandardCharsets.UTF_8));
  }

  private static final Optional<ReplyOutcome> NOT_FOUND = Optional.empty();

  private Optional<ReplyOutcome> sent(JsonObject said) {
    var uri = Fields.text(said, "uri");
    return uri.isEmpty() ? NOT_FOUND : Optional.of(new ReplyOutcome.Sent(uri, BlueskyMentions.url(repo(), uri)));
  }

  private String repo() {
    return session.did().isEmpty() ? identifier : session.did();
  }
}
