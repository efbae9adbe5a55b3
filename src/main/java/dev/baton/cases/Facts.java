package dev.baton.cases;

import dev.baton.inbox.Standing;
import dev.baton.triage.Mood;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * What moves a case beside its clocks. Only events change it, never the passing of time.
 *
 * @param recent    network times of its latest contacts
 * @param urgencies what was ever said in it
 * @param reach     most followers of anyone who spoke in public
 * @param lapses    how often a holder did nothing in time
 * @param reopened  how often the customer came back after it was resolved
 * @param doubtful  the deliveries, by their numbers, of which nobody knows whether they were said
 * @param refused   the delivery refused last that no later one made up for, or 0
 * @param returned  how often a leg came back because nobody accepted it
 * @param shut      the window that shut over a customer who is not answered yet
 */
record Facts(List<Instant> recent, Mood mood, Set<String> urgencies, long reach, int lapses, int reopened,
             Set<Integer> doubtful, int refused, int returned, Shut shut) {

  /** A window by its number, and the alarm that said so. */
  record Shut(int number, int step) {
    static final Shut NONE = new Shut(0, 0);
  }

  /** More repeated contacts than this move a case no further. */
  private static final int RECENT_KEPT = 12;

  static final Facts NONE = new Facts(List.of(), Mood.UNKNOWN, Set.of(), 0, 0, 0, Set.of(), 0, 0, Shut.NONE);

  Facts {
    recent = List.copyOf(recent);
    urgencies = Set.copyOf(urgencies);
    doubtful = Set.copyOf(doubtful);
  }

  /** A thank-you is no repeated contact, and ends the anger. */
  Facts with(Contact contact) {
    if (!contact.asks()) {
      return new Facts(recent, contact.mood(), urgencies, reach, lapses, reopened, doubtful, refused, returned, shut);
    }
    var times = Stream.concat(recent.stream(), Stream.of(contact.at()))
      .sorted(Comparator.reverseOrder()).limit(RECENT_KEPT).sorted().toList();
    var said = new TreeSet<>(urgencies);
    said.addAll(contact.urgencies());
    var heard = contact.mood() == Mood.UNKNOWN ? mood : contact.mood();
    return new Facts(times, heard, said, Math.max(reach, contact.reach()), lapses, reopened, doubtful, refused,
      returned, shut);
  }

  Facts withLapse() {
    return new Facts(recent, mood, urgencies, reach, lapses + 1, reopened, doubtful, refused, returned, shut);
  }

  Facts withReopening() {
    return new Facts(recent, mood, urgencies, reach, lapses, reopened + 1, doubtful, refused, returned, shut);
  }

  Facts withReturned() {
    return new Facts(recent, mood, urgencies, reach, lapses, reopened, doubtful, refused, returned + 1, shut);
  }

  /** What these contacts say, and everything else as it is. */
  Facts of(List<Contact> contacts) {
    var said = new Facts(List.of(), Mood.UNKNOWN, Set.of(), 0, lapses, reopened, doubtful, refused, returned, shut);
    for (var contact : contacts) {
      said = said.with(contact);
    }
    return said;
  }

  Facts withDoubt(int delivery) {
    var more = new TreeSet<>(doubtful);
    more.add(delivery);
    return with(more, refused);
  }

  Facts withRefused(int delivery) {
    return with(without(delivery), Math.max(refused, delivery));
  }

  /** It makes up for what was refused before it. */
  Facts withAccepted(int delivery) {
    return with(without(delivery), delivery > refused ? 0 : refused).with(Shut.NONE);
  }

  Facts with(Shut window) {
    return new Facts(recent, mood, urgencies, reach, lapses, reopened, doubtful, refused, returned, window);
  }

  Facts withNothingRefused() {
    return with(doubtful, 0);
  }

  private Set<Integer> without(int delivery) {
    var fewer = new TreeSet<>(doubtful);
    fewer.remove(delivery);
    return fewer;
  }

  private Facts with(Set<Integer> nowDoubtful, int nowRefused) {
    return new Facts(recent, mood, urgencies, reach, lapses, reopened, nowDoubtful, nowRefused, returned, shut);
  }

  /** As the order of the inbox sees it. */
  Standing standing(boolean waiting, Delivery delivery, Dealings dealings, Duration repeatWithin) {
    var undelivered = delivery == Delivery.UNDELIVERED || delivery == Delivery.UNKNOWN;
    return new Standing(waiting, contactsWithin(repeatWithin), mood, urgencies, reach, undelivered, lapses, reopened,
      dealings.promises().stream().anyMatch(Promise::broken), dealings.legs().stream().anyMatch(Leg::isFlag));
  }

  private int contactsWithin(Duration span) {
    if (recent.isEmpty()) {
      return 0;
    }
    var from = recent.getLast().minus(span);
    return (int) recent.stream().filter(t -> !t.isBefore(from)).count();
  }
}
