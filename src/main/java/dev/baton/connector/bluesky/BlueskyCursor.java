package dev.baton.connector.bluesky;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the notifications are read. The network gives them newest first, so a run goes from the top down to the
 * {@code floor}, a page at a time; only a run that got there moves the floor up.
 *
 * <pre>
 *   newest ── page 1 ── page 2 ── … ── floor ── read in earlier runs
 *      └─ minus the overlap: the floor of the next run
 * </pre>
 *
 * @param floor  read everything indexed since
 * @param newest the latest {@code indexedAt} met in this run
 * @param page   the network's own cursor of the next page; empty at the top
 * @param pages  read in this run
 */
record BlueskyCursor(Instant floor, Instant newest, String page, int pages) {

  /** The network shows some notifications late, at the place where they belong; so far back they are still found. */
  static final Duration OVERLAP = Duration.ofMinutes(10);

  /** How much of the past is read when an account is connected. */
  static final Duration FIRST_RUN = Duration.ofHours(24);

  /** A run of more than 50,000 notifications is a network that leads us in circles. */
  static final int MAX_PAGES = 500;

  static BlueskyCursor first(Instant now) {
    return top(now.minus(FIRST_RUN));
  }

  private static BlueskyCursor top(Instant floor) {
    return new BlueskyCursor(floor, floor, "", 0);
  }

  static BlueskyCursor parse(String text) {
    var json = new JsonObject(text);
    return new BlueskyCursor(json.getInstant("floor"), json.getInstant("newest"), json.getString("page"),
      json.getInteger("pages"));
  }

  String text() {
    return new JsonObject().put("floor", floor).put("newest", newest).put("page", page).put("pages", pages).encode();
  }

  boolean inRun() {
    return !page.isEmpty();
  }

  /**
   * After a page.
   *
   * @param nextPage what the network gave as cursor, or empty
   * @param latest   the latest {@code indexedAt} on the page, if it had any; no later than now
   * @param oldest   the oldest {@code indexedAt} on the page, or what the cursor says of it
   */
  BlueskyCursor after(String nextPage, Optional<Instant> latest, Optional<Instant> oldest) {
    var met = latest.filter(at -> at.isAfter(newest)).orElse(newest);
    if (nextPage.isEmpty() || oldest.filter(at -> at.isBefore(floor)).isPresent()) {
      var next = met.minus(OVERLAP);
      return top(next.isAfter(floor) ? next : floor);
    }
    // The rest of the run cannot be had: begin again at the top next time, with the floor where it was.
    return nextPage.equals(page) || pages + 1 >= MAX_PAGES ? top(floor)
      : new BlueskyCursor(floor, met, nextPage, pages + 1);
  }
}
