package dev.baton.cases;

import dev.baton.obligation.Kind;
import dev.baton.obligation.Obligation;
import dev.baton.obligation.Outcome;
import dev.baton.policy.Policy;
import java.time.Instant;
import java.util.Comparator;

/**
 * The case engine as a pure function: no clock, no database, no log.
 *
 * <pre>
 *                 take / reply                       resolve
 *   [ waiting ] ───────────────► [ held ] ─────────────────────────► [ resolved ]
 *        ▲  ◄─────────────────────  │                                     │
 *        │   release, or progress   │                                     │
 *        │   missed: one level up   │                                     │
 *        └────────────────────────────────────────────────────────────────┘
 *                              any word of the customer
 * </pre>
 *
 * Beside the phase run the obligations; a missed one climbs the ladder for ever, until it is met.
 */
final class CaseMachine {

  private CaseMachine() {}

  /** The customer's first word opens the case: it waits in its queue, owed a pickup and a first reply. */
  static Step.Moved open(String queue, String customerName, String customerHandle, Contact first, Policy policy,
                         Instant now) {
    var turn = new Turn(queue, Face.of(customerName, customerHandle, first), policy, now);
    turn.talked();
    turn.facts = turn.facts.with(first);
    turn.unanswered = turn.unanswered.with(first, turn.lastWritten());
    turn.open(Kind.PICKUP, 0, now, 0);
    turn.open(Kind.FIRST_REPLY, 0, first.at(), 0);
    return turn.done();
  }

  static Step next(CaseState state, CaseEvent event, Policy policy, Instant now) {
    var turn = new Turn(state, policy, now);
    return switch (event) {
      case CaseEvent.Contacted(var contact) -> contacted(turn, contact, now);
      case CaseEvent.Taken(var agent, var overrule) -> take(turn, agent, overrule, now);
      case CaseEvent.Released(var agent, var overrule) -> release(turn, agent, overrule, now);
      case CaseEvent.Replied(var agent, var overrule, var reply) -> reply(turn, agent, overrule, reply, now);
      case CaseEvent.ReplyAccepted(var reply, var writtenAt) -> accepted(turn, reply, writtenAt, now);
      case CaseEvent.ReplyRefused(var reply, var cause) -> refused(turn, reply);
      case CaseEvent.ReplyUnknown(var reply, var cause) -> unknown(turn, reply);
      case CaseEvent.Noted(var agent, var note) -> turn.done();
      case CaseEvent.Resolved(var agent, var overrule, var reason) -> resolve(turn, agent, overrule, reason, now);
      case CaseEvent.TimePassed() -> timePassed(turn, now);
    };
  }

  private static Step contacted(Turn turn, Contact contact, Instant now) {
    turn.face = turn.face.with(contact);
    turn.facts = turn.facts.with(contact);
    turn.talked();
    if (!contact.asks()) {
      return turn.done();
    }
    turn.unanswered = turn.unanswered.with(contact, turn.lastWritten());
    if (!turn.phase.isOpen()) {
      turn.phase = new Phase.Waiting();
      turn.facts = turn.facts.withReopening();
      turn.open(Kind.PICKUP, 0, now, 0);
    }
    oweReply(turn);
    return turn.done();
  }

  /** The clock of the oldest unanswered contact runs, on the network's time; a late, older one takes its place. */
  private static void oweReply(Turn turn) {
    var since = turn.unanswered.since().orElseThrow();
    var level = 0;
    for (var obligation : turn.running()) {
      if (obligation.kind().isReply()) {
        if (!obligation.openedAt().isAfter(since)) {
          return;
        }
        level = obligation.level();
        turn.close(o -> o.number() == obligation.number(), Outcome.WITHDRAWN);
      }
    }
    turn.open(turn.answered ? Kind.NEXT_REPLY : Kind.FIRST_REPLY, 0, since, level);
  }

  private static Step take(Turn turn, String agent, boolean overrule, Instant now) {
    return switch (turn.phase) {
      case Phase.Resolved r -> new Step.Refused(Refusal.IS_RESOLVED);
      case Phase.Held(var holder) when holder.equals(agent) -> new Step.Stay();
      case Phase.Held h when !overrule -> new Step.Refused(Refusal.HELD_BY_ANOTHER);
      case Phase.Held h -> taken(turn, agent, now).done();
      case Phase.Waiting w -> taken(turn, agent, now).done();
    };
  }

  private static Turn taken(Turn turn, String agent, Instant now) {
    turn.talked();
    turn.phase = new Phase.Held(agent);
    turn.close(o -> o.kind() == Kind.PICKUP, Outcome.MET);
    turn.close(o -> o.kind() == Kind.PROGRESS, Outcome.WITHDRAWN);
    turn.open(Kind.PROGRESS, 0, now, 0);
    return turn;
  }

  private static Step release(Turn turn, String agent, boolean overrule, Instant now) {
    return switch (turn.phase) {
      case Phase.Resolved r -> new Step.Refused(Refusal.IS_RESOLVED);
      case Phase.Waiting w -> new Step.Refused(Refusal.NOT_HELD);
      case Phase.Held(var holder) when !holder.equals(agent) && !overrule ->
        new Step.Refused(Refusal.HELD_BY_ANOTHER);
      case Phase.Held h -> {
        turn.talked();
        backToQueue(turn, Outcome.WITHDRAWN, 0, now);
        yield turn.done();
      }
    };
  }

