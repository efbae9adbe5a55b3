package dev.baton.connector.mastodon;

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
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the notifications, a page at a time, and looks at what it read lately again.
 *
 * <pre>
 *   page ── new ones ──────────► mentions (those they answer: one request more)
 *     └──── the overlap ───────► edits of the newest, at every read
 *   once a minute: 20 of the last 200 ─► edits, deletions
 * </pre>
 */
final class MastodonReader {

  /** A larger page is read on a worker, so that the event loop stays free. */
  private static final int READ_HERE = 128 * 1024;

  private final Vertx vertx;
  private final MastodonApi api;
  private final MastodonInstance instance;
  private final MastodonStatuses statuses;
  private final MastodonMentions mentions;
  private final RateLimits limits;
  private final InstantSource clock;
  private final String host;
  private final LookBack lately = new LookBack(MastodonStatuses.AT_ONCE);
  private final PageSize pages;

  MastodonReader(Vertx vertx, MastodonApi api, MastodonInstance instance, RateLimits limits, InstantSource clock,
                 String host) {
    this.vertx = vertx;
    this.api = api;
    this.instance = instance;
    this.statuses = new MastodonStatuses(api);
    this.mentions = new MastodonMentions(host);
    this.limits = limits;
    this.clock = clock;
    this.host = host;
    this.pages = new PageSize(MastodonApi.PAGE, 1, clock);
  }

  /** Knowing our own name keeps what we say ourselves out of the inbox. */
  Future<ReadOutcome> read(String cursor) {
    return instance.meet().compose(trouble -> trouble.isPresent() ? unread(trouble.get()) : readPage(cursor));
  }

  private Future<ReadOutcome> readPage(String cursor) {
    boolean first = cursor.isEmpty();
    var from = first ? MastodonCursor.BEFORE_ALL : MastodonCursor.parse(cursor);
    return pages.ask(size -> (first ? api.newest(instance.types(), size) : api.above(from.from(), instance.types(), size))
      .compose(heard -> heard instanceof Heard.Fine(var answer) ? page(answer, from, first, size) : unread(heard)));
  }

  /** @param size asked for; as many mean that there may be more */
  private Future<ReadOutcome> page(Wire.Answer answer, MastodonCursor from, boolean first, int size) {
    var items = Fields.array(answer.body(), host);
    var ids = ids(items);
    boolean more = !first && items.size() >= size;
    var next = from.after(ids, more);
    var goesOn = more && from.advancesWith(ids);
    var fresh = items.stream().filter(item -> !from.seen().contains(id(item))).toList();
    var here = answer.body().length() <= READ_HERE;
    return statuses.of(answered(fresh)).compose(answered -> here ? Future.succeededFuture(sorted(fresh, answered.there()))
      : vertx.executeBlocking(() -> sorted(fresh, answered.there()), false)).compose(said -> {
      var edits = edits(items, from);
      return (goesOn ? Future.succeededFuture(List.<Change>of()) : lookBack()).map(later -> {
        edits.addAll(later);
        return new ReadOutcome.Page(new Brought(said.mentions(), edits, List.of(), said.unreadable()), next.text(), goesOn,
          limits.quota(answer.headers()));
      });
    });
  }

  private static String id(Object item) {
    return item instanceof JsonObject notification ? Fields.text(notification, "id") : "";
  }

  private static List<String> ids(JsonArray items) {
    return items.stream().map(MastodonReader::id).filter(id -> !id.isEmpty()).toList();
  }

  /** Somebody else's words only: ours are in the case. */
  private List<String> answered(List<Object> items) {
    return items.stream().filter(MastodonReader::isSaid).map(item -> Fields.object((JsonObject) item, "status"))
      .filter(status -> !instance.isOurs(Fields.text(status, "in_reply_to_account_id")))
      .map(status -> Fields.text(status, "in_reply_to_id")).toList();
  }

  /** A server that ignores the wish for mentions only sends favourites too: no mentions, and no trouble either. */
  private static boolean isSaid(Object item) {
    return item instanceof JsonObject notification
      && List.of("", "mention", "quote").contains(Fields.text(notification, "type"));
  }

  private Brought sorted(List<Object> items, Map<String, JsonObject> answered) {
    var said = new ArrayList<Mention>();
    var unreadable = new ArrayList<ReadOutcome.Unreadable>();
    for (var item : items) {
      try {
        if (!(item instanceof JsonObject notification)) {
          throw new IllegalArgumentException("the item is no object");
        }
        if (isSaid(item)) {
          mention(notification, answered).ifPresent(said::add);
        }
      } catch (RuntimeException e) {
        unreadable.add(Fields.unreadable(id(item), item, e));
      }
    }
    return Brought.of(said, unreadable);
  }

  private Optional<Mention> mention(JsonObject notification, Map<String, JsonObject> answered) {
    var mention = mentions.read(notification, answered);
    return Optional.of(mention).filter(m -> !instance.isOurs(MastodonMentions.author(notification)));
  }

  /** Of what was read before and comes once more, because the newest few are always asked for again. */
  private List<Change> edits(JsonArray items, MastodonCursor from) {
    var edits = new ArrayList<Change>();
    items.stream().filter(MastodonReader::isSaid).map(JsonObject.class::cast).forEach(notification -> {
      var status = Fields.object(notification, "status");
      var id = Fields.text(status, "id");
      if (saw(id, status, from.seen().contains(id(notification)))) {
        MastodonMentions.edited(id, status, clock.instant()).ifPresent(edits::add);
      }
    });
    return edits;
  }

  private boolean saw(String id, JsonObject status, boolean told) {
    return !id.isEmpty() && lately.saw(id, Fields.text(status, "edited_at"), told, clock.instant());
  }

  private Future<List<Change>> lookBack() {
    var asked = lately.due(clock.instant());
    return asked.isEmpty() ? Future.succeededFuture(List.of()) : statuses.of(asked).map(found -> {
      var changes = new ArrayList<Change>();
      found.there().forEach((id, status) -> {
        if (saw(id, status, true)) {
          MastodonMentions.edited(id, status, clock.instant()).ifPresent(changes::add);
        }
      });
      lately.gone(found.there().keySet(), found.missing())
        .forEach(id -> changes.add(new Change.Deleted(new ExternalId(id), clock.instant())));
      return changes;
    });
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
