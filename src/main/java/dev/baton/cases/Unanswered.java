package dev.baton.cases;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The contacts that no accepted reply has answered, oldest first by the network's time. */
record Unanswered(List<One> contacts) {

  /** Beyond this only the oldest and newest matter. */
  private static final int MAX = 50;

  static final Unanswered NONE = new Unanswered(List.of());

  /** @param at network's time; @param seen when its case had it, which decides whether a reply could have known it */
  record One(long mention, Instant at, Instant seen) {}

  Unanswered {
    contacts = List.copyOf(contacts);
  }

  static Unanswered of(List<Contact> contacts) {
    return of(contacts.stream().map(c -> new One(c.mention(), c.at(), c.seen())));
  }

  /** @param lastWritten when the last reply under way was written; it came before this contact, whatever clocks say */
  Unanswered with(Contact contact, Instant lastWritten) {
    return of(Stream.concat(contacts.stream(),
      Stream.of(new One(contact.mention(), contact.at(), after(contact.seen(), lastWritten)))));
  }

  /** @param lastWritten as above: whatever comes from elsewhere, no reply under way could know it */
  Unanswered and(Unanswered others, Instant lastWritten) {
    var known = contacts.stream().map(One::mention).toList();
    return of(Stream.concat(contacts.stream(), others.contacts.stream().filter(c -> !known.contains(c.mention()))
      .map(c -> new One(c.mention(), c.at(), after(c.seen(), lastWritten)))));
  }

  Unanswered without(Collection<Long> mentions) {
    return new Unanswered(contacts.stream().filter(c -> !mentions.contains(c.mention())).toList());
  }

  Unanswered only(Collection<Long> mentions) {
    return new Unanswered(contacts.stream().filter(c -> mentions.contains(c.mention())).toList());
  }

  private static Instant after(Instant seen, Instant lastWritten) {
    return seen.isAfter(lastWritten) ? seen : lastWritten.plus(1, ChronoUnit.MICROS);
  }

  private static Unanswered of(Stream<One> some) {
    var all = some.sorted(Comparator.comparing(One::at).thenComparing(One::mention)).toList();
    return all.size() <= MAX ? new Unanswered(all)
      : new Unanswered(Stream.concat(all.stream().limit(MAX - 1), Stream.of(all.getLast())).toList());
  }

  /** What remains after a reply written at that time was accepted: whatever Baton had only later. */
  Unanswered after(Instant writtenAt) {
    return new Unanswered(contacts.stream().filter(c -> c.seen().isAfter(writtenAt)).toList());
  }

  /** Since when the customer waits. */
  Optional<Instant> since() {
    return contacts.stream().map(One::at).findFirst();
  }

  boolean isEmpty() {
    return contacts.isEmpty();
  }
}
