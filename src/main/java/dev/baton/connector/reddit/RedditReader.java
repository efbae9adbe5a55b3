package dev.baton.connector.reddit;

import dev.baton.connector.Brought;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.LookBack;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReadOutcome.Unreadable;
import dev.baton.connector.SourceException;
import dev.baton.connector.Wire;
import dev.baton.connector.reddit.RedditCursor.Source;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Mention;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads both lists, a page a call, and looks at the comments it read lately again.
 *
 * <pre>
 *   inbox ── page ── … ── floor ─► mentions ── page ── … ── floor ─► a look at 100 of the last 200: edits, deletions
 * </pre>
 */
final class RedditReader {

  /** The list of mentions that fails is left alone for so long, that the inbox is read in between. */
  private static final Duration LEFT_ALONE = Duration.ofMinutes(1);
  private static final String GONE = "gone";

  private final RedditApi api;
  private final RedditConfig config;
  private final InstantSource clock;
  private final LookBack lately = new LookBack(RedditApi.PAGE);
  private Instant mentionsFrom = Instant.MIN;

  RedditReader(RedditApi api, RedditConfig config, InstantSource clock) {
    this.api = api;
    this.config = config;
    this.clock = clock;
  }

  Future<ReadOutcome> read(String cursor) {
    var now = clock.instant();
    var kept = RedditCursor.parse(cursor, now);
    var at = kept.turn() == Source.MENTIONS && now.isBefore(mentionsFrom) ? kept.turn(Source.INBOX) : kept;
    var run = at.run(at.turn());
    return api.list(at.turn().path(), run.below(), run.count()).compose(heard -> switch (heard) {
      case Heard.Fine(var answer) -> page(at, answer, now);
      case Heard.TurnedDown no when no.status() >= 400 && run.inRun() -> fromTheTop(at, now);
      case Heard.TurnedDown no when at.turn() == Source.MENTIONS -> withoutMentions(at, now);
      default -> unread(heard);
    }).onFailure(e -> leaveAlone(at.turn(), now));
  }

  private void leaveAlone(Source source, Instant now) {
    if (source == Source.MENTIONS) {
      mentionsFrom = now.plus(LEFT_ALONE);
    }
  }

  /** The place is worth nothing any more; in the next round, so that it is not asked for without a pause. */
  private Future<ReadOutcome> fromTheTop(RedditCursor at, Instant now) {
    var following = next(at.turn(), now);
    return Future.succeededFuture(new ReadOutcome.Page(Brought.NOTHING, at.with(at.turn(), at.run(at.turn()).again())
      .turn(following.orElse(Source.INBOX)).text(), following.isPresent(), ReadOutcome.Quota.UNSAID));
  }

  /** The inbox has them, too. */
  private Future<ReadOutcome> withoutMentions(RedditCursor at, Instant now) {
    leaveAlone(Source.MENTIONS, now);
    return Future.succeededFuture(new ReadOutcome.Page(Brought.NOTHING, at.turn(Source.INBOX).text(), false,
      ReadOutcome.Quota.UNSAID));
  }

  private Future<ReadOutcome> page(RedditCursor at, Wire.Answer answer, Instant now) {
    var source = at.turn();
    var run = at.run(source);
    var page = RedditPage.of(answer, api.host());
    var after = run.after(page, now);
    var said = sorted(page, at, now);
    if (run.isCutOff(page)) {
      said.unreadable().add(cutOff(run));
    }
    var following = after.inRun() ? Optional.of(source) : next(source, now);
    var moved = at.with(source, after).having(page.names()).turn(following.orElse(Source.INBOX));
    return (following.isPresent() ? Future.succeededFuture(List.<Change>of()) : lookBack()).map(changes ->
      new ReadOutcome.Page(new Brought(said.mentions(), changes, List.of(), said.unreadable()), moved.text(),
        following.isPresent(), api.limits().quota(answer.headers())));
  }

  private Optional<Source> next(Source source, Instant now) {
    return source == Source.INBOX && !now.isBefore(mentionsFrom) ? Optional.of(Source.MENTIONS) : Optional.empty();
  }

  private record Sorted(List<Mention> mentions, List<Unreadable> unreadable) {}

  private Sorted sorted(RedditPage page, RedditCursor at, Instant now) {
    var said = new Sorted(new ArrayList<>(), new ArrayList<>());
    var seen = new HashSet<>(at.seen());
    for (var child : page.children()) {
      var thing = RedditThing.of(child);
      if (!thing.name().isEmpty() && !seen.add(thing.name()) || thing.isSaidBefore(at.since())) {
        continue;
      }
      try {
        RedditMentions.read(thing, config).ifPresent(mention -> {
          said.mentions().add(mention);
          remember(thing, now);
        });
      } catch (RuntimeException e) {
        said.unreadable().add(Fields.unreadable(thing.name(), child, e));
      }
    }
    return said;
  }

  /** Messages cannot be asked for again; only what was given just now is looked at, so that no change is told twice. */
  private void remember(RedditThing thing, Instant now) {
    if (thing.isComment()) {
      lately.saw(thing.name(), "", false, now);
    }
  }

  private static Unreadable cutOff(RedditRun run) {
    return new Unreadable("reddit list end", "Reddit shows no more than about 1,000 things: what came between "
      + run.floor() + " and the last of them was not read, look on Reddit", "");
  }

  /** Whatever stands in the way of it is no reason to hold back what was read. */
  private Future<List<Change>> lookBack() {
    var asked = lately.due(clock.instant());
    return asked.isEmpty() ? Future.succeededFuture(List.of()) : api.info(asked)
      .map(heard -> heard instanceof Heard.Fine(var answer) ? changes(asked, RedditPage.of(answer, api.host()))
        : List.<Change>of())
      .otherwise(List.of());
  }

  private List<Change> changes(List<String> asked, RedditPage page) {
    var now = clock.instant();
    var changes = new ArrayList<Change>();
    var found = new HashSet<String>();
    for (var thing : page.things()) {
      if (!asked.contains(thing.name()) || !found.add(thing.name())) {
        continue;
      }
      var version = thing.isGone() ? GONE : thing.editedAt().map(Instant::toString).orElse("");
      if (lately.saw(thing.name(), version, true, now)) {
        change(thing, now).ifPresent(changes::add);
      }
    }
    var missing = new HashSet<>(asked);
    missing.removeAll(found);
    lately.gone(Set.copyOf(found), missing).forEach(name -> changes.add(new Change.Deleted(new ExternalId(name), now)));
    return changes;
  }

  private static Optional<Change> change(RedditThing thing, Instant now) {
    var id = new ExternalId(thing.name());
    return thing.isGone() ? Optional.of(new Change.Deleted(id, now))
      : thing.editedAt().map(at -> new Change.Edited(id, RedditMentions.text(thing), at.isAfter(now) ? now : at));
  }

  private Future<ReadOutcome> unread(Heard heard) {
    return switch (heard) {
      case Heard.Fine fine -> throw new IllegalStateException("a fine answer is read");
      case Heard.Wait(var pause, var why) -> Future.succeededFuture(new ReadOutcome.Wait(pause, why));
      case Heard.Unwelcome(var why) -> Future.succeededFuture(new ReadOutcome.NeedsReconnect(why));
      case Heard.TurnedDown(var status, var words) -> status == 403
        ? Future.succeededFuture(new ReadOutcome.NeedsReconnect(words + ": the token needs the scopes "
          + String.join(" ", RedditCheck.SCOPES) + ", and the app Reddit's leave to use its API"))
        : Future.failedFuture(SourceException.unanswered(api.host() + " turned a read down: " + words, null));
    };
  }
}
