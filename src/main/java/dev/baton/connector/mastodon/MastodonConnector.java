package dev.baton.connector.mastodon;

import dev.baton.connector.Connector;
import dev.baton.connector.Draft;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.RateLimits;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.SourceException;
import dev.baton.connector.Wire;
import dev.baton.mention.Mention;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * One Mastodon account. What was said before the account was connected is read as far as one page goes (80 mentions);
 * from then on every mention is read, oldest first. Called from one event loop.
 */
public final class MastodonConnector implements Connector {

  /** The server forgets an idempotency key after an hour; ten minutes are left for slow clocks and slow requests. */
  private static final Duration REPEATABLE = Duration.ofMinutes(50);

  /** Stock Mastodon's limit, until the instance says its own. */
  private static final int USUAL_LENGTH = 500;

  /** Kept free for "@", the name and a blank; a local name has at most 30 characters, and few remote ones have more. */
  private static final int FOR_THE_NAME = 40;

  private final Wire wire;
  private final MastodonApi api;
  private final MastodonMentions mentions;
  private final MastodonReplies replies;
  private final RateLimits limits;
  private String ownAcct = "";
  private int maxLength = USUAL_LENGTH;

  private MastodonConnector(Wire wire, MastodonConfig config, RateLimits limits) {
    this.wire = wire;
    this.limits = limits;
    this.api = new MastodonApi(wire, config, limits);
    this.mentions = new MastodonMentions(config.server().getHost());
    this.replies = new MastodonReplies(api, wire.host());
  }

  public static MastodonConnector of(Vertx vertx, MastodonConfig config, InstantSource clock, RandomGenerator jitter) {
    return of(vertx, config, clock, jitter, Wire.Limits.USUAL);
  }

  public static MastodonConnector of(Vertx vertx, MastodonConfig config, InstantSource clock, RandomGenerator jitter,
                                     Wire.Limits limits) {
    return new MastodonConnector(new Wire(vertx, config.server(), limits), config, new RateLimits(clock, jitter));
  }

  @Override
  public Future<ReadOutcome> read(String cursor) {
    return ownAcct.isEmpty() ? api.whoAmI().compose(heard -> introduced(heard, cursor)) : readPage(cursor);
  }

  /** Knowing our own name keeps what we say ourselves out of the inbox. */
  private Future<ReadOutcome> introduced(Heard heard, String cursor) {
    if (!(heard instanceof Heard.Fine(var answer))) {
      return unread(heard);
    }
    ownAcct = Fields.text(Fields.object(answer.body(), wire.host()), "acct");
    return learnLength().compose(v -> readPage(cursor));
  }

  /** Asked once; an instance that does not say so has the usual length. */
  private Future<Void> learnLength() {
    return api.instance()
      .map(heard -> heard instanceof Heard.Fine(var answer) ? Fields.objectOrEmpty(answer.body()) : new JsonObject())
      .map(said -> Fields.number(Fields.object(Fields.object(said, "configuration"), "statuses"), "max_characters"))
      .otherwise(0L)
      .map(said -> {
        maxLength = said > FOR_THE_NAME ? (int) Math.min(said, Mention.MAX_TEXT) : USUAL_LENGTH;
        return null;
      });
  }

  private Future<ReadOutcome> readPage(String cursor) {
    if (cursor.isEmpty()) {
      return api.newestMentions().compose(heard -> heard instanceof Heard.Fine(var answer)
        ? Future.succeededFuture(page(answer, MastodonCursor.BEFORE_ALL, true)) : unread(heard));
    }
    var from = MastodonCursor.parse(cursor);
    return api.mentionsAbove(from.from()).compose(heard -> heard instanceof Heard.Fine(var answer)
      ? Future.succeededFuture(page(answer, from, false)) : unread(heard));
  }

  private ReadOutcome page(Wire.Answer answer, MastodonCursor from, boolean first) {
    var items = Fields.array(answer.body(), wire.host());
    var ids = new ArrayList<String>();
    var said = new ArrayList<Mention>();
    var unreadable = new ArrayList<ReadOutcome.Unreadable>();
    for (var item : items) {
      var id = item instanceof JsonObject notification ? Fields.text(notification, "id") : "";
      if (!id.isEmpty()) {
        ids.add(id);
      }
      if (from.seen().contains(id)) {
        continue;
      }
      try {
        sort(item, said);
      } catch (RuntimeException e) {
        unreadable.add(Fields.unreadable(id, item, e));
      }
    }
    boolean full = !first && items.size() >= MastodonApi.PAGE;
    return new ReadOutcome.Page(said, unreadable, from.after(ids, full).text(), full && from.advancesWith(ids),
      limits.quota(answer.headers()));
  }

  /** A server that ignores the wish for mentions only sends favourites too: no mentions, and no trouble either. */
  private void sort(Object item, ArrayList<Mention> said) {
    if (!(item instanceof JsonObject notification)) {
      throw new IllegalArgumentException("the item is no object");
    }
    var type = Fields.text(notification, "type");
    if (type.isEmpty() || type.equals("mention")) {
      var mention = mentions.read(notification);
      if (!mention.author().handle().equals(ownAcct)) {
        said.add(mention);
      }
    }
  }

  private Future<ReadOutcome> unread(Heard heard) {
    return switch (heard) {
      case Heard.Fine fine -> throw new IllegalStateException("a fine answer is read");
      case Heard.Wait(var pause, var why) -> Future.succeededFuture(new ReadOutcome.Wait(pause, why));
      case Heard.Unwelcome(var why) -> Future.succeededFuture(new ReadOutcome.NeedsReconnect(why));
      case Heard.TurnedDown(var status, var words) -> status == 403
        ? Future.succeededFuture(new ReadOutcome.NeedsReconnect(words))
        : Future.failedFuture(SourceException.unanswered(wire.host() + " turned a read down: " + words, null));
    };
  }

  @Override
  public Future<ReplyOutcome> reply(Draft draft) {
    return replies.say(draft);
  }

  @Override
  public String newAttemptKey(Instant now) {
    return UUID.randomUUID().toString();
  }

  @Override
  public boolean repeatable(Draft draft, Instant now) {
    return now.isBefore(draft.firstTriedAt().plus(REPEATABLE));
  }

  @Override
  public ReplyRules rules() {
    return new ReplyRules(maxLength - FOR_THE_NAME, "characters", true);
  }

  @Override
  public Future<Void> close() {
    return wire.close();
  }
}
