package dev.baton.audit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a look found that does not go on.
 *
 * @param at   when; empty before the first look
 * @param late alarms overdue by more than a minute
 */
record Findings(Optional<Instant> at, List<Stuck> stuck, long late) {

  static final Findings NONE_YET = new Findings(Optional.empty(), List.of(), 0);
  private static final int EXAMPLES = 5;

  Findings(Instant at, List<Stuck> stuck, long late) {
    this(Optional.of(at), List.copyOf(stuck), late);
  }

  /** As the monitor shows it, as far as it is of these brands. */
  JsonObject shown(Set<String> brands, Instant now) {
    return new JsonObject().put("at", at.map(Instant::toString).orElse(null))
      .put("ageSeconds", at.map(then -> Math.max(0, Duration.between(then, now).toSeconds())).orElse(null))
      .put("findings", new JsonArray(Arrays.stream(Kind.values())
        .flatMap(kind -> shown(kind, brands).stream()).toList()));
  }

  private Optional<JsonObject> shown(Kind kind, Set<String> brands) {
    var theirs = stuck.stream().filter(s -> s.kind() == kind && brands.contains(s.brand())).toList();
    return theirs.isEmpty() ? Optional.empty() : Optional.of(new JsonObject().put("kind", kind.word())
      .put("words", kind.words()).put("count", theirs.size())
      .put("examples", new JsonArray(theirs.stream().map(Stuck::named).distinct().limit(EXAMPLES).toList())));
  }
}
