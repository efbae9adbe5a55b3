package dev.baton.connector.youtube;

import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.LookBack;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.SourceException;
import dev.baton.connector.Wire;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Reads one page after the other, and at the end of a run looks at what was read lately again. */
final class YouTubeReader {

  /** Each look is a unit of the day's 10,000. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);

  private final YouTubeApi api;
  private final YouTubeAccount account;
  private final Units units;
  private final InstantSource clock;
  private final Duration repliesFor;
  private final Known known = new Known();
  private final LookBack lately = new LookBack(YouTubeApi.AT_ONCE);
  private Instant nextLook = Instant.MIN;

  YouTubeReader(YouTubeApi api, YouTubeAccount account, Units units, InstantSource clock, Duration repliesFor) {
    this.api = api;
    this.account = account;
    this.units = units;
    this.clock = clock;
    this.repliesFor = repliesFor;
  }

  /** Knowing who we are keeps what we say ourselves out of the inbox. */
  Future<ReadOutcome> read(String cursor) {
    return account.meet().compose(trouble -> trouble.isPresent() ? unread(trouble.get()) : ask(cursor));
  }

  private Future<ReadOutcome> ask(String cursor) {
    var now = clock.instant();
    if (!known.begin(cursor)) {
      units.unsettle();
    }
    var before = cursor.isEmpty() ? YouTubeCursor.first(now) : YouTubeCursor.parse(cursor);
    var from = before.under(now, units.isPlenty(before.spent()));
    var asked = from.next();
    return (asked.isThreads() ? api.threads(account.id(), asked.page()) : api.replies(asked.thread().id(), asked.page()))
      .compose(heard -> heard instanceof Heard.Fine(var answer) ? page(from, answer, now) : without(from, heard, now));
  }

  private Future<ReadOutcome> page(YouTubeCursor from, Wire.Answer answer, Instant now) {
    var page = Fields.object(answer.body(), api.host());
    var found = new Gathering(from, account.id(), known, lately, now);
    if (from.next().isThreads()) {
      found.threads(page, repliesFor, units.isPlenty(from.spent()));
    } else {
      found.replies(page);
    }
    return outcome(from.after(found.more()), found, now);
  }

  /** A thread that is gone or closed must not keep us from the rest; a page's name ends sooner or later. */
  private Future<ReadOutcome> without(YouTubeCursor from, Heard heard, Instant now) {
    var asked = from.next();
    boolean goesOn = heard instanceof Heard.TurnedDown && (!asked.isThreads() || !asked.page().isEmpty());
    return goesOn ? outcome(from.without(asked.isThreads()), new Gathering(from, account.id(), known, lately, now), now)
      : unread(heard);
  }

  private Future<ReadOutcome> outcome(YouTubeCursor next, Gathering found, Instant now) {
    return (next.isBetween() ? lookBack(next, now) : Future.succeededFuture(List.<Change>of())).map(later -> {
      var spent = units.settled(next.spent());
      var text = next.spending(spent).text();
      known.given(text);
      return new ReadOutcome.Page(found.brought(later), text, !next.isBetween(), units.quota(spent));
    });
  }

  /** The network tells nobody of edits and deletions. */
  private Future<List<Change>> lookBack(YouTubeCursor next, Instant now) {
    if (now.isBefore(nextLook) || !units.isPlenty(next.spent())) {
      return Future.succeededFuture(List.of());
    }
    var asked = lately.due(now);
    if (asked.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    nextLook = now.plus(BETWEEN_LOOKS);
    return api.comments(asked).map(heard -> heard instanceof Heard.Fine(var answer)
      ? changed(asked, Fields.object(answer.body(), api.host()), now) : List.<Change>of()).otherwise(List.of());
  }

  private List<Change> changed(List<String> asked, JsonObject page, Instant now) {
    var changes = new ArrayList<Change>();
    var there = new HashSet<String>();
    for (var comment : Fields.objects(page, "items")) {
      var id = Fields.text(comment, "id");
      if (asked.contains(id)) {
        there.add(id);
        if (lately.saw(id, YouTubeComments.version(comment), true, now)) {
          YouTubeComments.edited(comment).ifPresent(at -> changes.add(
            new Change.Edited(new ExternalId(id), YouTubeComments.text(comment), at)));
        }
      }
    }
    // An answer without a list is no answer: it would take everything for gone.
    var missing = new HashSet<>(page.containsKey("items") ? asked : List.<String>of());
    missing.removeAll(there);
    lately.gone(there, missing).forEach(id -> changes.add(new Change.Deleted(new ExternalId(id), now)));
    return changes;
  }

  private Future<ReadOutcome> unread(Heard heard) {
    return switch (heard) {
      case Heard.Fine fine -> throw new IllegalStateException("a fine answer is read");
      case Heard.Wait(var pause, var why) -> Future.succeededFuture(new ReadOutcome.Wait(pause, why));
      case Heard.Unwelcome(var why) -> Future.succeededFuture(new ReadOutcome.NeedsReconnect(why));
      case Heard.TurnedDown(var status, var words) -> status == YouTubeApi.NOT_BY_A_TOKEN || status == 403
        ? Future.succeededFuture(new ReadOutcome.NeedsReconnect(words))
        : Future.failedFuture(SourceException.unanswered(api.host() + " turned a read down: " + words, null));
    };
  }
}
