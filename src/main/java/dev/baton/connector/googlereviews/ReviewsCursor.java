package dev.baton.connector.googlereviews;

import dev.baton.connector.Fields;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far an account is read. A round goes once through all locations, then some pages on in the nightly look at all.
 *
 * @param turn whose page is next; empty for the first location's, {@link #SCAN} for the nightly look's
 */
record ReviewsCursor(Map<String, LocationRun> runs, String turn, Scan scan) {

  static final String SCAN = "scan";

  ReviewsCursor {
    runs = Map.copyOf(runs);
  }

  /** @param text empty at the very first */
  static ReviewsCursor parse(String text, Instant now) {
    if (text.isEmpty()) {
      return new ReviewsCursor(Map.of(), "", Scan.first(now));
    }
    var json = new JsonObject(text);
    var runs = new HashMap<String, LocationRun>();
    Fields.object(json, "runs").forEach(entry ->
      runs.put(entry.getKey(), LocationRun.parse((JsonObject) entry.getValue())));
    return new ReviewsCursor(runs, json.getString("turn"), Scan.parse(json.getJsonObject("scan")));
  }

  String text() {
    var kept = new JsonObject();
    runs.forEach((location, run) -> kept.put(location, run.json()));
    return new JsonObject().put("runs", kept).put("turn", turn).put("scan", scan.json()).encode();
  }

  /** A location that was not there before is connected now. */
  LocationRun run(String location, Instant now) {
    var run = runs.get(location);
    return run == null ? LocationRun.first(now) : run;
  }

  ReviewsCursor with(String location, LocationRun run) {
    var all = new HashMap<>(runs);
    all.put(location, run);
    return new ReviewsCursor(all, turn, scan);
  }

  ReviewsCursor with(Scan next) {
    return new ReviewsCursor(runs, turn, next);
  }

  ReviewsCursor turn(String next) {
    return new ReviewsCursor(runs, next, scan);
  }

  /** Where the round stands, among the locations there are. */
  String at(List<String> locations) {
    return turn.equals(SCAN) || locations.contains(turn) ? turn : locations.getFirst();
  }
}
