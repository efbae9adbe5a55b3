package dev.baton.cases;

import dev.baton.obligation.Kind;
import dev.baton.obligation.Obligation;
import dev.baton.obligation.Outcome;
import dev.baton.policy.Policy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Two cases of one problem become one, and contacts of another problem leave for a case of their own. The clock is the
 * customer's (law 4): the oldest unanswered contact counts wherever it goes, and nothing that was owed is due later.
 */
final class Merging {

  private Merging() {}

  /** What goes along when a case is merged into another. @param contacts all it had, from the oldest */
  static Brought brought(CaseState from, List<Contact> contacts) {
    var goesOn = from.running().stream().filter(o -> switch (o.kind()) {
      case FIRST_REPLY, NEXT_REPLY, UPDATE, RESOLUTION, ACCEPT, ANSWER, PROMISE, WINDOW -> true;
      case PICKUP, PROGRESS, CUSTOMER, DELIVERY -> false;
    }).toList();
    return new Brought(contacts, from.unanswered(), from.answered(), from.dealings(), goesOn);
  }

  /** The one that is given up. */
  static Step into(Turn turn, long into) {
    if (!turn.phase.isOpen()) {
      return new Step.Refused(Refusal.IS_RESOLVED);
    }
    if (turn.delivery() != Delivery.NONE) {
      return new Step.Refused(turn.delivery() == Delivery.UNDELIVERED ? Refusal.UNDELIVERED : Refusal.REPLY_UNDER_WAY);
    }
    turn.talked();
    turn.close(o -> true, Outcome.WITHDRAWN);
    turn.legs.clear();
    turn.promises.clear();
    turn.answers.clear();
    turn.underWay.clear();
    turn.ask = Dealings.Ask.NOTHING;
    turn.unanswered = Unanswered.NONE;
    turn.phase = new Phase.Merged(turn.now, into);
    return turn.done();
  }

  /** The one that goes on. */
  static Step absorb(Turn turn, Brought brought) {
    if (!turn.phase.isOpen()) {
      return new Step.Refused(Refusal.IS_RESOLVED);
    }
    turn.talked();
    for (var contact : brought.contacts()) {
      turn.face = turn.face.with(contact);
      turn.facts = turn.facts.with(contact);
    }
    turn.unanswered = turn.unanswered.and(brought.unanswered(), turn.lastWritten());
    turn.answered |= brought.answered();
    turn.answers.addAll(brought.dealings().answers());
    brought.owed().forEach(theirs -> adopt(turn, brought.dealings(), theirs));
    if (!turn.unanswered.isEmpty()) {
      turn.close(Kind.CUSTOMER, Outcome.WITHDRAWN);
      turn.ask = Dealings.Ask.NOTHING;
    }
    Talking.oweReply(turn, brought.owed().stream().filter(o -> o.kind().isReply()).findFirst());
    return turn.done();
  }

  private static void adopt(Turn turn, Dealings dealings, Obligation theirs) {
    switch (theirs.kind()) {
      case ACCEPT, ANSWER -> dealings.legs().stream().filter(l -> Turn.isOf(theirs, l)).findFirst()
        .ifPresent(leg -> turn.put(leg, turn.adopt(theirs)));
      case PROMISE -> dealings.promises().stream().filter(p -> p.id() == theirs.about()).findFirst()
        .ifPresent(promise -> turn.put(promise, turn.adopt(theirs)));
      case UPDATE, RESOLUTION, WINDOW -> earlier(turn, theirs);
      case FIRST_REPLY, NEXT_REPLY -> { } // with ours, once it is known since when the customer waits
      case PICKUP, PROGRESS, CUSTOMER, DELIVERY ->
        throw new IllegalArgumentException(theirs.kind() + " is owed anew");
    }
  }

  /** Of two of a kind the one that is due first is owed. */
  private static void earlier(Turn turn, Obligation theirs) {
    var ours = turn.owed(o -> o.kind() == theirs.kind());
    if (ours.isPresent() && !theirs.dueAt().isBefore(ours.get().dueAt())) {
      return;
    }
    turn.close(theirs.kind(), Outcome.WITHDRAWN);
    turn.adopt(theirs);
  }

  /** The one from which contacts leave. */
  static Step splitOff(Turn turn, Set<Long> mentions, List<Contact> remaining) {
    if (!turn.phase.isOpen()) {
      return new Step.Refused(Refusal.IS_RESOLVED);
    }
    if (remaining.isEmpty()) {
      return new Step.Refused(Refusal.NOTHING_LEFT);
    }
    turn.talked();
    turn.unanswered = turn.unanswered.without(mentions);
    turn.face = Face.of(turn.face.customerName(), turn.face.customerHandle(), remaining);
    turn.facts = turn.facts.of(remaining);
    oweRest(turn);
    return turn.done();
  }

  /** The oldest may have left: what remains is owed from its own oldest, on the rung that was reached. */
  private static void oweRest(Turn turn) {
    var since = turn.unanswered.since();
    var owed = turn.owed(o -> o.kind().isReply());
    if (owed.isPresent() && !since.equals(owed.map(Obligation::openedAt))) {
      turn.close(o -> o.kind().isReply(), Outcome.WITHDRAWN);
      since.ifPresent(at -> turn.open(owed.get().kind(), 0, at, owed.get().level()));
    }
  }

  /** What goes along with contacts that leave. @param parting from the oldest */
  static Parted parted(CaseState from, List<Contact> parting) {
    var unanswered = from.unanswered().only(parting.stream().map(Contact::mention).toList());
    var owed = from.running().stream().filter(o -> o.kind().isReply()).findFirst();
    var theirs = owed.filter(o -> unanswered.since().equals(Optional.of(o.openedAt())));
    return new Parted(from.queue(), from.face().customerName(), from.face().customerHandle(), parting, from.answered(),
      unanswered, owed.map(Obligation::level).orElse(0), theirs.map(Obligation::dueAt).orElse(Instant.MAX));
  }

  /** The case of the contacts that left; it waits in the same queue. */
  static Step.Moved opened(String brand, Parted parted, Policy policy, Instant now) {
    var contacts = parted.contacts();
    var face = Face.of(parted.customerName(), parted.customerHandle(), contacts);
    var turn = new Turn(brand, parted.queue(), face, policy, now);
    turn.talked();
    turn.facts = Facts.NONE.of(contacts);
    turn.answered = parted.answered();
    turn.unanswered = parted.unanswered();
    turn.unanswered.since().ifPresent(since -> Talking.oweReply(turn, since, parted.noLater(), parted.level()));
    Talking.oweResolution(turn);
    contacts.stream().filter(Contact::hasWindow).max(Comparator.comparing(Contact::replyUntil))
      .ifPresent(contact -> Talking.window(turn, contact));
    return turn.done();
  }
}
