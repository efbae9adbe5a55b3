package dev.baton.cases;

import dev.baton.obligation.Obligation;
import dev.baton.obligation.Outcome;
import java.time.Instant;

/** What a step wants done to the rows beside the case's own; carried out in the same transaction. */
public sealed interface Effect {

  record Open(Obligation obligation) implements Effect {}

  record Close(int number, Outcome outcome, Instant at) implements Effect {}

  /** An alarm goes out to a named person: law 5 by its type, law 6 by the key of its row. */
  record Alarm(Obligation obligation, String person) implements Effect {
    public Alarm {
      if (person.isBlank()) {
        throw new IllegalArgumentException("an alarm for nobody");
      }
    }
  }
}
