package dev.baton.cases;

import java.time.Instant;

/** In whose hand a case is. */
public sealed interface Phase {

  /** In its queue; the lead on duty answers for it. */
  record Waiting() implements Phase {}

  /** In an agent's hand. */
  record Held(String agent) implements Phase {}

  /** Closed. {@code reason} is empty when the last reply was accepted. */
  record Resolved(Instant at, String reason) implements Phase {}

  /** All it had is in another case; nothing reopens it. */
  record Merged(Instant at, long into) implements Phase {}

  /** The word used in SQL and JSON; a merged case is a resolved one that says where it went. */
  default String word() {
    return switch (this) {
      case Waiting w -> "waiting";
      case Held h -> "held";
      case Resolved r -> "resolved";
      case Merged m -> "resolved";
    };
  }

  /** The agent who has it, or empty. */
  default String holder() {
    return this instanceof Held(var agent) ? agent : "";
  }

  default boolean isOpen() {
    return switch (this) {
      case Waiting w -> true;
      case Held h -> true;
      case Resolved r -> false;
      case Merged m -> false;
    };
  }
}
