package dev.baton.cases;

import dev.baton.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What a changed policy would have done to a case, as a pure function of its past. People, customers and networks do
 * what they did when they did it, as far as it can still be done; alarms come when they are due. What was carried out
 * late because the clock was late, or away, is as late again: that was not the policy's doing.
 *
 * <p>What a merge brought along, and which case a contact joined, is as it was.
 */
public final class Rehearsal {

  /** Alarms of one case; it would be somebody's for years. */
  private static final int MOST_ALARMS = 50_000;

  private final IntFunction<Policy> then;
  private final Policy changed;
  private final Instant until;

  /**
   * @param then  the policy of a version of the past; null where none is known
   * @param until when the past ends; no alarm is later
   */
  public Rehearsal(IntFunction<Policy> then, Policy changed, Instant until) {
    this.then = then;
    this.changed = changed;
    this.until = until;
  }

  public Rehearsed of(Past past) {
    if (past.entries().isEmpty()) {
      return new Rehearsed.Mistaken(past.key(), List.of("the journal has nothing of it"));
    }
    if (past.entries().stream().anyMatch(entry -> then.apply(entry.policy()) == null)) {
      return new Rehearsed.Unknown(past.key());
    }
    try {
      var relived = Relived.of(past, then);
      return relived.mistakes().isEmpty() ? rehearsed(past, relived)
        : new Rehearsed.Mistaken(past.key(), relived.mistakes());
    } catch (RuntimeException e) {
      return new Rehearsed.Mistaken(past.key(), List.of("the engine fails on it: " + e));
    }
  }

  private Rehearsed rehearsed(Past past, Relived relived) {
    var run = new Rerun(past.entries().getFirst(), relived, changed, MOST_ALARMS);
    for (var place = 1; place < past.entries().size(); place++) {
      run.happen(past.entries().get(place), place);
    }
    run.end(relived.state().phase().isOpen() ? until : past.entries().getLast().at());
    return new Rehearsed.Done(past.key(), relived.ledger(), run.ledger(), run.wasCut());
  }
}
