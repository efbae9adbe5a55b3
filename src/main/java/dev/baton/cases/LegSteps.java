package dev.baton.cases;

import dev.baton.obligation.Kind;
import dev.baton.obligation.Obligation;
import dev.baton.obligation.Outcome;
import dev.baton.policy.Ladder;
import dev.baton.policy.Party;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Steps of a leg: handed to a named person who is there, accepted, answered, passed on, taken back. A flag goes the same
 * way inside the desk.
 *
 * <pre>
 *   opened ─► offered ──accepted──► accepted ──answered──► the owner tells the customer
 *               │ ▲                    │
 *   not in time │ └──── "not mine" ────┘   too often: up the ladder
 *               ▼
 *        next in line, or nobody: back to the owner, one level up
 * </pre>
 */
final class LegSteps {

  private LegSteps() {}

  static Step open(Turn turn, CaseEvent.LegOpened event) {
    var refusal = Hands.mayAct(turn, event.agent(), event.overrule());
    if (refusal.isPresent()) {
      return new Step.Refused(refusal.get());
    }
    var party = turn.policy.partiesOf(turn.brand, turn.queue).stream().filter(p -> p.key().equals(event.party()))
      .findFirst();
    if (party.isEmpty()) {
      return new Step.Refused(Refusal.NO_SUCH_PARTY);
    }
    var expert = expert(turn, party.get(), event.expert());
    if (expert.isEmpty()) {
      return new Step.Refused(Refusal.NOT_THERE);
    }
    Hands.grasp(turn, event.agent());
    var agreed = party.get().agreement();
    var leg = new Leg(event.leg(), party.get().key(), event.agent(), expert.get(), false, turn.now,
      agreed.acceptBy(turn.now), agreed.answerBy(turn.now), 0, 0, List.of(expert.get()));
    turn.close(Kind.PROGRESS, Outcome.MET);
    offer(turn, leg, turn.facts.returned(), Subject.LEG);
    return turn.done();
  }

  /** The one chosen if they are there; else the first in line; where nobody is, the first rung of the party's ladder. */
  private static Optional<String> expert(Turn turn, Party party, String chosen) {
    var line = turn.policy.roster().present(party.experts(), turn.now);
    if (!chosen.isEmpty()) {
      return line.stream().filter(chosen::equals).findFirst();
    }
    return line.stream().findFirst()
      .or(() -> Optional.of(turn.policy.rungAbove(party.ladder(), 0, turn.now).person()));
  }

  private static void offer(Turn turn, Leg leg, int level, Subject subject) {
    var owed = turn.open(Kind.ACCEPT, leg.id(), turn.now, leg.acceptBy(), level);
    turn.put(leg, owed);
    turn.tell(leg.expert(), subject, owed);
  }

  /** A flag needs no hand: who sees something need not be who answers it. */
  static Step flag(Turn turn, CaseEvent.Flagged event) {
    if (!turn.phase.isOpen()) {
      return new Step.Refused(Refusal.IS_RESOLVED);
    }
    var urgency = turn.policy.terms().urgencies().get(event.urgency());
    if (urgency == null) {
      return new Step.Refused(Refusal.NO_SUCH_URGENCY);
    }
    if (turn.policy.roster().first(List.of(event.rep()), turn.now).isEmpty()) {
      return new Step.Refused(Refusal.NOT_THERE);
    }
    var calendar = turn.agreement().calendar();
    var leg = new Leg(event.leg(), Leg.FLAG + event.urgency(), event.by(), event.rep(), false, turn.now,
      urgency.accept().after(turn.now, calendar), urgency.done().after(turn.now, calendar), 0, 0, List.of(event.rep()));
    offer(turn, leg, 0, Subject.FLAG);
    return turn.done();
  }

  static Step accept(Turn turn, CaseEvent.LegAccepted event) {
    var found = turn.leg(event.leg());
    if (found.isEmpty() || !isFor(turn, found.get(), event.by()) && !event.overrule()) {
      return new Step.Refused(Refusal.NO_SUCH_LEG);
    }
    var leg = found.get();
    if (leg.accepted()) {
      return leg.expert().equals(event.by()) ? new Step.Stay() : new Step.Refused(Refusal.LEG_TAKEN);
    }
    accepted(turn, leg.acceptedBy(event.by()));
    return turn.done();
  }

  /** A colleague of the one who was asked may take it: they are in the same line. */
  private static boolean isFor(Turn turn, Leg leg, String person) {
    return leg.expert().equals(person) || !leg.isFlag() && turn.policy.party(leg.party())
      .filter(p -> turn.policy.roster().everybody(p.experts()).contains(person)).isPresent();
  }

  /** Who accepts a flag on a case that nobody has, has it. */
  private static void accepted(Turn turn, Leg leg) {
    turn.close(o -> Turn.isOf(o, leg), Outcome.MET);
    turn.put(leg, turn.open(Kind.ANSWER, leg.id(), turn.now, leg.answerBy(), 0));
    if (leg.isFlag()) {
      turn.tell(leg.by(), Subject.FLAG_ACCEPTED, leg.id());
      if (turn.phase instanceof Phase.Waiting) {
        Hands.taken(turn, leg.expert());
      }
    }
  }

