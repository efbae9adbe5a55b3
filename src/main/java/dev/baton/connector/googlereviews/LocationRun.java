package dev.baton.connector.googlereviews;

import dev.baton.connector.Fields;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the reviews of one location are read. What was changed last comes first, so a run goes from the top down to the
 * {@code floor}; only one that got there moves the floor up, and never to the newest.
 *
 * @param since what was written and changed before is left as it is
 * @param floor what was changed since is read
 * @param newest the latest change met in this run
 * @param page  Google's token of the next page; empty at the top
 * @param seen  what was given before and will come again: by its name's digest its text's, and when it was changed
 */
record LocationRun(Instant since, Instant floor, Instant newest, String page, int pages, Map<String, Seen> seen) {

  record Seen(String text, long changed) {}

  /** Should one turn up late, below others that were there before. What does so later, the night finds. */
  private static final Duration OVERLAP = Duration.ofHours(1);

  /** How much of the past is read when a location is connected. */
  private static final Duration FIRST_RUN = Duration.ofHours(24);

  /** 20,000 reviews: in circles none may lead us. */
  static final int MAX_PAGES = 400;

  LocationRun {
    seen = Map.copyOf(seen);
  }

  static LocationRun first(Instant now) {
    var since = now.minus(FIRST_RUN);
    return new LocationRun(since, since, since, "", 0, Map.of());
  }

  static LocationRun parse(JsonObject json) {
    var seen = new HashMap<String, Seen>();
    Fields.object(json, "seen").forEach(entry -> {
      var parts = String.valueOf(entry.getValue()).split("@", 2);
      seen.put(entry.getKey(), new Seen(parts[0], Long.parseLong(parts[1])));
    });
    return new LocationRun(json.getInstant("since"), json.getInstant("floor"), json.getInstant("newest"),
      Fields.text(json, "page"), json.getInteger("pages"), seen);
  }

  JsonObject json() {
    var kept = new JsonObject();
    seen.forEach((name, text) -> kept.put(name, text.text() + "@" + text.changed()));
    return new JsonObject().put("since", since).put("floor", floor).put("newest", newest).put("page", page)
      .put("pages", pages).put("seen", kept);
  }

  boolean inRun() {
    return !page.isEmpty();
  }

  /** From the top again, down to the same floor. */
  LocationRun again() {
    return new LocationRun(since, floor, floor, "", 0, seen);
  }

  /** False where it was given before and reads the same. */
  boolean isNew(Review review) {
    var before = seen.get(Digest.of(review.name()));
    return before == null || !before.text().equals(Digest.of(review.text()));
  }

  /** True for what could not be understood, and was told. */
  boolean knows(String name) {
    return seen.containsKey(Digest.of(name));
  }

  /**
   * After a page.
   *
   * @param garbled names of what could not be understood
   * @param next    Google's token of the next page, or empty
   */
  LocationRun after(List<Review> reviews, List<String> garbled, String next, Instant now) {
    var met = newest;
    var all = new HashMap<>(seen);
    for (var review : reviews) {
      var changed = review.changedAt().isAfter(now) ? now : review.changedAt();
      met = changed.isAfter(met) ? changed : met;
      all.put(Digest.of(review.name()), new Seen(Digest.of(review.text()), changed.getEpochSecond()));
    }
    garbled.forEach(name -> all.put(Digest.of(name), new Seen("", now.getEpochSecond())));
    boolean ends = next.isEmpty() || reviews.stream().anyMatch(review -> review.changedAt().isBefore(floor));
    boolean inCircles = !ends && (next.equals(page) || pages + 1 >= MAX_PAGES);
    var above = ends && met.minus(OVERLAP).isAfter(floor) ? met.minus(OVERLAP) : floor;
    all.values().removeIf(one -> one.changed() < above.getEpochSecond());
    return ends || inCircles ? new LocationRun(since, above, above, "", 0, all)
      : new LocationRun(since, floor, met, next, pages + 1, all);
  }
}
