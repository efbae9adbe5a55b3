package dev.baton.demo;

import java.time.Instant;

/**
 * An answer of the brand that a simulated network took.
 *
 * @param id        the network's id of it
 * @param inReplyTo the network's id of what it answers; empty if it answers nothing
 * @param key       under which it was sent: an idempotency key or a record key
 */
public record Said(String id, String inReplyTo, String text, String visibility, String key, Instant at) {}
