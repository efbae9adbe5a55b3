package dev.baton.connector.x;

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
import java.util.Optional;
import java.util.function.Predicate;

/** Looks whether an answer whose fate is unknown was said: among the account's own, since the attempt, by its text. */
final class XLookUp {

  /** What was just said is not shown at once; before this, not to find it means nothing. */
  static final Duration SHOWN_AFTER = Duration.ofMinutes(2);
  /** Our clock and the network's need not agree. */
  private static final Duration SKEW = Duration.ofSeconds(10);
  /** Of a hundred answers each; an account that says more in that time is not certain of anything. */
  private static final int MAX_PAGES = 5;

  private static final ReplyOutcome NOT_SAID = new ReplyOutcome.TryLater(Duration.ofSeconds(1), "X does not have it");

  private final XApi api;
  private final XAccount account;
  private final InstantSource clock;

  XLookUp(XApi api, XAccount account, InstantSource clock) {
    this.api = api;
    this.account = account;
    this.clock = clock;
  }

  /** The post that is answered. */
  static String parent(Draft draft, JsonObject ref) {
    return Fields.text(ref, "post").isEmpty() ? draft.inReplyTo() : Fields.text(ref, "post");
  }

  /** As {@link dev.baton.connector.Connector#lookUp}: fails, to be asked again, while it is too early to be sure. */
  Future<ReplyOutcome> of(Draft draft) {
    return search(draft).compose(outcome -> outcome == NOT_SAID
      && clock.instant().isBefore(draft.firstTriedAt().plus(SHOWN_AFTER))
      ? Future.failedFuture(SourceException.unanswered("X does not show it yet, and may soon", null))
      : Future.succeededFuture(outcome));
  }

  /** Only where it is certainly there. */
  Future<Optional<ReplyOutcome>> found(Draft draft) {
    return search(draft).map(outcome -> Optional.of(outcome).filter(ReplyOutcome.Sent.class::isInstance))
      .otherwise(Optional.empty());
  }

  private Future<ReplyOutcome> search(Draft draft) {
    return account.introduced().compose(stands -> stands.isPresent() ? unseen(stands.get()) : searched(draft));
  }

  private Future<ReplyOutcome> searched(Draft draft) {
    var ref = Fields.objectOrEmpty(Buffer.buffer(draft.answerRef()));
    var since = draft.firstTriedAt().minus(SKEW);
    var path = Fields.text(ref, "path");
    if (!path.isEmpty()) {
      return api.conversation(path).compose(heard -> heard instanceof Heard.Fine(var answer)
        ? Future.succeededFuture(amongMessages(XPage.of(answer, "X"), draft, since)) : unseen(heard));
    }
    return amongPosts(draft, parent(draft, ref), since, "", 1);
  }

  private ReplyOutcome amongMessages(XPage page, Draft draft, Instant since) {
    var found = first(page, message -> account.me().is(Fields.text(message, "sender_id"))
      && XMessages.time(message).filter(at -> !at.isBefore(since)).isPresent() && XText.same(draft.text(), message));
    boolean all = page.next().isEmpty() || page.reachesBelow(since);
    return found.<ReplyOutcome>map(message -> new ReplyOutcome.Sent(Fields.text(message, "id"), ""))
      .orElse(all ? NOT_SAID : new ReplyOutcome.Unknown("too much was written since to be sure"));
  }

  private Future<ReplyOutcome> amongPosts(Draft draft, String parent, Instant since, String token, int pages) {
    return api.ownPosts(account.me().id(), since, token).compose(heard -> {
      if (!(heard instanceof Heard.Fine(var answer))) {
        return unseen(heard);
      }
      var page = XPage.of(answer, "X");
      var found = first(page, post -> XNames.referenced(post, "replied_to").equals(parent)
        && XMessages.time(post).filter(at -> !at.isBefore(since)).isPresent() && XText.same(draft.text(), post));
      if (found.isPresent()) {
        var id = Fields.text(found.get(), "id");
        return Future.succeededFuture(new ReplyOutcome.Sent(id, XPosts.url(account.me().username(), id)));
      }
      if (page.next().isEmpty()) {
        return Future.succeededFuture(NOT_SAID);
      }
      return pages == MAX_PAGES ? Future.succeededFuture(new ReplyOutcome.Unknown("too much was said since to be sure"))
        : amongPosts(draft, parent, since, page.next(), pages + 1);
    });
  }

  private static Optional<JsonObject> first(XPage page, Predicate<JsonObject> isIt) {
    return page.items().stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).filter(isIt)
      .findFirst();
  }

  private static Future<ReplyOutcome> unseen(Heard heard) {
    return switch (heard) {
      case Heard.Fine fine -> throw new IllegalStateException("a fine answer is looked into");
      case Heard.Wait(var pause, var why) -> Future.failedFuture(SourceException.unanswered(why, null));
      case Heard.Unwelcome(var why) -> Future.succeededFuture(new ReplyOutcome.Unknown(why));
      case Heard.TurnedDown(var status, var words) -> Future.succeededFuture(new ReplyOutcome.Unknown(words));
    };
  }
}
