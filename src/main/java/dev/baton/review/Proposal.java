package dev.baton.review;

import dev.baton.people.People;
import dev.baton.policy.Finding;
import dev.baton.policy.Policy;
import java.util.List;
import java.util.Map;

/**
 * What was read of a configuration folder and may come into force; without mistakes.
 *
 * @param unused       what was written but is used by nothing
 * @param keys         what the policy was read from; its name in the table of versions
 * @param needsRestart parts of the configuration, such as {@code accounts}, that are not as they were when this program
 *                     started and take effect only at its next start
 */
public record Proposal(Policy policy, People people, List<Finding> unused, Map<String, Object> keys,
                       List<String> needsRestart) {
  public Proposal {
    unused = List.copyOf(unused);
    needsRestart = List.copyOf(needsRestart);
  }
}
