package dev.baton.policy;

import java.time.Instant;

/** Whether a person can be reached at a time. */
@FunctionalInterface
public interface Presence {
  boolean present(String person, Instant at);

  /** Whether they work here; who does may be away. */
  default boolean knows(String person) {
    return true;
  }
}
