package dev.baton.connector.reddit;

import dev.baton.connector.Draft;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Looks whether an answer whose fate is unknown was said: a comment among the account's own, or, where the token may not
 * see those, among the answers below what it answers; a message among those sent. Of a message that is not there nothing
 * is certain: since Reddit's messages are chats, it need not list them.
 */
final class RedditLookUp {

  /** What was just said is not shown at once; before this, not to find it means nothing. */
  static final Duration SHOWN_AFTER = Duration.ofMinutes(2);
  /** Our clock and Reddit's need not agree. */
  private static final Duration SKEW = Duration.ofSeconds(10);
  /** Of a hundred comments each; an account that says more in that time is not certain of anything. */
  private static final int MAX_PAGES = 5;

  private static final ReplyOutcome NOT_SAID =
    new ReplyOutcome.TryLater(Duration.ofSeconds(1), "Reddit does not have it");

  private final RedditApi api;
  private final RedditConfig config;
  private final InstantSource clock;

  RedditLookUp(RedditApi api, RedditConfig config, InstantSource clock) {
    this.api = api;
    this.config = config;
    this.clock = clock;
  }

  /** As {@link dev.baton.connector.Connector#lookUp}: fails, to be asked again, while it is too early to be sure. */
  Future<ReplyOutcome> of(Draft draft) {
    var since = draft.firstTriedAt().minus(SKEW);
    var search = RedditReplies.thing(draft).startsWith("t4_") ? amongMessages(draft, since)
      : amongOwn(draft, since, "", 1);
    return search.compose(outcome -> outcome == NOT_SAID
      && clock.instant().isBefore(draft.firstTriedAt().plus(SHOWN_AFTER))
      ? notNow("Reddit does not show it yet, and may soon") : Future.succeededFuture(outcome));
  }

  private Future<ReplyOutcome> amongOwn(Draft draft, Instant since, String below, int pages) {
    return api.ownComments(below).compose(heard -> switch (heard) {
      case Heard.Fine(var answer) -> {
        var page = RedditPage.of(answer, api.host());
        var found = first(page.things(), isIt(draft, since));
        if (found.isPresent() || page.after().isEmpty() || page.reaches(since)) {
          yield Future.succeededFuture(found.orElse(NOT_SAID));
        }
        yield pages == MAX_PAGES || page.after().equals(below)
          ? Future.succeededFuture(new ReplyOutcome.Unknown("the account has said too much since to be sure"))
          : amongOwn(draft, since, page.after(), pages + 1);
      }
      case Heard.TurnedDown no -> amongAnswers(draft, since);
      default -> unseen(heard);
    });
  }

  private Future<ReplyOutcome> amongAnswers(Draft draft, Instant since) {
    var thing = RedditReplies.thing(draft);
    var post = Fields.text(Fields.objectOrEmpty(Buffer.buffer(draft.answerRef())), "post");
    if (post.isEmpty()) {
      return Future.succeededFuture(new ReplyOutcome.Unknown("nobody says below which post it would be"));
    }
    return api.below(id(post), thing.startsWith("t1_") ? id(thing) : "").compose(heard ->
      heard instanceof Heard.Fine(var answer) ? Future.succeededFuture(below(thing, answer, isIt(draft, since)))
        : unseen(heard));
  }

  private static String id(String fullname) {
    return fullname.replaceFirst("^t\\d_", "");
  }

  /** Answers may be left out of what is shown. */
  private static ReplyOutcome below(String thing, Wire.Answer answer, Predicate<RedditThing> isIt) {
    var all = Json.decodeValue(answer.body()) instanceof JsonArray two && two.size() == 2
      && two.getValue(1) instanceof JsonObject listing ? withAnswers(listing, 0).toList() : List.<RedditThing>of();
    boolean whole = all.stream().anyMatch(t -> t.name().equals(thing)) || thing.startsWith("t3_") && !all.isEmpty();
    boolean leftOut = all.stream().anyMatch(t -> t.kind().equals("more") && t.text("parent_id").equals(thing));
    return first(all, isIt).orElse(whole && !leftOut ? NOT_SAID
      : new ReplyOutcome.Unknown("Reddit does not show all answers below it"));
  }

  /** As deep as was asked for, and no deeper. */
  private static Stream<RedditThing> withAnswers(JsonObject listing, int depth) {
    return depth > 3 ? Stream.empty() : RedditPage.of(Fields.object(listing, "data")).things().stream().flatMap(thing ->
      Stream.concat(Stream.of(thing), withAnswers(Fields.object(thing.data(), "replies"), depth + 1)));
  }

  private Future<ReplyOutcome> amongMessages(Draft draft, Instant since) {
    var to = Fields.text(Fields.objectOrEmpty(Buffer.buffer(draft.answerRef())), "to");
    return api.list("/message/sent", "", 0).compose(heard -> heard instanceof Heard.Fine(var answer)
      ? Future.succeededFuture(first(RedditPage.of(answer, api.host()).things(), thing -> isSame(thing, draft, since)
          && thing.text("dest").equalsIgnoreCase(to))
        .orElse(new ReplyOutcome.Unknown("Reddit does not list it among the messages sent, where chats may be missing")))
      : unseen(heard));
  }

  private Predicate<RedditThing> isIt(Draft draft, Instant since) {
    var thing = RedditReplies.thing(draft);
    return said -> said.text("parent_id").equals(thing) && config.isUs(said.text("author"))
      && isSame(said, draft, since);
  }

  private static boolean isSame(RedditThing said, Draft draft, Instant since) {
    return said.saidAt().filter(at -> !at.isBefore(since)).isPresent()
      && bare(said.text("body")).equals(bare(draft.text()));
  }

  private static String bare(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private static Optional<ReplyOutcome> first(List<RedditThing> things, Predicate<RedditThing> isIt) {
    return things.stream().filter(isIt).findFirst().map(RedditReplies::sent);
  }

  private static Future<ReplyOutcome> notNow(String why) {
    return Future.failedFuture(SourceException.unanswered(why, null));
  }

  private static Future<ReplyOutcome> unseen(Heard heard) {
    return switch (heard) {
      case Heard.Fine fine -> throw new IllegalStateException("a fine answer is looked into");
      case Heard.Wait(var pause, var why) -> notNow(why);
      case Heard.Unwelcome(var why) -> notNow(why);
      case Heard.TurnedDown(var status, var words) -> Future.succeededFuture(new ReplyOutcome.Unknown(words));
    };
  }
}
