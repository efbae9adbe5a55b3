package dev.baton.cases;

import java.time.Instant;
import java.util.List;

/**
 * What a case begins with that is split off from another.
 *
 * @param contacts   from the oldest
 * @param answered   whether a reply was ever accepted where they were
 * @param unanswered those of them that wait
 * @param level      the rung that their reply had reached
 * @param noLater    when the reply to the oldest of them was due; {@link Instant#MAX} if it was to another one
 */
record Parted(String queue, String customerName, String customerHandle, List<Contact> contacts, boolean answered,
              Unanswered unanswered, int level, Instant noLater) {
  Parted {
    contacts = List.copyOf(contacts);
  }
}
