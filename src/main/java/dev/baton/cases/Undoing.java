package dev.baton.cases;

import dev.baton.obligation.Obligation;
import dev.baton.obligation.Outcome;
import dev.baton.policy.Policy;
import java.time.Instant;
import java.util.List;

/**
 * The step that takes back that two cases were one, in each of them: it becomes what {@link Apart} found that it would be.
 * What runs already goes on under its number, with the alarms that went out; the rest is owed again as it was.
 */
final class Undoing {

  private Undoing() {}

  static Step become(Turn turn, Alone alone) {
    if (turn.delivery() != Delivery.NONE) {
      return new Step.Refused(turn.delivery() == Delivery.UNDELIVERED ? Refusal.UNDELIVERED : Refusal.REPLY_UNDER_WAY);
    }
    turn.talked();
    turn.queue = alone.queue();
    turn.phase = alone.phase();
    turn.answered = alone.answered();
    turn.unanswered = alone.unanswered();
    turn.face = Face.of(turn.face.customerName(), turn.face.customerHandle(), alone.contacts());
    turn.facts = facts(turn, alone.facts());
    turn.ask = alone.dealings().ask();
    replace(turn.answers, alone.dealings().answers());
    replace(turn.underWay, alone.dealings().underWay());
    owe(turn, alone);
    return turn.done();
  }

  /** The case that contacts have to themselves from now on, which came to another one only because of a link. */
  static Step.Moved opened(String brand, String customerName, String customerHandle, Alone alone, Policy policy, Instant now) {
    var turn = new Turn(brand, alone.queue(), Face.of(customerName, customerHandle, alone.contacts()), policy, now);
    return (Step.Moved) become(turn, alone);
  }

  /** A window is known by its number in this case; what a life apart calls it means nothing here. */
  private static Facts facts(Turn turn, Facts alone) {
    return alone.with(alone.shut().equals(turn.facts.shut()) ? alone.shut() : Facts.Shut.NONE);
  }

  private static <T> void replace(List<T> of, List<T> by) {
    of.clear();
    of.addAll(by);
  }

  private static void owe(Turn turn, Alone alone) {
    turn.close(o -> alone.running().stream().noneMatch(theirs -> isSame(o, theirs)), Outcome.WITHDRAWN);
    turn.legs.removeIf(leg -> alone.dealings().legs().stream().noneMatch(leg::equals));
    turn.promises.removeIf(promise -> alone.dealings().promises().stream().noneMatch(promise::equals));
    for (var owed : alone.running()) {
      var runs = turn.owed(o -> isSame(o, owed)).orElseGet(() -> turn.adopt(owed));
      alone.dealings().legs().stream().filter(leg -> Turn.isOf(owed, leg) && !turn.legs.contains(leg)).findFirst()
        .ifPresent(leg -> turn.put(leg, runs));
      alone.dealings().promises().stream().filter(p -> PromiseSteps.isOf(owed, p) && !turn.promises.contains(p)).findFirst()
        .ifPresent(promise -> turn.put(promise, runs));
    }
  }

  /** The same debt, whatever its number and however often it was alarmed. */
  static boolean isSame(Obligation one, Obligation other) {
    return one.kind() == other.kind() && one.about() == other.about() && one.openedAt().equals(other.openedAt())
      && one.dueAt().equals(other.dueAt());
  }
}
