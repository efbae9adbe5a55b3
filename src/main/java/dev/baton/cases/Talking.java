package dev.baton.cases;

import dev.baton.obligation.Kind;
import dev.baton.obligation.Obligation;
import dev.baton.obligation.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Steps in which something is said: by the customer, by an agent, and by the network about what it was given. */
final class Talking {

  private Talking() {}

  static Step contacted(Turn turn, Contact contact) {
    if (turn.phase instanceof Phase.Merged) {
      return new Step.Refused(Refusal.IS_RESOLVED);
    }
    turn.face = turn.face.with(contact);
    turn.facts = turn.facts.with(contact);
    turn.talked();
    customerSpoke(turn);
    if (!contact.asks()) {
      return turn.done();
    }
    turn.unanswered = turn.unanswered.with(contact, turn.lastWritten());
    if (!turn.phase.isOpen()) {
      reopen(turn);
    }
    oweReply(turn);
    window(turn, contact);
    return turn.done();
  }

  /** The clocks of the customer's first word and of their oldest unanswered one go on where they stood. */
  private static void reopen(Turn turn) {
    turn.phase = new Phase.Waiting();
    turn.facts = turn.facts.withReopening();
    oweResolution(turn);
  }

  static void oweResolution(Turn turn) {
    if (turn.agreement().timeFor(Kind.RESOLUTION).isPresent()) {
      turn.open(Kind.RESOLUTION, 0, turn.face.openedAt(), 0);
    }
  }

  /** Any word of the customer ends our waiting for one. */
  private static void customerSpoke(Turn turn) {
    turn.close(Kind.CUSTOMER, Outcome.MET);
    turn.ask = Dealings.Ask.NOTHING;
  }

  static void window(Turn turn, Contact contact) {
    if (contact.hasWindow()) {
      turn.facts = turn.facts.with(Facts.Shut.NONE);
      turn.close(Kind.WINDOW, Outcome.WITHDRAWN);
      turn.open(Kind.WINDOW, contact.replyUntil().toEpochMilli(), contact.at(),
        turn.agreement().beforeShutting(contact.replyUntil()), 0);
    }
  }

  /** The clock of the oldest unanswered contact runs, on the network's time; a late, older one takes its place. */
  static void oweReply(Turn turn) {
    oweReply(turn, Optional.empty());
  }

  /** @param theirs owed by a case that is now this one; whichever is due first stays due then (law 4) */
  static void oweReply(Turn turn, Optional<Obligation> theirs) {
    var since = turn.unanswered.since();
    if (since.isEmpty()) {
      turn.close(o -> o.kind().isReply(), Outcome.WITHDRAWN);
      return;
    }
    var ours = turn.owed(o -> o.kind().isReply());
    var both = Stream.concat(ours.stream(), theirs.stream()).toList();
    var first = both.stream().min(Comparator.comparing(Obligation::dueAt));
    var standing = first.filter(o -> !o.openedAt().isAfter(since.get()));
    if (standing.isPresent() && standing.equals(ours)) {
      return;
    }
    turn.close(o -> o.kind().isReply(), Outcome.WITHDRAWN);
    if (standing.isPresent()) {
      turn.adopt(standing.get());
      return;
    }
    oweReply(turn, since.get(), first.map(Obligation::dueAt).orElse(Instant.MAX),
      both.stream().mapToInt(Obligation::level).max().orElse(0));
  }

  static void oweReply(Turn turn, Instant since, Instant noLater, int level) {
    var kind = turn.answered ? Kind.NEXT_REPLY : Kind.FIRST_REPLY;
    var agreed = turn.agreement().due(kind, since);
    turn.open(kind, 0, since, agreed.isAfter(noLater) ? noLater : agreed, level);
  }

  static Step reply(Turn turn, CaseEvent.Replied event) {
    var refusal = Hands.mayAct(turn, event.agent(), event.overrule()).or(() -> PromiseSteps.mayGive(turn, event.says()));
    if (refusal.isPresent()) {
      return new Step.Refused(refusal.get());
    }
    if (event.says().forwards() && !isHandedOn(turn, event.says())) {
      return new Step.Refused(Refusal.FORWARDED_NOWHERE);
    }
    Hands.grasp(turn, event.agent());
    var says = event.says();
    says.promises().forEach(given -> PromiseSteps.give(turn, event.agent(), given));
    turn.open(Kind.DELIVERY, event.reply(), turn.now, 0);
    if (says.asks() || !says.keeps().isEmpty() || !says.moves().isEmpty()) {
      turn.underWay.add(new Dealings.UnderWay(event.reply(), false, says.asks(), says.canRemind(), says.keeps(),
        says.moves()));
    }
    return turn.done();
  }

