package dev.baton.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that was agreed. Total: for every queue, level and time it names a person, because above every ladder stands the
 * person of last resort, whom no absence excuses.
 */
public final class Policy {

  private final Map<String, Queue> queues;
  private final LastResort lastResort;
  private final Boosts boosts;
  private final Duration reopenWithin;
  private final Presence presence;

  /** Who is alarmed when a ladder is at its end, and how often, for ever. */
  public record LastResort(String person, Duration every) {}

  /**
   * The next alarm.
   *
   * @param level the rung it reaches; one above the ladder's last for the last resort
   * @param actWithin until the alarm after it
   */
  public record Rung(int level, String person, Duration actWithin) {}

  /** @param reopenWithin how long after a case was resolved its customer's word reopens it instead of opening another */
  public Policy(Map<String, Queue> queues, LastResort lastResort, Boosts boosts, Duration reopenWithin,
                Presence presence) {
    this.queues = Collections.unmodifiableMap(new LinkedHashMap<>(queues));
    this.lastResort = lastResort;
    this.boosts = boosts;
    this.reopenWithin = reopenWithin;
    this.presence = presence;
  }

  /** A case whose queue was taken out of the configuration waits in the first one, so that none is lost. */
  public Queue queue(String name) {
    var queue = queues.get(name);
    return queue != null ? queue : queues.values().iterator().next();
  }

  public Collection<Queue> queues() {
    return queues.values();
  }

  public LastResort lastResort() {
    return lastResort;
  }

  public Boosts boosts() {
    return boosts;
  }

  public Duration reopenWithin() {
    return reopenWithin;
  }

  /** The one person who answers for an untaken case of this queue. */
  public String leadOnDuty(String queue, Instant at) {
    return firstPresent(queue(queue).leads(), at);
  }

  /** Law 5: a level where nobody is present is passed at once; after the last level the last resort, for ever. */
  public Rung rungAbove(String queue, int level, Instant at) {
    var levels = queue(queue).ladder().levels();
    for (var next = level + 1; next <= levels.size(); next++) {
      var rung = levels.get(next - 1);
      var person = rung.people().stream().filter(p -> presence.present(p, at)).findFirst();
      if (person.isPresent()) {
        return new Rung(next, person.get(), rung.actWithin());
      }
    }
    return new Rung(levels.size() + 1, lastResort.person(), lastResort.every());
  }

  private String firstPresent(List<String> people, Instant at) {
    return people.stream().filter(p -> presence.present(p, at)).findFirst().orElse(lastResort.person());
  }
}