  private static void backToQueue(Turn turn, Outcome ofProgress, int level, Instant now) {
    turn.phase = new Phase.Waiting();
    turn.close(o -> o.kind() == Kind.PROGRESS, ofProgress);
    turn.open(Kind.PICKUP, 0, now, level);
  }

  /** Whoever answers an untaken case takes it. */
  private static Step reply(Turn turn, String agent, boolean overrule, long reply, Instant now) {
    switch (turn.phase) {
      case Phase.Resolved r -> {
        return new Step.Refused(Refusal.IS_RESOLVED);
      }
      case Phase.Held(var holder) when !holder.equals(agent) && !overrule -> {
        return new Step.Refused(Refusal.HELD_BY_ANOTHER);
      }
      case Phase.Held h -> turn.talked();
      case Phase.Waiting w -> taken(turn, agent, now);
    }
    turn.open(Kind.DELIVERY, reply, now, 0);
    return turn.done();
  }

  /** Only now is the customer answered, for all that was known when the reply was written; the lease is renewed. */
  private static Step accepted(Turn turn, long reply, Instant writtenAt, Instant now) {
    var delivery = turn.delivery(reply);
    if (delivery.isEmpty()) {
      return new Step.Stay();
    }
    turn.close(o -> o.equals(delivery.get()), Outcome.MET);
    turn.facts = turn.facts.withAccepted(delivery.get().number());
    turn.answered = true;
    turn.unanswered = turn.unanswered.after(writtenAt);
    var since = turn.unanswered.since();
    turn.close(o -> o.kind().isReply() && (since.isEmpty() || o.openedAt().isBefore(since.get())), Outcome.MET);
    if (since.isPresent()) {
      oweReply(turn);
    }
    if (turn.phase instanceof Phase.Held) {
      turn.close(o -> o.kind() == Kind.PROGRESS, Outcome.MET);
      turn.open(Kind.PROGRESS, 0, now, 0);
    }
    return turn.done();
  }

  /** The customer is still unanswered: on top of the inbox, in the same hand, with the cause. */
  private static Step refused(Turn turn, long reply) {
    var delivery = turn.delivery(reply);
    if (delivery.isEmpty()) {
      return new Step.Stay();
    }
    turn.talked();
    turn.close(o -> o.equals(delivery.get()), Outcome.MISSED);
    turn.facts = turn.facts.withRefused(delivery.get().number());
    return turn.done();
  }

  /** A person has to look; until then its delivery stays owed and climbs. */
  private static Step unknown(Turn turn, long reply) {
    var delivery = turn.delivery(reply);
    if (delivery.isEmpty() || turn.facts.doubtful().contains(delivery.get().number())) {
      return new Step.Stay();
    }
    turn.talked();
    turn.facts = turn.facts.withDoubt(delivery.get().number());
    return turn.done();
  }

  private static Step resolve(Turn turn, String agent, boolean overrule, String reason, Instant now) {
    if (!turn.phase.isOpen()) {
      return new Step.Stay();
    }
    if (turn.phase instanceof Phase.Held(var holder) && !holder.equals(agent) && !overrule) {
      return new Step.Refused(Refusal.HELD_BY_ANOTHER);
    }
    if (turn.owes(o -> o.kind() == Kind.DELIVERY)) {
      return new Step.Refused(Refusal.REPLY_UNDER_WAY);
    }
    if (reason.isBlank() && turn.delivery() == Delivery.UNDELIVERED) {
      return new Step.Refused(Refusal.UNDELIVERED);
    }
    if (reason.isBlank() && !turn.unanswered.isEmpty()) {
      return new Step.Refused(Refusal.NOT_ANSWERED);
    }
    turn.talked();
    turn.close(o -> o.kind() == Kind.PROGRESS || o.kind() == Kind.PICKUP, Outcome.MET);
    turn.close(o -> true, Outcome.WITHDRAWN);
    turn.phase = new Phase.Resolved(now, reason.strip());
    turn.facts = turn.facts.withNothingRefused();
    turn.unanswered = Unanswered.NONE;
    return turn.done();
  }

  /** Every obligation whose alarm is due climbs one rung; a lapsed hold also gives the case back to its queue. */
  private static Step timePassed(Turn turn, Instant now) {
    var due = turn.running().stream()
      .filter(o -> o.isAlarmDue(now))
      .sorted(Comparator.comparing(Obligation::alarmAt).thenComparing(Obligation::number))
      .toList();
    if (due.isEmpty()) {
      return new Step.Stay();
    }
    for (var missed : due) {
      var level = turn.alarm(missed);
      if (missed.kind() == Kind.PROGRESS) {
        turn.facts = turn.facts.withLapse();
        turn.talked();
        backToQueue(turn, Outcome.MISSED, level, now);
      }
    }
    return turn.done();
  }
}
