package dev.baton.policy;

import java.time.Instant;

/** Whether a person can be reached at a time. */
@FunctionalInterface
public interface Presence {
  boolean present(String person, Instant at);
}
