package dev.baton.inbox;

import dev.baton.triage.Mood;
import java.util.Set;

/**
 * What moves a case beside its clocks, as facts; none of them depends on the present time.
 *
 * @param waiting       whether the customer waits for an answer; what they said moves the case only then
 * @param promiseBroken a date given to the customer has passed
 * @param flagged       a flag on it is not done
 */
public record Standing(boolean waiting, int contacts, Mood mood, Set<String> urgencies, long reach, boolean undelivered,
                       int lapses, int reopened, boolean promiseBroken, boolean flagged) {
  public Standing {
    urgencies = Set.copyOf(urgencies);
  }
}
