package dev.baton.cases;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a list shows of a case. */
record Face(String customerName, String customerHandle, String title, Set<String> channels, String language,
            Instant openedAt, Instant lastContactAt, int contacts) {

  Face {
    channels = Set.copyOf(channels);
  }

  /** @param contacts at least one */
  static Face of(String customerName, String customerHandle, List<Contact> contacts) {
    var first = contacts.getFirst();
    var face = new Face(customerName, customerHandle, first.title(), Set.of(first.channel()), first.language(),
      first.at(), first.at(), 1);
    for (var contact : contacts.subList(1, contacts.size())) {
      face = face.with(contact);
    }
    return face;
  }

  /** A late, older contact moves the opening, since the clock is the customer's; the newest gives the title. */
  Face with(Contact contact) {
    var all = new TreeSet<>(channels);
    all.add(contact.channel());
    var newer = !contact.at().isBefore(lastContactAt);
    return new Face(customerName, customerHandle, newer ? contact.title() : title, all,
      contact.language().equals("unknown") ? language : contact.language(),
      contact.at().isBefore(openedAt) ? contact.at() : openedAt, newer ? contact.at() : lastContactAt, contacts + 1);
  }
}