  /** "We have forwarded it" needs somebody who must take it and a date that the desk must keep. */
  private static boolean isHandedOn(Turn turn, Says says) {
    return turn.legs.stream().anyMatch(l -> !l.isFlag())
      && (!says.promises().isEmpty() || turn.promises.stream().anyMatch(p -> !p.broken()));
  }

  /** Only now is the customer answered, for all that was known when the reply was written; the lease is renewed. */
  static Step accepted(Turn turn, long reply, Instant writtenAt) {
    var delivery = turn.delivery(reply);
    if (delivery.isEmpty()) {
      return new Step.Stay();
    }
    turn.close(o -> o.equals(delivery.get()), Outcome.MET);
    turn.facts = turn.facts.withAccepted(delivery.get().number());
    var more = more(turn, reply);
    if (!more.byBaton()) {
      answered(turn, writtenAt);
      more.keeps().forEach(id -> PromiseSteps.kept(turn, id, writtenAt));
      more.moves().forEach(id -> PromiseSteps.moved(turn, id, writtenAt));
      wait(turn, more);
    }
    return turn.done();
  }

  private static Dealings.UnderWay more(Turn turn, long reply) {
    var more = turn.underWay.stream().filter(u -> u.reply() == reply).findFirst();
    turn.underWay.removeIf(u -> u.reply() == reply);
    return more.orElseGet(() -> new Dealings.UnderWay(reply, false, false, false, List.of(), List.of()));
  }

  private static void answered(Turn turn, Instant writtenAt) {
    turn.answered = true;
    turn.unanswered = turn.unanswered.after(writtenAt);
    turn.answers.removeIf(a -> !a.at().isAfter(writtenAt));
    var since = turn.unanswered.since();
    turn.close(o -> o.kind().isReply() && (since.isEmpty() || o.openedAt().isBefore(since.get())), Outcome.MET);
    turn.close(o -> o.kind() == Kind.UPDATE || o.kind() == Kind.PROGRESS || o.kind() == Kind.WINDOW, Outcome.MET);
    if (turn.phase.isOpen()) {
      oweReply(turn);
    }
  }

  /** We asked the customer: their move, for so long; else the next word to them is ours. */
  private static void wait(Turn turn, Dealings.UnderWay more) {
    if (!turn.phase.isOpen()) {
      return;
    }
    turn.close(Kind.CUSTOMER, Outcome.WITHDRAWN);
    turn.ask = Dealings.Ask.NOTHING;
    if (more.asks() && turn.unanswered.isEmpty()) {
      turn.ask = new Dealings.Ask(more.reply(), more.canRemind(), 0);
      turn.open(Kind.CUSTOMER, more.reply(), turn.now, 0);
    } else {
      turn.open(Kind.UPDATE, 0, turn.now, 0);
    }
  }

  /** The customer is still unanswered: on top of the inbox, in the same hand, with the cause. */
  static Step refused(Turn turn, long reply) {
    var delivery = turn.delivery(reply);
    if (delivery.isEmpty()) {
      return new Step.Stay();
    }
    turn.talked();
    turn.close(o -> o.equals(delivery.get()), Outcome.MISSED);
    turn.facts = turn.facts.withRefused(delivery.get().number());
    turn.underWay.removeIf(u -> u.reply() == reply);
    return turn.done();
  }

  /** A person has to look; until then its delivery stays owed and climbs. */
  static Step unknown(Turn turn, long reply) {
    var delivery = turn.delivery(reply).map(Obligation::number);
    if (delivery.isEmpty() || turn.facts.doubtful().contains(delivery.get())) {
      return new Step.Stay();
    }
    turn.talked();
    turn.facts = turn.facts.withDoubt(delivery.get());
    return turn.done();
  }
}
