package dev.baton.connector;

/**
 * What an answer on an account may look like.
 *
 * @param maxLength     in {@code unit}s
 * @param unit          how the network counts: {@code characters}, {@code graphemes} or {@code units} of UTF-16
 * @param saidByBaton   false where Baton has no way to the customer: what the agent writes is a record of what they
 *                      told the customer themselves
 */
public record ReplyRules(int maxLength, String unit, boolean saidByBaton) {}
