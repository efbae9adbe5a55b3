package dev.baton.connector.bluesky;

import dev.baton.connector.Brought;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.LookBack;
import dev.baton.connector.PageSize;
import dev.baton.connector.RateLimits;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.SourceException;
import dev.baton.connector.Wire;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Mention;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the notifications, a page at a time, with what belongs to them, and looks at what it read lately again. */
final class BlueskyReader {

  /** The most the network gives in one page. */
  private static final int PAGE = 100;

  private static final Set<String> REASONS = Set.of("mention", "reply", "quote");

  private final BlueskySession session;
  private final BlueskyFollowers followers;
  private final BlueskyPosts posts;
  private final RateLimits limits;
  private final InstantSource clock;
  private final String host;
  private final LookBack lately = new LookBack(BlueskyPosts.AT_ONCE);
  private final PageSize pages;

  BlueskyReader(BlueskySession session, RateLimits limits, InstantSource clock, String host) {
    this.session = session;
    this.followers = new BlueskyFollowers(session, clock);
    this.posts = new BlueskyPosts(session);
    this.limits = limits;
    this.clock = clock;
    this.host = host;
    this.pages = new PageSize(PAGE, 1, clock);
  }

  Future<ReadOutcome> read(String cursor) {
    var from = cursor.isEmpty() ? BlueskyCursor.first(clock.instant()) : BlueskyCursor.parse(cursor);
    var query = "&reasons=mention&reasons=reply&reasons=quote"
      + (from.inRun() ? "&cursor=" + URLEncoder.encode(from.page(), StandardCharsets.UTF_8) : "");
    return pages.ask(size -> session.get("app.bsky.notification.listNotifications", "limit=" + size + query))
      .compose(heard -> heard instanceof Heard.Fine(var answer) ? page(answer, from) : unread(heard));
  }

  private Future<ReadOutcome> page(Wire.Answer answer, BlueskyCursor from) {
    var body = Fields.object(answer.body(), host);
    if (!(body.getValue("notifications") instanceof JsonArray items)) {
      return Future.failedFuture(SourceException.unanswered(host + " gave a page without notifications", null));
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
    return followers.of(authors(wanted)).compose(reach -> posts.of(uris(wanted)).compose(shown -> {
      var said = sorted(wanted, reach, shown.orElse(Map.of()));
      remember(items);
      return (next.inRun() ? Future.succeededFuture(List.<Change>of()) : lookBack()).map(gone ->
        new ReadOutcome.Page(new Brought(said.mentions(), gone, List.of(), said.unreadable()), next.text(), next.inRun(),
          limits.quota(answer.headers())));
    }));
  }

  /** All that the page shows, read by whichever node: so that a node that takes over does not begin with nothing. */
  private void remember(JsonArray items) {
    items.stream().filter(JsonObject.class::isInstance).filter(item -> wanted(item, Instant.MIN))
      .map(item -> Fields.text((JsonObject) item, "uri")).filter(uri -> !uri.isEmpty())
      .forEach(uri -> lately.saw(uri, "", true, clock.instant()));
  }

  /** Bluesky has no edits; what cannot be shown any more was deleted, or its author with it. */
  private Future<List<Change>> lookBack() {
    var asked = lately.due(clock.instant());
    return asked.isEmpty() ? Future.succeededFuture(List.of()) : posts.of(asked).map(shown -> {
      var there = shown.map(Map::keySet).orElse(Set.of());
      var missing = new HashSet<>(shown.isEmpty() ? List.of() : asked);
      missing.removeAll(there);
      return lately.gone(there, missing).stream()
        .<Change>map(uri -> new Change.Deleted(new ExternalId(uri), clock.instant())).toList();
    });
  }

  private List<String> uris(List<Object> items) {
    return items.stream().filter(JsonObject.class::isInstance)
      .flatMap(item -> BlueskyExtras.uris((JsonObject) item, session.did())).toList();
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

  private static Brought sorted(List<Object> items, Map<String, Long> reach, Map<String, JsonObject> posts) {
    var said = new ArrayList<Mention>();
    var unreadable = new ArrayList<ReadOutcome.Unreadable>();
    for (var item : items) {
      try {
        if (!(item instanceof JsonObject notification)) {
          throw new IllegalArgumentException("the item is no object");
        }
        said.add(BlueskyMentions.read(notification, reach, posts));
      } catch (RuntimeException e) {
        unreadable.add(Fields.unreadable(item instanceof JsonObject it ? Fields.text(it, "uri") : "", item, e));
      }
    }
    return Brought.of(said, unreadable);
  }

  private Future<ReadOutcome> unread(Heard heard) {
    return switch (heard) {
      case Heard.Fine fine -> throw new IllegalStateException("a fine answer is read");
      case Heard.Wait(var pause, var why) -> Future.succeededFuture(new ReadOutcome.Wait(pause, why));
      case Heard.Unwelcome(var why) -> Future.succeededFuture(new ReadOutcome.NeedsReconnect(why));
      case Heard.TurnedDown(var status, var words) -> status == 403
        ? Future.succeededFuture(new ReadOutcome.NeedsReconnect(words))
        : Future.failedFuture(SourceException.unanswered(host + " turned a read down: " + words, null));
    };
  }
}
