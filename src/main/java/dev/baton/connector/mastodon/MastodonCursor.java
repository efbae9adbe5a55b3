package dev.baton.connector.mastodon;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * How far the notifications are read.
 *
 * <pre>
 *   … read and forgotten … | from … seen, late ones may still turn up … highest seen | not read yet …
 * </pre>
 *
 * Notifications become visible in the order their transactions commit, which is not the order of their ids. So the
 * newest few ids stay in the cursor and are asked for again; what is among them was stored before and is left out.
 *
 * @param from the notification id (never a status id) above which to ask
 * @param seen the newest ids already given, in ascending order
 */
record MastodonCursor(String from, List<String> seen) {

  /** How far back a late id is still found; half of the smallest page any server gives, so that new ones fit on it. */
  static final int OVERLAP = 20;

  /** Stock Mastodon counts upwards without leading zeros: the longer id is the newer, then the greater. */
  static final Comparator<String> ORDER =
    Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  MastodonCursor {
    seen = List.copyOf(seen);
  }

  /** Nothing read and nothing there: everything that comes is new. */
  static final MastodonCursor BEFORE_ALL = new MastodonCursor("0", List.of());

  static MastodonCursor parse(String text) {
    var json = new JsonObject(text);
    return new MastodonCursor(json.getString("from"),
      json.getJsonArray("seen").stream().map(String.class::cast).toList());
  }

  String text() {
    return new JsonObject().put("from", from).put("seen", new JsonArray(seen)).encode();
  }

  /** True if a page with these ids leads further; a server that repeats a page, or ignores the cursor, does not. */
  boolean advancesWith(Collection<String> ids) {
    return ids.stream().anyMatch(id -> ORDER.compare(id, from) > 0 && !seen.contains(id));
  }

  /**
   * After a page with these ids.
   *
   * @param full the page held as many as it could: go on above it, without going back. The looking back is for the end
   *             of the list, where late ids turn up
   */
  MastodonCursor after(Collection<String> ids, boolean full) {
    if (full && !advancesWith(ids)) {
      return this;
    }
    var all = new TreeSet<>(ORDER);
    all.addAll(seen);
    ids.stream().filter(id -> ORDER.compare(id, from) > 0).forEach(all::add);
    while (all.size() > OVERLAP) {
      all.pollFirst();
    }
    if (full) {
      return new MastodonCursor(all.last(), List.copyOf(all));
    }
    // With few seen there is nothing to look back to: the bound before them stays.
    return new MastodonCursor(all.size() < OVERLAP ? from : all.first(), List.copyOf(all));
  }
}
