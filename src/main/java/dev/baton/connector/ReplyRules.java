package dev.baton.connector;

import dev.baton.mention.Visibility;

/**
 * What an answer on an account may look like.
 *
 * @param maxLength     in {@code unit}s
 * @param unit          how the network counts: {@code characters}, {@code graphemes}, {@code units} of UTF-16,
 *                      {@code bytes} of UTF-8, or {@link WeightedLength#UNIT}
 * @param saidByBaton   false where Baton has no way to the customer: what the agent writes is a record of what they
 *                      told the customer themselves
 * @param maxPrivate    the same for what only one person reads
 */
public record ReplyRules(int maxLength, String unit, boolean saidByBaton, int maxPrivate) {

  /** Where private answers are no longer than others. */
  public ReplyRules(int maxLength, String unit, boolean saidByBaton) {
    this(maxLength, unit, saidByBaton, maxLength);
  }

  public int maxLength(Visibility readers) {
    return readers == Visibility.PRIVATE ? maxPrivate : maxLength;
  }
}
