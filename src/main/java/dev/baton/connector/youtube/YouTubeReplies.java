package dev.baton.connector.youtube;

import dev.baton.connector.Draft;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Says an answer below the thread, on the one level there is. YouTube would say a repeated one twice, so one whose fate is
 * unknown is looked for among the thread's replies.
 */
final class YouTubeReplies {

  /** How soon an answer is tried again while a person mends the credentials. */
  private static final Duration UNTIL_MENDED = Duration.ofMinutes(5);
  /** The two clocks may differ by so much. */
  private static final Duration APART = Duration.ofMinutes(2);
  /** Until what was said is certain to show. */
  private static final Duration SHOWS_AFTER = Duration.ofMinutes(2);
  /** A thread of more than a thousand replies cannot be looked through. */
  private static final int MAX_PAGES = 10;

  private static final ReplyOutcome NOT_SAID =
    new ReplyOutcome.TryLater(Duration.ofSeconds(1), "YouTube does not have it");

  private final YouTubeApi api;
  private final YouTubeAccount account;
  private final InstantSource clock;

  YouTubeReplies(YouTubeApi api, YouTubeAccount account, InstantSource clock) {
    this.api = api;
    this.account = account;
    this.clock = clock;
  }

  Future<ReplyOutcome> say(Draft draft) {
    var thread = thread(draft);
    if (thread.shut()) {
      return Future.succeededFuture(new ReplyOutcome.Refused("YouTube takes no answers in this thread"));
    }
    return api.reply(thread.id(), text(draft)).map(heard -> outcome(heard, thread))
      .recover(e -> e instanceof SourceException broken && broken.bytesLeft()
        ? Future.succeededFuture(new ReplyOutcome.Unknown(broken.getMessage())) : Future.failedFuture(e));
  }

  private static JsonObject ref(Draft draft) {
    return Fields.objectOrEmpty(Buffer.buffer(draft.answerRef()));
  }

  private static Strand thread(Draft draft) {
    var known = Strand.parse(ref(draft));
    // The id of a reply begins with that of its thread.
    return known.id().isEmpty() ? new Strand(draft.inReplyTo().replaceAll("\\..*", ""), "", false) : known;
  }

  private static String text(Draft draft) {
    var name = Fields.text(ref(draft), "name");
    return name.isEmpty() || draft.text().startsWith(name) ? draft.text() : name + " " + draft.text();
  }

  private ReplyOutcome outcome(Heard heard, Strand thread) {
    return switch (heard) {
      case Heard.Fine(var answer) -> {
        var id = Fields.text(Fields.objectOrEmpty(answer.body()), "id");
        yield id.isEmpty() ? new ReplyOutcome.Unknown(api.host() + " took it, but its answer cannot be read")
          : new ReplyOutcome.Sent(id, thread.url(id));
      }
      case Heard.Wait(var pause, var why) -> new ReplyOutcome.TryLater(pause, why);
      case Heard.Unwelcome(var why) -> new ReplyOutcome.TryLater(UNTIL_MENDED, why);
      case Heard.TurnedDown(var status, var words) -> status == YouTubeApi.NOT_BY_A_TOKEN
        ? new ReplyOutcome.TryLater(UNTIL_MENDED, words) : new ReplyOutcome.Refused(words);
    };
  }

  Future<ReplyOutcome> lookUp(Draft draft) {
    return account.meet().compose(trouble -> trouble.isPresent() ? unseen(trouble.get()) : page(draft, "", 1));
  }

  private Future<ReplyOutcome> page(Draft draft, String page, int pages) {
    var thread = thread(draft);
    return api.replies(thread.id(), page).compose(heard -> {
      if (!(heard instanceof Heard.Fine(var answer))) {
        return unseen(heard);
      }
      var list = Fields.object(answer.body(), api.host());
      if (!list.containsKey("items")) {
        return Future.failedFuture(SourceException.unanswered(api.host() + " gave no list of replies", null));
      }
      var found = Fields.objects(list, "items").stream().filter(reply -> isIt(reply, draft)).findFirst();
      var next = Fields.text(list, "nextPageToken");
      if (found.isPresent()) {
        var id = Fields.text(found.get(), "id");
        return Future.succeededFuture(new ReplyOutcome.Sent(id, thread.url(id)));
      }
      if (next.isEmpty()) {
        return notSaid(draft);
      }
      return pages == MAX_PAGES || next.equals(page)
        ? Future.succeededFuture(new ReplyOutcome.Unknown("the thread has too many replies to look through"))
        : page(draft, next, pages + 1);
    });
  }

  private boolean isIt(JsonObject reply, Draft draft) {
    return YouTubeComments.isBy(reply, account.id())
      && plain(YouTubeComments.text(reply)).equals(plain(text(draft)))
      && !Fields.time(Fields.object(reply, "snippet"), "publishedAt").orElse(Instant.MAX)
        .isBefore(draft.firstTriedAt().minus(APART));
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private Future<ReplyOutcome> notSaid(Draft draft) {
    return clock.instant().isBefore(draft.firstTriedAt().plus(SHOWS_AFTER))
      ? Future.failedFuture(SourceException.unanswered("what was just said may not show yet", null))
      : Future.succeededFuture(NOT_SAID);
  }

  private static Future<ReplyOutcome> unseen(Heard heard) {
    return switch (heard) {
      case Heard.Fine fine -> throw new IllegalStateException("a fine answer is looked into");
      case Heard.Wait(var pause, var why) -> Future.failedFuture(SourceException.unanswered(why, null));
      case Heard.Unwelcome(var why) -> Future.failedFuture(SourceException.unanswered(why, null));
      case Heard.TurnedDown(var status, var words) -> Future.succeededFuture(new ReplyOutcome.Unknown(words));
    };
  }
}
