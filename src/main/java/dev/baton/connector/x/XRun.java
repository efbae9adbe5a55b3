package dev.baton.connector.x;

import dev.baton.connector.Fields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * How far one timeline is read. The network gives the newest first, so a run goes from the top down to the
 * {@code floor}, a page at a time; only a run that got there moves the floor up, and never to the newest that was seen.
 *
 * <pre>
 *   newest ── page 1 ── page 2 ── … ── floor ── read in earlier runs
 *      └─ minus the overlap, in which late ones still turn up: the floor of the next run
 * </pre>
 *
 * @param floor  everything said since is read
 * @param newest the latest time met in this run
 * @param page   the network's token of the next page; empty at the top
 * @param pages  read in this run
 * @param seen   ids given before that the network will give again, for they lie above the floor
 * @param due    not to be asked before
 */
record XRun(Instant floor, Instant newest, String page, int pages, List<String> seen, Instant due) {

  /** The network indexes some posts late, below others that were there before them. */
  static final Duration OVERLAP = Duration.ofMinutes(10);

  /** How much of the past is read when an account is connected. */
  private static final Duration FIRST_RUN = Duration.ofHours(24);

  /** The network shows no more than 8 pages of mentions; a search may have more, in circles none may lead us. */
  private static final int MAX_PAGES = 500;

  /** Of ids kept, the newest; what is beyond may come again, and ingest knows it. */
  private static final int MAX_SEEN = 1_000;

  XRun {
    seen = List.copyOf(seen);
  }

  static XRun first(Instant now) {
    var floor = now.minus(FIRST_RUN);
    return new XRun(floor, floor, "", 0, List.of(), Instant.EPOCH);
  }

  static XRun parse(JsonObject json) {
    var seen = json.getJsonArray("seen").stream().map(String.class::cast).toList();
    return new XRun(json.getInstant("floor"), json.getInstant("newest"), Fields.text(json, "page"),
      json.getInteger("pages"), seen, json.getInstant("due"));
  }

  JsonObject json() {
    return new JsonObject().put("floor", floor).put("newest", newest).put("page", page).put("pages", pages)
      .put("seen", new JsonArray(seen)).put("due", due);
  }

  boolean inRun() {
    return !page.isEmpty();
  }

  XRun dueAt(Instant at) {
    return new XRun(floor, newest, page, pages, seen, at);
  }

  /** From the top again, down to the same floor: the token of the next page is worth nothing any more. */
  XRun again() {
    return new XRun(floor, newest, "", pages + 1, seen, due);
  }

  /**
   * After a page.
   *
   * @param ids     on it
   * @param next    the token that the network gave, or empty
   * @param reached true if something on it is older than the floor
   */
  XRun after(Collection<String> ids, String next, boolean reached, Instant now) {
    var met = ids.stream().flatMap(id -> Snowflake.time(id).stream()).map(at -> at.isAfter(now) ? now : at)
      .max(Comparator.naturalOrder()).filter(at -> at.isAfter(newest)).orElse(newest);
    if (next.isEmpty() || reached) {
      var above = met.minus(OVERLAP).isAfter(floor) ? met.minus(OVERLAP) : floor;
      return new XRun(above, above, "", 0, seenAbove(above, ids), due);
    }
    // The rest of the run cannot be had: from the top next time, with the floor where it was.
    boolean inCircles = next.equals(page) || pages + 1 >= MAX_PAGES;
    return new XRun(floor, inCircles ? floor : met, inCircles ? "" : next, inCircles ? 0 : pages + 1,
      seenAbove(floor, ids), due);
  }

  private List<String> seenAbove(Instant above, Collection<String> ids) {
    var all = new LinkedHashSet<>(seen);
    all.addAll(ids);
    return all.stream().filter(id -> Snowflake.time(id).map(at -> !at.isBefore(above)).orElse(true))
      .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()).reversed())
      .limit(MAX_SEEN).toList();
  }
}
