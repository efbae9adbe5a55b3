package dev.baton.cases;

import dev.baton.obligation.Obligation;
import java.util.List;

/**
 * What a case brings along when it is merged into another.
 *
 * @param contacts all it had, from the oldest
 * @param owed     its running obligations that go on as they are: nobody gets time back
 */
public record Brought(List<Contact> contacts, Unanswered unanswered, boolean answered, Dealings dealings,
                      List<Obligation> owed) {
  public Brought {
    contacts = List.copyOf(contacts);
    owed = List.copyOf(owed);
  }
}
