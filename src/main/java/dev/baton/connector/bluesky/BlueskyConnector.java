package dev.baton.connector.bluesky;

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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * One Bluesky account. What was said in the day before the account was connected is read, and everything since; one
 * page a call, newest first, down to what an earlier run has read. Called from one event loop.
 */
public final class BlueskyConnector implements Connector {

  /** The most the network gives in one page. */
  private static final int PAGE = 100;

  private static final Set<String> REASONS = Set.of("mention", "reply", "quote");

  private final Wire wire;
  private final BlueskySession session;
  private final BlueskyFollowers followers;
  private final BlueskyReplies replies;
  private final RateLimits limits;
  private final InstantSource clock;
  private final Tid keys;

  private BlueskyConnector(Wire wire, BlueskyConfig config, InstantSource clock, RandomGenerator random) {
    this.wire = wire;
    this.clock = clock;
    this.limits = new RateLimits(clock, random);
    this.session = new BlueskySession(wire, config, limits, clock);
    this.followers = new BlueskyFollowers(session, clock);
    this.replies = new BlueskyReplies(session, config.identifier());
    this.keys = new Tid(random);
  }

  public static BlueskyConnector of(Vertx vertx, BlueskyConfig config, InstantSource clock, RandomGenerator random) {
    return of(vertx, config, clock, random, Wire.Limits.USUAL);
  }

  public static BlueskyConnector of(Vertx vertx, BlueskyConfig config, InstantSource clock, RandomGenerator random,
                                    Wire.Limits limits) {
    return new BlueskyConnector(new Wire(vertx, config.server(), limits), config, clock, random);
  }

  @Override
  public Future<ReadOutcome> read(String cursor) {
    var from = cursor.isEmpty() ? BlueskyCursor.first(clock.instant()) : BlueskyCursor.parse(cursor);
    var query = "limit=" + PAGE + "&reasons=mention&reasons=reply&reasons=quote"
      + (from.inRun() ? "&cursor=" + URLEncoder.encode(from.page(), StandardCharsets.UTF_8) : "");
    return session.get("app.bsky.notification.listNotifications", query)
      .compose(heard -> heard instanceof Heard.Fine(var answer) ? page(answer, from) : unread(heard));
  }

  private Future<ReadOutcome> page(Wire.Answer answer, BlueskyCursor from) {
    var body = Fields.object(answer.body(), wire.host());
    if (!(body.getValue("notifications") instanceof JsonArray items)) {
      return Future.failedFuture(SourceException.unanswered(wire.host() + " gave a page without notifications", null));
    }
    var times = Fields.objects(body, "notifications").stream()
      .flatMap(item -> Fields.time(item, "indexedAt").stream()).toList();
    var nextPage = Fields.text(body, "cursor");
    // A page may be empty because nothing on it was asked for; then its cursor, if it is a time, says how old it is.
    var oldest = times.stream().min(Instant::compareTo)
      .or(() -> Fields.time(new JsonObject().put("cursor", nextPage), "cursor"));
    var now = clock.instant();
    var latest = times.stream().max(Instant::compareTo).map(at -> at.isAfter(now) ? now : at);
    var next = from.after(nextPage, latest, oldest);
    var wanted = items.stream().filter(item -> wanted(item, from.floor())).toList();
    return followers.of(authors(wanted))
      .map(reach -> sorted(wanted, reach, next, limits.quota(answer.headers())));
  }

  /** What the account says itself is no customer's, even where it comes back as a reply to the account. */
  private boolean wanted(Object item, Instant floor) {
    if (!(item instanceof JsonObject notification)) {
      return true;
    }
    var reason = Fields.text(notification, "reason");
    return (reason.isEmpty() || REASONS.contains(reason))
      && !Fields.text(Fields.object(notification, "author"), "did").equals(session.did())
      && Fields.time(notification, "indexedAt").map(at -> !at.isBefore(floor)).orElse(true);
  }

  private static List<String> authors(List<Object> items) {
    return items.stream()
      .filter(JsonObject.class::isInstance)
      .map(item -> Fields.text(Fields.object((JsonObject) item, "author"), "did"))
      .filter(did -> !did.isEmpty())
      .toList();
  }

  private static ReadOutcome sorted(List<Object> items, Map<String, Long> reach, BlueskyCursor next,
                                    ReadOutcome.Quota quota) {
    var said = new ArrayList<Mention>();
    var unreadable = new ArrayList<ReadOutcome.Unreadable>();
    for (var item : items) {
      try {
        if (!(item instanceof JsonObject notification)) {
          throw new IllegalArgumentException("the item is no object");
        }
        said.add(BlueskyMentions.read(notification, reach));
      } catch (RuntimeException e) {
        unreadable.add(Fields.unreadable(item instanceof JsonObject it ? Fields.text(it, "uri") : "", item, e));
      }
    }
    return new ReadOutcome.Page(said, unreadable, next.text(), next.inRun(), quota);
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
    return keys.next(now);
  }

  /** For ever: the key is taken once the answer was said. */
  @Override
  public boolean repeatable(Draft draft, Instant now) {
    return true;
  }

  @Override
  public ReplyRules rules() {
    return new ReplyRules(PostText.MAX_GRAPHEMES, "graphemes", true);
  }

  @Override
  public Future<Void> close() {
    return wire.close();
  }
}
