package dev.baton.audit;

import dev.baton.policy.Ladder;
import dev.baton.policy.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What has to be so, as far as it is agreed or configured.
 *
 * @param lastEvery   the rhythm in which the person of last resort is alarmed
 * @param queues      levels of each queue's ladder; who stands above them is the last resort
 * @param partyLevels the same of each department and vendor, by their key
 * @param polled      accounts that have to be read
 * @param readWithin  the longest pause between two looks at one of them
 * @param toldWithin  the longest that a notice waits for others to be told together
 */
public record Rules(Duration lastEvery, List<Levels> queues, Map<String, Integer> partyLevels, Set<String> polled,
                    Duration readWithin, Duration toldWithin) {

  /** @param queue empty for the ladder that cases of this brand have whose queue is not known any more */
  record Levels(String brand, String queue, int levels) {}

  public static Rules of(Policy policy, Set<String> polled, Duration readWithin, Duration toldWithin) {
    var queues = policy.queues().stream().flatMap(queue -> Stream.of(
      new Levels(queue.brand(), queue.name(), levels(queue.ladder())),
      new Levels(queue.brand(), "", levels(policy.queue(queue.brand(), "").ladder())))).distinct().toList();
    var parties = new TreeMap<String, Integer>();
    policy.parties().forEach(party -> parties.put(party.key(), levels(party.ladder())));
    return new Rules(policy.lastResort().every(), queues, parties, Set.copyOf(polled), readWithin, toldWithin);
  }

  private static int levels(Ladder ladder) {
    return ladder.levels().size();
  }
}
