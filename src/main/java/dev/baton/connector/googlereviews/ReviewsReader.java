package dev.baton.connector.googlereviews;

import dev.baton.connector.Brought;
import dev.baton.connector.Heard;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.SourceException;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the locations, a page a call, and looks at single reviews again.
 *
 * <pre>
 *   location ── page ── … ── floor ─► next location ─► … ─► at night some pages of all ─► a look at 5 lately met
 * </pre>
 */
final class ReviewsReader {

  /** A location that Google does not show; the others are read meanwhile. */
  private static final Duration REFUSED_FOR = Duration.ofHours(1);
  /** One that fails is left alone for so long, that the others are read in between. */
  private static final Duration LEFT_ALONE = Duration.ofMinutes(1);

  private final ReviewsApi api;
  private final Locations locations;
  private final ReviewsLookBack lately;
  private final InstantSource clock;
  private final Map<String, Instant> readableFrom = new HashMap<>();

  ReviewsReader(ReviewsApi api, Locations locations, ReviewsLookBack lately, InstantSource clock) {
    this.api = api;
    this.locations = locations;
    this.lately = lately;
    this.clock = clock;
  }

  Future<ReadOutcome> read(String cursor) {
    var now = clock.instant();
    return locations.known().compose(known -> switch (known) {
      case Locations.Known.Unknown(var why) -> unread(why);
      case Locations.Known.There(var names) when names.isEmpty() -> Future.succeededFuture(
        new ReadOutcome.NeedsReconnect("The Google account manages no location: let its owner make it a manager"));
      case Locations.Known.There(var names) when names.size() > GoogleReviewsConfig.MOST_LOCATIONS ->
        Future.succeededFuture(new ReadOutcome.NeedsReconnect(GoogleReviewsConfig.TOO_MANY));
      case Locations.Known.There(var names) -> readOn(ReviewsCursor.parse(cursor, now), readable(names, now), now);
    });
  }

  private List<String> readable(List<String> names, Instant now) {
    var some = names.stream().filter(name -> !now.isBefore(readableFrom.getOrDefault(name, Instant.MIN))).toList();
    return some.isEmpty() ? names : some;
  }

  private Future<ReadOutcome> readOn(ReviewsCursor at, List<String> names, Instant now) {
    var turn = at.at(names);
    return turn.equals(ReviewsCursor.SCAN) ? scan(at, at.scan().at(names), names, now)
      : location(at, turn, names, now);
  }

  private Future<ReadOutcome> location(ReviewsCursor at, String location, List<String> names, Instant now) {
    var run = at.run(location, now);
    return api.list(location, run.page()).compose(heard -> switch (heard) {
      case Heard.Fine(var answer) -> page(at, location, answer, names, now);
      case Heard.TurnedDown no when no.status() == 400 && run.inRun() ->
        goOn(at.with(location, run.again()), after(location, names, at, now), new Tidings(), now);
      case Heard.TurnedDown no when names.size() > 1 && (no.status() == 403 || no.status() == 404) ->
        refused(at, location, no, names, now);
      default -> unread(heard);
    }).onFailure(e -> readableFrom.put(location, now.plus(LEFT_ALONE)));
  }

  private Future<ReadOutcome> page(ReviewsCursor at, String location, Wire.Answer answer, List<String> names,
                                   Instant now) {
    var run = at.run(location, now);
    var page = ReviewsPage.of(answer, api.host(), location);
    var told = new Tidings();
    page.reviews().stream().filter(review -> !review.changedAt().isBefore(run.floor()) && run.isNew(review))
      .forEach(review -> told.review(review, run.since(), now));
    page.garbled().stream().filter(item -> !run.knows(item.name()))
      .forEach(item -> told.unreadable(item.name(), item.item(), item.why()));
    page.reviews().forEach(review -> lately.met(review, told, now));
    var moved = run.after(page.reviews(), page.garbledNames(), page.next(), now);
    return goOn(at.with(location, moved), moved.inRun() ? Optional.of(location) : after(location, names, at, now), told,
      now);
  }

  /** Shown to a supervisor, and no reason to miss the others. */
  private Future<ReadOutcome> refused(ReviewsCursor at, String location, Heard.TurnedDown no, List<String> names,
                                      Instant now) {
    readableFrom.put(location, now.plus(REFUSED_FOR));
    var told = new Tidings();
    told.unreadable(location, "Google does not show the reviews of this location (" + no.words()
      + "): it has to be verified, and managed by the account");
    return goOn(at, after(location, names, at, now), told, now);
  }

  private Future<ReadOutcome> scan(ReviewsCursor at, Scan scan, List<String> names, Instant now) {
    return api.list(scan.location(), scan.page()).compose(heard -> switch (heard) {
      case Heard.Fine(var answer) -> scanned(at, scan, ReviewsPage.of(answer, api.host(), scan.location()), names, now);
      case Heard.TurnedDown no -> scanGoesOn(at, scan.pastLocation(names, now), new Tidings(), now);
      default -> unread(heard);
    });
  }

  /** What page one showed in time is known; everything else is given, for ingest knows what it has. */
  private Future<ReadOutcome> scanned(ReviewsCursor at, Scan scan, ReviewsPage page, List<String> names, Instant now) {
    var run = at.run(scan.location(), now);
    var told = new Tidings();
    page.reviews().stream()
      .filter(review -> !review.changedAt().isBefore(run.since()) && run.isNew(review)
        && !review.changedAt().isBefore(now.minus(Scan.GIVEN)))
      .forEach(review -> told.review(review, run.since(), now));
    page.reviews().forEach(review -> lately.met(review, told, now));
    return scanGoesOn(at, scan.after(page.next(), names, now), told, now);
  }

  private Future<ReadOutcome> scanGoesOn(ReviewsCursor at, Scan moved, Tidings told, Instant now) {
    return goOn(at.with(moved), moved.goesOn(now) ? Optional.of(ReviewsCursor.SCAN) : Optional.empty(), told, now);
  }

  /** What follows in this round; empty where it is over. */
  private static Optional<String> after(String location, List<String> names, ReviewsCursor at, Instant now) {
    int following = names.indexOf(location) + 1;
    return following < names.size() ? Optional.of(names.get(following))
      : at.scan().goesOn(now) ? Optional.of(ReviewsCursor.SCAN) : Optional.empty();
  }

  private Future<ReadOutcome> goOn(ReviewsCursor at, Optional<String> following, Tidings told, Instant now) {
    if (following.isPresent()) {
      return Future.succeededFuture(page(told.brought(), at.turn(following.get()), true));
    }
    return lately.look(told, now).map(v -> page(told.brought(), at.turn("").with(at.scan().nextRound()), false));
  }

  /** Google says nothing of what is left of its patience. */
  private static ReadOutcome page(Brought brought, ReviewsCursor cursor, boolean more) {
    return new ReadOutcome.Page(brought, cursor.text(), more, ReadOutcome.Quota.UNSAID);
  }

  private Future<ReadOutcome> unread(Heard heard) {
    return switch (heard) {
      case Heard.Fine fine -> throw new IllegalStateException("a fine answer is read");
      case Heard.Wait(var pause, var why) -> Future.succeededFuture(new ReadOutcome.Wait(pause, why));
      case Heard.Unwelcome(var why) -> Future.succeededFuture(new ReadOutcome.NeedsReconnect(why));
      case Heard.TurnedDown(var status, var words) -> status == 403 || status == 404
        ? Future.succeededFuture(new ReadOutcome.NeedsReconnect(words))
        : Future.failedFuture(SourceException.unanswered(api.host() + " turned a read down: " + words, null));
    };
  }
}
