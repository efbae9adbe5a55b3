package dev.baton.connector.googlereviews;

import dev.baton.connector.Draft;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * Says an answer. A review has one, which a new one replaces, so the same may be given again; but somebody may have written
 * one on Google meanwhile, so what is there is read first. Between the look and the answer a moment is left in which
 * nobody can look; Google knows no condition for it.
 */
final class ReviewsReplies {

  /** Of UTF-8, by Google's documents. */
  static final int LONGEST = 4096;

  /** How soon an answer is tried again while a person mends the credentials. */
  private static final Duration UNTIL_MENDED = Duration.ofMinutes(5);

  private static final int REMEMBERED = 10_000;

  private static final String ANOTHERS = "The review has an answer already that Baton did not write, or wrote before it was"
    + " started last: change that one on Google, or delete it there and answer again";

  private final ReviewsApi api;
  private final ReviewsLookBack lately;
  private final InstantSource clock;
  /** What may be replaced, since it is ours. */
  private final SequencedSet<String> ours = new LinkedHashSet<>();

  ReviewsReplies(ReviewsApi api, ReviewsLookBack lately, InstantSource clock) {
    this.api = api;
    this.lately = lately;
    this.clock = clock;
  }

  Future<ReplyOutcome> say(Draft draft) {
    int bytes = draft.text().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LONGEST) {
      return refused("The answer has " + bytes + " bytes, Google takes " + LONGEST + ": shorten it");
    }
    var known = Fields.text(Fields.objectOrEmpty(Buffer.buffer(draft.answerRef())), "review");
    var review = known.isEmpty() ? draft.inReplyTo() : known;
    return api.review(review)
      .recover(e -> Future.failedFuture(SourceException.unreachable(e.getMessage(), e)))
      .compose(heard -> heard instanceof Heard.Fine(var answer)
        ? unlessAnswered(review, draft.text(), Fields.objectOrEmpty(answer.body()))
        : Future.succeededFuture(notSaid(heard)));
  }

  private static Future<ReplyOutcome> refused(String reason) {
    return Future.succeededFuture(new ReplyOutcome.Refused(reason));
  }

  private Future<ReplyOutcome> unlessAnswered(String review, String text, JsonObject now) {
    var url = Fields.text(now, "reviewReplyUrl");
    var there = Review.answer(Fields.object(now, "reviewReply"), Instant.EPOCH);
    var id = Digest.answer(review, there.text());
    if (there.isThere() && id.equals(Digest.answer(review, text))) {
      return there.isRejected() ? refused(there.whyRejected()) : Future.succeededFuture(said(review, text, url));
    }
    // What Google does not publish, nobody reads: it can be replaced, whoever wrote it.
    if (there.isThere() && !there.isRejected() && !ours.contains(id)) {
      return refused(url.isEmpty() ? ANOTHERS : ANOTHERS + ": " + url);
    }
    return api.reply(review, text).map(heard -> outcome(heard, review, text, url))
      .recover(e -> e instanceof SourceException broken && broken.bytesLeft()
        ? Future.succeededFuture(new ReplyOutcome.Unknown(broken.getMessage())) : Future.failedFuture(e));
  }

  private ReplyOutcome outcome(Heard heard, String review, String text, String url) {
    if (!(heard instanceof Heard.Fine(var answer))) {
      return notSaid(heard);
    }
    var body = Fields.objectOrEmpty(answer.body());
    var said = Review.answer(body, Instant.EPOCH);
    if (said.isRejected()) {
      return new ReplyOutcome.Refused(said.whyRejected());
    }
    return said.isThere() || body.containsKey("updateTime") ? said(review, text, url)
      : new ReplyOutcome.Unknown("Google took it, but its answer cannot be read");
  }

  private ReplyOutcome said(String review, String text, String url) {
    var id = Digest.answer(review, text);
    ours.add(id);
    if (ours.size() > REMEMBERED) {
      ours.removeFirst();
    }
    lately.answered(id, clock.instant());
    return new ReplyOutcome.Sent(id, url);
  }

  private static ReplyOutcome notSaid(Heard heard) {
    return switch (heard) {
      case Heard.Fine fine -> throw new IllegalStateException("a fine answer is read");
      case Heard.Wait(var pause, var why) -> new ReplyOutcome.TryLater(pause, why);
      case Heard.Unwelcome(var why) -> new ReplyOutcome.TryLater(UNTIL_MENDED, why);
      case Heard.TurnedDown(var status, var words) -> new ReplyOutcome.Refused(status == 404
        ? "The review is not there any more, or its location is not verified (" + words + ")" : words);
    };
  }
}
