package dev.baton.cases;

import dev.baton.obligation.Kind;
import dev.baton.obligation.Obligation;
import dev.baton.obligation.Outcome;
import java.util.Optional;

/** Steps that change in whose hand a case is, and the rule of what a hand owes. */
final class Hands {

  private Hands() {}

  /** Whether somebody may act on the case: it is open, and in nobody's hand, their own, or they may overrule. */
  static Optional<Refusal> mayAct(Turn turn, String agent, boolean overrule) {
    return switch (turn.phase) {
      case Phase.Resolved r -> Optional.of(Refusal.IS_RESOLVED);
      case Phase.Merged m -> Optional.of(Refusal.IS_RESOLVED);
      case Phase.Held(var holder) when !holder.equals(agent) && !overrule -> Optional.of(Refusal.HELD_BY_ANOTHER);
      case Phase.Held h -> Optional.empty();
      case Phase.Waiting w -> Optional.empty();
    };
  }

  static Step take(Turn turn, String agent, boolean overrule) {
    if (turn.phase instanceof Phase.Held(var holder) && holder.equals(agent)) {
      return new Step.Stay();
    }
    var refusal = mayAct(turn, agent, overrule);
    if (refusal.isPresent()) {
      return new Step.Refused(refusal.get());
    }
    taken(turn, agent);
    return turn.done();
  }

  static Step assign(Turn turn, String agent, boolean overrule, String to) {
    var refusal = mayAct(turn, agent, overrule);
    if (refusal.isPresent()) {
      return new Step.Refused(refusal.get());
    }
    if (turn.phase instanceof Phase.Held(var holder) && holder.equals(to)) {
      return new Step.Stay();
    }
    taken(turn, to);
    turn.tell(to, Subject.ASSIGNED, 0);
    return turn.done();
  }

  /** Whoever does something for the customer of an untaken case takes it. */
  static void grasp(Turn turn, String agent) {
    if (turn.phase instanceof Phase.Waiting) {
      taken(turn, agent);
    } else {
      turn.talked();
    }
  }

  /** From hand to hand the next step stays owed by when it was: only what the customer sees moves it on. */
  static void taken(Turn turn, String agent) {
    turn.talked();
    turn.phase = new Phase.Held(agent);
    turn.close(Kind.PICKUP, Outcome.MET);
  }

  static Step release(Turn turn, String agent, boolean overrule) {
    if (turn.phase instanceof Phase.Waiting) {
      return new Step.Refused(Refusal.NOT_HELD);
    }
    var refusal = mayAct(turn, agent, overrule);
    if (refusal.isPresent()) {
      return new Step.Refused(refusal.get());
    }
    turn.talked();
    backToQueue(turn, Outcome.WITHDRAWN, 0);
    return turn.done();
  }

  static void backToQueue(Turn turn, Outcome ofProgress, int level) {
    turn.phase = new Phase.Waiting();
    turn.close(Kind.PROGRESS, ofProgress);
    turn.open(Kind.PICKUP, 0, turn.now, level);
  }

  /** Another queue may owe the customer more, never less: what runs is due no later than it was (law 4). */
  static Step requeue(Turn turn, String agent, boolean overrule, String queue) {
    var refusal = mayAct(turn, agent, overrule);
    if (refusal.isPresent()) {
      return new Step.Refused(refusal.get());
    }
    if (!turn.policy.hasQueue(turn.brand, queue)) {
      return new Step.Refused(Refusal.NO_SUCH_QUEUE);
    }
    if (turn.queue.equals(queue)) {
      return new Step.Stay();
    }
    turn.talked();
    var level = turn.owed(o -> o.kind() == Kind.PICKUP).map(Obligation::level).orElse(0);
    turn.queue = queue;
    turn.phase = new Phase.Waiting();
    turn.close(o -> o.kind() == Kind.PROGRESS || o.kind() == Kind.PICKUP, Outcome.WITHDRAWN);
    turn.open(Kind.PICKUP, 0, turn.now, level);
    sooner(turn);
    return turn.done();
  }

  private static void sooner(Turn turn) {
    for (var owed : turn.running()) {
      var counts = owed.kind().isReply() || owed.kind() == Kind.RESOLUTION || owed.kind() == Kind.UPDATE;
      if (counts && turn.agreement().timeFor(owed.kind()).isPresent()
        && turn.agreement().due(owed.kind(), owed.openedAt()).isBefore(owed.dueAt())) {
        turn.close(o -> o.number() == owed.number(), Outcome.WITHDRAWN);
        turn.open(owed.kind(), owed.about(), owed.openedAt(), owed.level());
      }
    }
  }

  /**
   * Taking a case is a lease: whoever has it owes the next step, unless all they can do is wait, and what they wait for
   * has a date of its own that has not passed (law 2). In the queue the pickup is owed.
   */
  static void settle(Turn turn) {
    switch (turn.phase) {
      case Phase.Held h -> {
        if (waits(turn)) {
          turn.close(Kind.PROGRESS, Outcome.MET);
        } else if (!turn.owes(Kind.PROGRESS)) {
          turn.open(Kind.PROGRESS, 0, turn.now, 0);
        }
      }
      case Phase.Waiting w -> {
        if (!turn.owes(Kind.PICKUP)) {
          turn.open(Kind.PICKUP, 0, turn.now, 0);
        }
      }
      case Phase.Resolved r -> { }
      case Phase.Merged m -> { }
    }
  }

  /** Somebody else's move, with a time that has not passed: the customer's, a department's or vendor's, or a promised day. */
  private static boolean waits(Turn turn) {
    return turn.owes(o -> switch (o.kind()) {
      case CUSTOMER, PROMISE -> !o.wasAlarmed();
      case ACCEPT, ANSWER -> !o.wasAlarmed() && turn.leg(o.about()).filter(l -> !l.isFlag()).isPresent();
      case PICKUP, FIRST_REPLY, NEXT_REPLY, UPDATE, PROGRESS, RESOLUTION, DELIVERY, WINDOW -> false;
    });
  }
}
