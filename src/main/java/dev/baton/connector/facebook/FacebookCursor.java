package dev.baton.connector.facebook;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a page is read. A run goes through the lists that there are, page by page, and through the comments of posts
 * that have more than fit; only a run that came to the end of all of them moves the floor up. The network's own cursors
 * live as long as the run.
 *
 * @param floor   everything said since is read in this run
 * @param began   when this run did: what was said meanwhile, on a page that was read before, is for the next one
 * @param newest  the latest time met in this run
 * @param pending what is still to be asked for in this run; empty between runs
 * @param whole   false once a list of this run led in a circle
 * @param pages   read in this run
 */
record FacebookCursor(Instant floor, Instant began, Instant newest, List<Ask> pending, boolean whole, int pages) {

  /** The network shows some things late, under the time they were said. */
  static final Duration OVERLAP = Duration.ofMinutes(10);

  /** How much of the past is read when an account is connected. */
  static final Duration FIRST_RUN = Duration.ofHours(24);

  /** A run of more is a network that leads us in circles. */
  private static final int MAX_PAGES = 500;

  /** A page of a list. @param page what the network's link to it says, such as {@code after}; empty for the first */
  record Ask(String list, Map<String, String> page) {
    Ask {
      page = Map.copyOf(page);
    }
  }

  FacebookCursor {
    pending = List.copyOf(pending);
  }

  static FacebookCursor first(Instant now) {
    return between(now.minus(FIRST_RUN));
  }

  private static FacebookCursor between(Instant floor) {
    return new FacebookCursor(floor, floor, floor, List.of(), true, 0);
  }

  /** Begins a run where none is under way. */
  FacebookCursor under(List<String> lists, Instant now) {
    return pending.isEmpty()
      ? new FacebookCursor(floor, now, newest, lists.stream().map(l -> new Ask(l, Map.of())).toList(), true, 0) : this;
  }

  Ask next() {
    return pending.getFirst();
  }

  /**
   * After a page.
   *
   * @param more   what it leads to; what was just asked for again is a circle, and what it hides is read in the next run
   * @param latest the latest time on it, no later than now
   */
  FacebookCursor after(List<Ask> more, Instant latest) {
    var met = latest.isAfter(newest) ? latest : newest;
    var circle = more.contains(next()) || pages + 1 >= MAX_PAGES && !more.isEmpty();
    var rest = new ArrayList<>(pending.subList(1, pending.size()));
    if (!circle) {
      rest.addAll(more);
    }
    var stillWhole = whole && !circle;
    if (!rest.isEmpty()) {
      return new FacebookCursor(floor, began, met, rest, stillWhole, pages + 1);
    }
    var up = (met.isBefore(began) ? met : began).minus(OVERLAP);
    return between(stillWhole && up.isAfter(floor) ? up : floor);
  }

  static FacebookCursor parse(String text) {
    var json = new JsonObject(text);
    var pending = json.getJsonArray("pending").stream().map(JsonObject.class::cast).map(ask -> {
      var page = new TreeMap<String, String>();
      ask.getJsonObject("page").forEach(e -> page.put(e.getKey(), String.valueOf(e.getValue())));
      return new Ask(ask.getString("list"), page);
    }).toList();
    return new FacebookCursor(json.getInstant("floor"), json.getInstant("began"), json.getInstant("newest"), pending,
      json.getBoolean("whole"), json.getInteger("pages"));
  }

  String text() {
    var asks = new JsonArray();
    pending.forEach(ask -> {
      var page = new JsonObject();
      ask.page().forEach(page::put);
      asks.add(new JsonObject().put("list", ask.list()).put("page", page));
    });
    return new JsonObject().put("floor", floor).put("began", began).put("newest", newest)
      .put("pending", asks).put("whole", whole).put("pages", pages).encode();
  }
}