  /** Who answers at once has accepted. */
  static Step answer(Turn turn, CaseEvent.LegAnswered event) {
    var found = turn.leg(event.leg());
    if (found.isEmpty() || !isFor(turn, found.get(), event.by()) && !event.overrule()) {
      return new Step.Refused(Refusal.NO_SUCH_LEG);
    }
    var leg = found.get();
    turn.end(leg, Leg.State.ANSWERED, Outcome.MET);
    if (leg.isFlag()) {
      turn.tell(leg.by(), Subject.FLAG_DONE, leg.id());
      return turn.done();
    }
    turn.talked();
    turn.answers.add(new Dealings.Answer(leg.id(), turn.now));
    turn.tell(turn.owner(), Subject.LEG_ANSWERED, leg.id());
    return turn.done();
  }

  /**
   * "Not mine, but hers": to a colleague who is there. Whom it was with already, or passed on too often, it goes up the
   * ladder instead, rung by rung, so that it cannot go round.
   */
  static Step pass(Turn turn, CaseEvent.LegPassed event) {
    var found = turn.leg(event.leg());
    if (found.isEmpty() || !found.get().expert().equals(event.by()) && !event.overrule()) {
      return new Step.Refused(Refusal.NO_SUCH_LEG);
    }
    var leg = found.get();
    if (turn.policy.roster().first(List.of(event.to()), turn.now).isEmpty()) {
      return new Step.Refused(Refusal.NOT_THERE);
    }
    if (!leg.asked().contains(event.to()) && leg.passes() < turn.policy.terms().passes()) {
      turn.close(o -> Turn.isOf(o, leg), Outcome.WITHDRAWN);
      offer(turn, next(turn, leg.passed(leg.climbed()), event.to()), 0, leg.isFlag() ? Subject.FLAG : Subject.LEG);
      return turn.done();
    }
    return up(turn, leg);
  }

  private static Step up(Turn turn, Leg leg) {
    var rung = turn.policy.rungAbove(ladder(turn, leg), leg.climbed(), turn.now);
    if (rung.person().equals(leg.expert())) {
      return new Step.Refused(Refusal.NOBODY_ABOVE);
    }
    turn.close(o -> Turn.isOf(o, leg), Outcome.WITHDRAWN);
    var higher = next(turn, leg.passed(rung.level()), rung.person());
    var owed = turn.open(Kind.ACCEPT, leg.id(), turn.now, higher.acceptBy(), rung.level());
    turn.put(higher, owed);
    turn.tell(higher.expert(), leg.isFlag() ? Subject.FLAG : Subject.LEG, owed);
    return turn.done();
  }

  /** Counted anew for each who is asked; the answer is due when it was. */
  private static Leg next(Turn turn, Leg leg, String person) {
    var by = turn.policy.party(leg.party()).map(p -> p.agreement().acceptBy(turn.now))
      .orElseGet(() -> turn.now.plus(Duration.between(leg.openedAt(), leg.acceptBy())));
    return leg.offeredTo(person, by);
  }

  static Ladder ladder(Turn turn, Leg leg) {
    return leg.isFlag() ? turn.ladder() : turn.policy.ladderOf(leg.party(), turn.brand, turn.queue);
  }

  static Step withdraw(Turn turn, CaseEvent.LegWithdrawn event) {
    var found = turn.leg(event.leg());
    if (found.isEmpty()) {
      return new Step.Refused(Refusal.NO_SUCH_LEG);
    }
    var ownFlag = found.get().isFlag() && found.get().by().equals(event.agent());
    var refusal = ownFlag ? Optional.<Refusal>empty() : Hands.mayAct(turn, event.agent(), event.overrule());
    if (refusal.isPresent()) {
      return new Step.Refused(refusal.get());
    }
    turn.talked();
    turn.end(found.get(), Leg.State.WITHDRAWN, Outcome.WITHDRAWN);
    return turn.done();
  }

  /** Who was asked cannot be reached: a leg goes to the next in line, a flag to the rung above. */
  static Step notReached(Turn turn, Leg leg, Obligation owed) {
    if (leg.isFlag()) {
      return up(turn, leg) instanceof Step.Moved moved ? moved : new Step.Stay();
    }
    notAccepted(turn, leg, owed, owed.wasAlarmed() ? Outcome.MISSED : Outcome.WITHDRAWN);
    return turn.done();
  }

  /** Nobody accepted in time: the next in line, or back to the owner. */
  static void notAccepted(Turn turn, Leg leg, Obligation owed, Outcome outcome) {
    var nextInLine = nextInLine(turn, leg);
    if (nextInLine.isPresent()) {
      var offered = next(turn, leg, nextInLine.get());
      turn.close(o -> Turn.isOf(o, leg), outcome);
      offer(turn, offered, owed.level(), Subject.LEG);
      return;
    }
    var level = turn.alarm(owed, turn.ladder(), Effect.Consequence.LEG_RETURNED);
    turn.end(leg, Leg.State.RETURNED, outcome);
    turn.facts = turn.facts.withReturned();
    turn.talked();
    turn.tell(turn.owner(), Subject.LEG_RETURNED, leg.id());
    turn.close(Kind.PROGRESS, Outcome.WITHDRAWN);
    if (turn.phase instanceof Phase.Held) {
      turn.open(Kind.PROGRESS, 0, turn.now, level);
    }
  }

  /** What has gone up the ladder has no line any more. */
  private static Optional<String> nextInLine(Turn turn, Leg leg) {
    return leg.climbed() > 0 ? Optional.empty() : turn.policy.party(leg.party()).flatMap(party ->
      turn.policy.roster().present(party.experts(), turn.now).stream().filter(p -> !leg.asked().contains(p)).findFirst());
  }
}
