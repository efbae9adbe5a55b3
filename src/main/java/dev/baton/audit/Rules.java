package dev.baton.audit;

import dev.baton.policy.Ladder;
import dev.baton.policy.Policy;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What has to be so, as far as it is agreed or configured.
 *
 * @param lastEvery   the rhythm in which the person of last resort is alarmed
 * @param queueLevels levels of each queue's ladder; who stands above them is the last resort
 * @param partyLevels the same of each department and vendor, by their key
 * @param otherwise   levels of the ladder that a case of an unknown queue has
 * @param polled      accounts that have to be read
 * @param readWithin  the longest pause between two looks at one of them
 * @param toldWithin  the longest that a notice waits for others to be told together
 */
public record Rules(Duration lastEvery, Map<String, Integer> queueLevels, Map<String, Integer> partyLevels,
                    int otherwise, Set<String> polled, Duration readWithin, Duration toldWithin) {

  public static Rules of(Policy policy, Set<String> polled, Duration readWithin, Duration toldWithin) {
    var queues = new TreeMap<String, Integer>();
    policy.queues().forEach(queue -> queues.put(queue.name(), levels(queue.ladder())));
    var parties = new TreeMap<String, Integer>();
    policy.parties().forEach(party -> parties.put(party.key(), levels(party.ladder())));
    return new Rules(policy.lastResort().every(), queues, parties, levels(policy.queue("").ladder()), Set.copyOf(polled),
      readWithin, toldWithin);
  }

  private static int levels(Ladder ladder) {
    return ladder.levels().size();
  }
}
