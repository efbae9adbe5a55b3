package dev.baton.cases;

import dev.baton.obligation.Kind;
import dev.baton.obligation.Outcome;
import java.util.List;
import java.util.Optional;

/** How a case ends: resolved by a person, or closed because the customer did not answer what we asked. */
final class Closing {

  static final String NO_ANSWER = "The customer did not answer what we asked";

  private Closing() {}

  static Step resolve(Turn turn, String agent, boolean overrule, String reason) {
    if (!turn.phase.isOpen()) {
      return new Step.Stay();
    }
    var refusal = Hands.mayAct(turn, agent, overrule).or(() -> stillOpen(turn))
      .or(() -> reason.isBlank() ? notAnswered(turn) : Optional.empty());
    if (refusal.isPresent()) {
      return new Step.Refused(refusal.get());
    }
    close(turn, reason.strip());
    return turn.done();
  }

  /** What no reason excuses. */
  private static Optional<Refusal> stillOpen(Turn turn) {
    if (turn.owes(Kind.DELIVERY)) {
      return Optional.of(Refusal.REPLY_UNDER_WAY);
    }
    return turn.legs.stream().anyMatch(l -> !l.isFlag()) ? Optional.of(Refusal.LEG_OPEN) : Optional.empty();
  }

  /** What needs a reason. */
  private static Optional<Refusal> notAnswered(Turn turn) {
    if (turn.delivery() == Delivery.UNDELIVERED) {
      return Optional.of(Refusal.UNDELIVERED);
    }
    if (!turn.answers.isEmpty()) {
      return Optional.of(Refusal.ANSWER_NOT_PASSED_ON);
    }
    if (!turn.promises.isEmpty()) {
      return Optional.of(Refusal.PROMISE_OPEN);
    }
    return turn.unanswered.isEmpty() ? Optional.empty() : Optional.of(Refusal.NOT_ANSWERED);
  }

  private static void close(Turn turn, String reason) {
    turn.talked();
    List.copyOf(turn.legs).forEach(flag -> {
      turn.end(flag, Leg.State.ANSWERED, Outcome.MET);
      turn.tell(flag.by(), Subject.FLAG_DONE, flag.id());
    });
    List.copyOf(turn.promises).forEach(promise -> PromiseSteps.withdrawn(turn, promise));
    turn.close(o -> o.kind() == Kind.PROGRESS || o.kind() == Kind.PICKUP || o.kind() == Kind.RESOLUTION, Outcome.MET);
    turn.close(o -> true, Outcome.WITHDRAWN);
    turn.phase = new Phase.Resolved(turn.now, reason);
    turn.facts = turn.facts.withNothingRefused();
    turn.answers.clear();
    turn.ask = Dealings.Ask.NOTHING;
  }

  /** We asked, reminded, and heard nothing. @return false where something else is still open */
  static boolean unanswered(Turn turn) {
    if (stillOpen(turn).or(() -> notAnswered(turn)).isPresent() || !turn.legs.isEmpty()) {
      return false;
    }
    turn.close(Kind.CUSTOMER, Outcome.MISSED);
    close(turn, NO_ANSWER);
    return true;
  }
}
