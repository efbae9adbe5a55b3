package dev.baton.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that was agreed. Total: for every queue, level and time it names a person, because above every ladder stands the
 * person of last resort, whom no absence excuses.
 */
public final class Policy {

  private final Map<String, Queue> queues;
  private final Map<String, Party> parties;
  private final Roster roster;
  private final Terms terms;

  /** Who is alarmed when a ladder is at its end, and how often, for ever. */
  public record LastResort(String person, Duration every) {}

  /**
   * What holds for every queue.
   *
   * @param reopenWithin how long after a case was resolved its customer's word reopens it instead of opening another
   * @param reminders    how often a customer who owes an answer is reminded before the case is closed as unanswered
   * @param passes       how often a leg may be passed on before it goes up its ladder
   * @param urgencies    what a flag may ask for, in the order in which they are offered
   */
  public record Terms(LastResort lastResort, Boosts boosts, Duration reopenWithin, int reminders, int passes,
                      Map<String, Urgency> urgencies, Routing routing, Wording wording) {
    public Terms {
      urgencies = Collections.unmodifiableMap(new LinkedHashMap<>(urgencies));
    }
  }

  /**
   * The next alarm.
   *
   * @param level the rung it reaches; one above the ladder's last for the last resort
   * @param actWithin until the alarm after it
   */
  public record Rung(int level, String person, Duration actWithin) {}

  public Policy(Collection<Queue> queues, Collection<Party> parties, Roster roster, Terms terms) {
    this.queues = by(Queue::name, queues);
    this.parties = by(Party::key, parties);
    this.roster = roster;
    this.terms = terms;
  }

  private static <T> Map<String, T> by(Function<T, String> name, Collection<T> all) {
    return Collections.unmodifiableMap(all.stream()
      .collect(Collectors.toMap(name, each -> each, (a, b) -> a, LinkedHashMap::new)));
  }

  /** A case whose queue was taken out of the configuration waits in its brand's first one, so that none is lost. */
  public Queue queue(String brand, String name) {
    return hasQueue(brand, name) ? queues.get(name)
      : queues.values().stream().filter(q -> q.brand().equals(brand)).findFirst().orElseGet(() -> ofLastResort(brand));
  }

  /** Where a brand has no queue left its cases are nobody's but the last resort's: no other brand's desk sees them. */
  private Queue ofLastResort(String brand) {
    return new Queue("", brand, List.of(lastResort().person()), new Ladder("", List.of()),
      queues.values().iterator().next().agreement(), List.of());
  }

  /** Whether that brand has a queue of that name. */
  public boolean hasQueue(String brand, String name) {
    return queues.containsKey(name) && queues.get(name).brand().equals(brand);
  }

  public Collection<Queue> queues() {
    return queues.values();
  }

  public Collection<Party> parties() {
    return parties.values();
  }

  /** The department or vendor of that key, if it still is in the configuration. */
  public Optional<Party> party(String key) {
    return Optional.ofNullable(parties.get(key));
  }

  /** The departments and vendors that cases of this queue may be handed to. */
  public List<Party> partiesOf(String brand, String queue) {
    return queue(brand, queue).legs().stream().map(parties::get).toList();
  }

  public Roster roster() {
    return roster;
  }

  public Terms terms() {
    return terms;
  }

  public LastResort lastResort() {
    return terms.lastResort();
  }

  public Boosts boosts() {
    return terms.boosts();
  }

  public Duration reopenWithin() {
    return terms.reopenWithin();
  }

  /** The one person who answers for an untaken case of this queue. */
  public String leadOnDuty(String brand, String queue, Instant at) {
    return roster.first(queue(brand, queue).leads(), at).orElse(lastResort().person());
  }

  /** Where a new case waits. @param otherwise the account's own queue */
  public String route(Routing.Arrival arrival, String otherwise) {
    return terms.routing().queuesFor(arrival).filter(q -> hasQueue(arrival.brand(), q)).findFirst()
      .orElse(otherwise);
  }

  /** Law 5: a level where nobody is there is passed at once; after the last level the last resort, for ever. */
  public Rung rungAbove(Ladder ladder, int level, Instant at) {
    var levels = ladder.levels();
    for (var next = level + 1; next <= levels.size(); next++) {
      var rung = levels.get(next - 1);
      var person = roster.first(rung.people(), at);
      if (person.isPresent()) {
        return new Rung(next, person.get(), rung.actWithin());
      }
    }
    return new Rung(levels.size() + 1, lastResort().person(), lastResort().every());
  }

  /** The ladder of a leg's department or vendor; one that is no longer in the configuration has the queue's. */
  public Ladder ladderOf(String party, String brand, String queue) {
    return party(party).map(Party::ladder).orElseGet(() -> queue(brand, queue).ladder());
  }
}
