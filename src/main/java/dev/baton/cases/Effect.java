package dev.baton.cases;

import dev.baton.obligation.Obligation;
import dev.baton.obligation.Outcome;
import java.time.Instant;

/** What a step wants done to the rows beside the case's own; carried out in the same transaction. */
sealed interface Effect {

  record Open(Obligation obligation) implements Effect {}

  record Close(int number, Outcome outcome, Instant at) implements Effect {}

  /** An alarm goes out to a named person: law 5 by its type, law 6 by the key of its row. */
  record Alarm(Obligation obligation, String person, Consequence consequence) implements Effect {
    public Alarm {
      if (person.isBlank()) {
        throw new IllegalArgumentException("an alarm for nobody");
      }
    }
  }

  /** What else follows from what was missed. */
  enum Consequence {
    CLIMBS,
    /** A lapsed hold gives the case back. */
    BACK_TO_QUEUE,
    /** Nobody is left to ask: the leg is the owner's again. */
    LEG_RETURNED,
    /** The network's window has shut. */
    SHUT;

    /** The word used in JSON. */
    String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static Consequence of(String word) {
      return valueOf(word.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }
  }

  /** Somebody has to know, beside who is alarmed. @param number the obligation it is about, or 0; @param about the leg, or 0 */
  record Tell(String person, Subject subject, int number, int step, long about) implements Effect {}

  record LegChanged(Leg leg, Leg.State state, int obligation) implements Effect {}

  record PromiseChanged(Promise promise, Promise.State state, int obligation) implements Effect {}

  /** Baton writes to the customer that we still wait for their answer to {@code asked}. */
  record Remind(long reply, long asked) implements Effect {}
}
