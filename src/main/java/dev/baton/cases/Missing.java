package dev.baton.cases;

import dev.baton.obligation.Kind;
import dev.baton.obligation.Obligation;
import dev.baton.obligation.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What follows when something was not done in time, and when whoever should hear of it cannot be reached. */
final class Missing {

  private Missing() {}

  /** Each of these that is due is dealt with once, in the order in which they came due. */
  static Step timePassed(Turn turn, long spare, Predicate<Obligation> which) {
    var due = turn.running().stream()
      .filter(o -> o.isAlarmDue(turn.now)).filter(which)
      .sorted(Comparator.comparing(Obligation::alarmAt).thenComparing(Obligation::number))
      .toList();
    if (due.isEmpty()) {
      return new Step.Stay();
    }
    for (var missed : due) {
      if (turn.owes(missed::equals)) { // what was missed before it may have ended it
        missed(turn, missed, spare);
      }
    }
    return turn.done();
  }

  private static void missed(Turn turn, Obligation missed, long spare) {
    switch (missed.kind()) {
      case PICKUP, FIRST_REPLY, NEXT_REPLY, UPDATE, RESOLUTION, DELIVERY ->
        turn.alarm(missed, turn.ladder(), Effect.Consequence.CLIMBS);
      case PROGRESS -> lapsed(turn, missed);
      case PROMISE -> broken(turn, missed);
      case ACCEPT -> notAccepted(turn, missed);
      case ANSWER -> notAnswered(turn, missed);
      case CUSTOMER -> silent(turn, missed, spare);
      case WINDOW -> shutting(turn, missed);
    }
  }

  private static void lapsed(Turn turn, Obligation missed) {
    var level = turn.alarm(missed, turn.ladder(), Effect.Consequence.BACK_TO_QUEUE);
    turn.facts = turn.facts.withLapse();
    turn.talked();
    Hands.backToQueue(turn, Outcome.MISSED, level);
  }

  private static void broken(Turn turn, Obligation missed) {
    var promise = turn.promise(missed.about()).orElseThrow();
    turn.alarm(missed, turn.ladder(), Effect.Consequence.CLIMBS);
    if (!promise.broken()) {
      turn.put(promise.nowBroken(), missed);
      turn.tell(turn.owner(), Subject.PROMISE_BROKEN, promise.id());
    }
  }

  /** A flag stays with whom it was given to and climbs; a leg goes to the next in line. */
  private static void notAccepted(Turn turn, Obligation missed) {
    var leg = turn.leg(missed.about()).orElseThrow();
    if (leg.isFlag()) {
      turn.alarm(missed, turn.ladder(), Effect.Consequence.CLIMBS);
    } else {
      LegSteps.notAccepted(turn, leg, missed, Outcome.MISSED);
    }
  }

  private static void notAnswered(Turn turn, Obligation missed) {
    var leg = turn.leg(missed.about()).orElseThrow();
    turn.alarm(missed, LegSteps.ladder(turn, leg), Effect.Consequence.CLIMBS);
    if (!missed.wasAlarmed() && !leg.isFlag()) {
      turn.tell(turn.owner(), Subject.ANSWER_LATE, leg.id());
    }
  }

  /**
   * The customer owes us an answer: they are reminded, by Baton where it can write to them, else by whoever is alarmed;
   * then the case is closed, and any word of theirs opens it again. Where something else is open, it climbs. What they
   * owe then stands on the rung that was alarmed, where a message that fails finds it.
   */
  private static void silent(Turn turn, Obligation missed, long spare) {
    if (turn.ask.reminders() >= turn.policy.terms().reminders()) {
      if (!Closing.unanswered(turn)) {
        turn.alarm(missed, turn.ladder(), Effect.Consequence.CLIMBS);
      }
      return;
    }
    var level = 0;
    if (turn.ask.canRemind() && spare != 0) {
      turn.remind(spare);
      turn.open(Kind.DELIVERY, spare, turn.now, 0);
      turn.underWay.add(new Dealings.UnderWay(spare, true, false, false, List.of(), List.of()));
    } else {
      level = turn.alarm(missed, turn.ladder(), Effect.Consequence.CLIMBS);
    }
    turn.close(o -> o.number() == missed.number(), Outcome.MISSED);
    turn.ask = turn.ask.reminded();
    turn.open(Kind.CUSTOMER, turn.ask.reply(), turn.now, level);
  }

  /** Somebody can still reply before it shuts; afterwards only another channel is left, and the other clocks run on. */
  private static void shutting(Turn turn, Obligation missed) {
    var shuts = Instant.ofEpochMilli(missed.about());
    if (!shuts.isAfter(turn.now)) {
      turn.alarm(missed, turn.ladder(), Effect.Consequence.SHUT);
      turn.close(o -> o.number() == missed.number(), Outcome.MISSED);
      turn.facts = turn.facts.with(new Facts.Shut(missed.number(), missed.step() + 1));
      return;
    }
    var rung = turn.policy.rungAbove(turn.ladder(), missed.level(), turn.now);
    var next = turn.now.plus(rung.actWithin());
    turn.alarm(missed, rung.level(), next.isAfter(shuts) ? shuts : next, rung.person(), Effect.Consequence.CLIMBS);
  }

  /**
   * A message that failed counts as an empty level, which is passed at once. Above the last resort there is nobody: they
   * are alarmed again at their rhythm, and the monitor says that they could not be reached.
   */
  static Step unreached(Turn turn, CaseEvent.Unreached event) {
    var owed = turn.owed(o -> o.number() == event.number());
    if (owed.isPresent() && owed.get().step() != event.step()) {
      return new Step.Stay();
    }
    if (turn.facts.shut().equals(new Facts.Shut(event.number(), event.step()))) {
      return stillShut(turn, event.level());
    }
    var goesOn = owed.or(() -> follows(turn, event.level()));
    if (goesOn.isEmpty()) {
      return new Step.Stay();
    }
    var runs = goesOn.get();
    var leg = turn.leg(runs.about()).filter(l -> Turn.isOf(runs, l));
    if (runs.kind() == Kind.ACCEPT && leg.isPresent() && !(leg.get().isFlag() && runs.wasAlarmed())) {
      return LegSteps.notReached(turn, leg.get(), runs);
    }
    var ladder = runs.kind() == Kind.ANSWER ? LegSteps.ladder(turn, leg.orElseThrow()) : turn.ladder();
    if (!runs.wasAlarmed() && runs.level() == 0 || runs.level() > ladder.levels().size()) {
      return new Step.Stay(); // nobody was alarmed, or nobody is above
    }
    turn.alarm(runs, ladder, Effect.Consequence.CLIMBS);
    return turn.done();
  }

  /** What was missed is over, but what followed from it stands on the rung to which it had climbed. */
  private static Optional<Obligation> follows(Turn turn, int level) {
    return level == 0 ? Optional.empty()
      : turn.owed(o -> o.level() == level
        && (o.kind() == Kind.PICKUP || o.kind() == Kind.PROGRESS || o.kind() == Kind.CUSTOMER));
  }

  /** The window is over, but its customer still waits: the next rung hears of it, and the answer is due when it was. */
  private static Step stillShut(Turn turn, int level) {
    var reply = turn.owed(o -> o.kind().isReply());
    if (reply.isEmpty() || level > turn.ladder().levels().size()) {
      return new Step.Stay();
    }
    var rung = turn.policy.rungAbove(turn.ladder(), level, turn.now);
    var owed = reply.get();
    turn.alarm(owed, Math.max(rung.level(), owed.level()), owed.alarmAt(), rung.person(), Effect.Consequence.SHUT);
    return turn.done();
  }
}
