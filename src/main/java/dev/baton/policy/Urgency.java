package dev.baton.policy;

/**
 * How soon a flag is to be accepted and done.
 *
 * @param name as the traffic cop chooses it, such as {@code asap}
 */
public record Urgency(String name, Allowance accept, Allowance done) {}
