package dev.baton.cases;

import java.time.Instant;
import java.util.List;

/**
 * What a reply does beside answering.
 *
 * @param forwards  it tells the customer that somebody else has the matter
 * @param asks      it asks the customer something, and we wait for the answer
 * @param canRemind whether Baton can write to the customer there by itself
 * @param promises  dates that it gives
 * @param keeps     numbers of promises that it keeps
 * @param moves     numbers of promises for which it gives another date
 */
public record Says(boolean forwards, boolean asks, boolean canRemind, List<Given> promises, List<Long> keeps,
                   List<Long> moves) {

  public static final Says WORDS = new Says(false, false, false, List.of(), List.of(), List.of());

  public Says {
    promises = List.copyOf(promises);
    keeps = List.copyOf(keeps);
    moves = List.copyOf(moves);
  }

  /** A date given. */
  public record Given(long promise, Instant dueAt) {}
}
