package dev.baton.connector.bluesky;

import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How many people follow whom; notifications do not say. Nice to know, so nothing fails where it cannot be had. */
final class BlueskyFollowers {

  /** The most that {@code getProfiles} takes. */
  private static final int PER_CALL = 25;

  /** A few hundred kilobytes; who was forgotten is asked for again. */
  private static final int REMEMBERED = 2_000;

  /** A reach changes slowly. */
  private static final Duration FRESH = Duration.ofHours(6);

  private record Known(long followers, Instant at) {}

  private final BlueskySession session;
  private final InstantSource clock;
  private final Map<String, Known> known = new LinkedHashMap<>(64, 0.75f, true);

  BlueskyFollowers(BlueskySession session, InstantSource clock) {
    this.session = session;
    this.clock = clock;
  }

  /** By DID; who is unknown is missing. Never fails. */
  Future<Map<String, Long>> of(Collection<String> dids) {
    var stale = clock.instant().minus(FRESH);
    var asked = dids.stream().distinct()
      .filter(did -> !known.containsKey(did) || known.get(did).at().isBefore(stale))
      .toList();
    return ask(asked).map(v -> {
      var found = new HashMap<String, Long>();
      dids.stream().filter(known::containsKey).forEach(did -> found.put(did, known.get(did).followers()));
      return found;
    });
  }

  private Future<Void> ask(List<String> dids) {
    if (dids.isEmpty()) {
      return Future.succeededFuture();
    }
    var now = dids.subList(0, Math.min(PER_CALL, dids.size()));
    var query = now.stream().map(did -> "actors=" + URLEncoder.encode(did, StandardCharsets.UTF_8))
      .collect(Collectors.joining("&"));
    return session.get("app.bsky.actor.getProfiles", query)
      .map(heard -> heard instanceof Heard.Fine(var answer) ? Fields.objectOrEmpty(answer.body()) : new JsonObject())
      .otherwise(e -> new JsonObject())
      .compose(said -> {
        Fields.objects(said, "profiles").forEach(this::remember);
        // A network that has nothing to say now is not asked for the rest.
        return said.isEmpty() ? Future.succeededFuture() : ask(dids.subList(now.size(), dids.size()));
      });
  }

  private void remember(JsonObject profile) {
    known.put(Fields.text(profile, "did"), new Known(Fields.number(profile, "followersCount"), clock.instant()));
    if (known.size() > REMEMBERED) {
      known.remove(known.keySet().iterator().next());
    }
  }
}
