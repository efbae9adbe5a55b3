package dev.baton.connector.reddit;

import dev.baton.connector.Fields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How far one list is read. Reddit gives the newest first, so a run goes from the top down to the {@code floor}, each page
 * below the last thing of the one before; only a run that got there moves the floor up, and never to the newest.
 *
 * @param floor   everything since is read
 * @param newest  the latest time met in this run
 * @param below   the fullname below which the next page is; empty at the top
 * @param count   of things met in this run
 * @param anchors other fullnames to go on below: a page below something that was deleted meanwhile comes empty
 */
record RedditRun(Instant floor, Instant newest, String below, int count, List<String> anchors) {

  /** What a filter held back turns up below what was there before it. */
  static final Duration OVERLAP = Duration.ofHours(1);

  /** How much of the past is read when an account is connected. */
  static final Duration FIRST_RUN = Duration.ofHours(24);

  /** How much of a list Reddit shows at most, as is said; when it ends there, it may not have ended. */
  static final int SHOWN = 900;

  /** Twice what Reddit shows: in circles none may lead us. */
  private static final int MOST = 2_000;

  private static final int ANCHORS = 3;

  RedditRun {
    anchors = List.copyOf(anchors);
  }

  static RedditRun first(Instant now) {
    return top(now.minus(FIRST_RUN));
  }

  private static RedditRun top(Instant floor) {
    return new RedditRun(floor, floor, "", 0, List.of());
  }

  static RedditRun parse(JsonObject json) {
    return new RedditRun(json.getInstant("floor"), json.getInstant("newest"), Fields.text(json, "below"),
      json.getInteger("count"), json.getJsonArray("anchors").stream().map(String.class::cast).toList());
  }

  JsonObject json() {
    return new JsonObject().put("floor", floor).put("newest", newest).put("below", below).put("count", count)
      .put("anchors", new JsonArray(anchors));
  }

  boolean inRun() {
    return !below.isEmpty();
  }

  /** From the top again, down to the same floor. */
  RedditRun again() {
    return top(floor);
  }

  RedditRun after(RedditPage page, Instant now) {
    if (lostItsPlace(page)) {
      return new RedditRun(floor, newest, anchors.getFirst(), count, anchors.subList(1, anchors.size()));
    }
    var met = page.things().stream().flatMap(thing -> thing.saidAt().stream()).map(at -> at.isAfter(now) ? now : at)
      .max(Comparator.naturalOrder()).filter(at -> at.isAfter(newest)).orElse(newest);
    if (ends(page)) {
      return top(met.minus(OVERLAP).isAfter(floor) ? met.minus(OVERLAP) : floor);
    }
    int sum = count + page.children().size();
    boolean inCircles = page.after().equals(below) || sum >= MOST;
    return inCircles ? again() : new RedditRun(floor, met, page.after(), sum, anchors(page));
  }

  private boolean lostItsPlace(RedditPage page) {
    return inRun() && page.children().isEmpty() && !anchors.isEmpty();
  }

  private boolean ends(RedditPage page) {
    return page.after().isEmpty() || page.reaches(floor);
  }

  /** True where the list ended before the floor, and may have ended only because Reddit shows no more. */
  boolean isCutOff(RedditPage page) {
    return page.after().isEmpty() && !lostItsPlace(page) && !page.reaches(floor)
      && count + page.children().size() >= SHOWN;
  }

  /** The last ones above the place where the next page begins, the nearest first. */
  private static List<String> anchors(RedditPage page) {
    var names = page.names().reversed();
    return names.stream().filter(name -> !name.equals(page.after())).limit(ANCHORS).toList();
  }
}
