package dev.baton.live;

import dev.baton.inbox.Inbox;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many cases there are in each view, by brands. Counting many takes a while; so it is done a part of the time. */
final class Counts {

  /** Numbers this old are still shown ... */
  private static final Duration FRESH = Duration.ofSeconds(1);
  /** ... and so many times as long as counting took. */
  private static final int QUIET = 20;

  private final Context context;
  private final Inbox inbox;
  private final InstantSource clock;
  private final Map<List<String>, Counted> known = new HashMap<>();
  private final Map<List<String>, Future<JsonObject>> counting = new HashMap<>();

  private record Counted(JsonObject numbers, long validUntilNanos) {}

  /** @param context the one event loop on which {@link #of} is called */
  Counts(Context context, Inbox inbox, InstantSource clock) {
    this.context = context;
    this.inbox = inbox;
    this.clock = clock;
  }

  Future<JsonObject> of(List<String> brands) {
    var counted = known.get(brands);
    if (counted != null && counted.validUntilNanos() - System.nanoTime() > 0) {
      return Future.succeededFuture(counted.numbers());
    }
    return counting.computeIfAbsent(brands, this::count);
  }

  /** Once for all who ask meanwhile, as when a thousand browsers come back after a restart. */
  private Future<JsonObject> count(List<String> brands) {
    var began = System.nanoTime();
    var numbers = inbox.counts(brands.toArray(String[]::new), clock.instant());
    numbers.onComplete(done -> context.runOnContext(v -> {
      counting.remove(brands);
      var now = System.nanoTime();
      if (done.succeeded()) {
        known.put(brands, new Counted(done.result(), now + Math.max(FRESH.toNanos(), QUIET * (now - began))));
      }
    }));
    return numbers;
  }
}
