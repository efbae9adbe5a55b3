package dev.baton.cases;

import dev.baton.obligation.Obligation;
import java.util.List;

/**
 * What a case would be now if it had never been joined with another one. The journal keeps it whole, so that a replay
 * need not look into another case.
 *
 * @param contacts all that are its own, from the oldest
 * @param running  what would run; their numbers mean nothing
 */
record Alone(String queue, Phase phase, boolean answered, Unanswered unanswered, Facts facts, List<Contact> contacts,
             Dealings dealings, List<Obligation> running) {

  Alone {
    contacts = List.copyOf(contacts);
    running = List.copyOf(running);
    if (contacts.isEmpty()) {
      throw new IllegalArgumentException("a case without a contact is none");
    }
  }

  static Alone of(CaseState state, List<Contact> contacts) {
    return new Alone(state.queue(), state.phase(), state.answered(), state.unanswered(), state.facts(), contacts,
      state.dealings(), state.running());
  }
}
