package dev.baton.cases;

import dev.baton.obligation.Kind;
import dev.baton.policy.Policy;
import java.time.Instant;
import java.util.List;

/**
 * The case engine as a pure function: no clock, no database, no log.
 *
 * <pre>
 *                 take / reply / leg / promise              resolve
 *   [ waiting ] ─────────────────────────────► [ held ] ──────────────► [ resolved ]   [ merged ]
 *        ▲  ◄────────────────────────────────────  │                        │
 *        │   release, or progress missed: up       │                        │
 *        └─────────────────────────────────────────────────────────────────-┘
 *                              any word of the customer
 * </pre>
 *
 * Beside the phase run the obligations; a missed one climbs the ladder for ever, until it is met. The steps stand in
 * {@link Hands}, {@link Talking}, {@link LegSteps}, {@link PromiseSteps}, {@link Closing}, {@link Returning},
 * {@link Merging}, {@link Undoing} and {@link Missing}.
 */
final class CaseMachine {

  private CaseMachine() {}

  /**
   * The customer's first word opens the case: it waits in a queue, owed a pickup and a first reply.
   *
   * @param brand whose it is
   * @param queue of the account it came in on; a rule of routing may choose another
   */
  static Step.Moved open(String brand, String queue, String customerName, String customerHandle, Contact first,
                         Policy policy, Instant now) {
    var turn = new Turn(brand, policy.route(first.arrival(brand), queue),
      Face.of(customerName, customerHandle, List.of(first)), policy, now);
    turn.talked();
    turn.facts = turn.facts.with(first);
    turn.unanswered = turn.unanswered.with(first, turn.lastWritten());
    turn.open(Kind.PICKUP, 0, now, 0);
    turn.open(Kind.FIRST_REPLY, 0, first.at(), 0);
    Talking.oweResolution(turn);
    Talking.window(turn, first);
    return turn.done();
  }

  static Step next(CaseState state, CaseEvent event, Policy policy, Instant now) {
    var turn = new Turn(state, policy, now);
    return switch (event) {
      case CaseEvent.Contacted(var contact) -> Talking.contacted(turn, contact);
      case CaseEvent.Taken(var agent, var overrule) -> Hands.take(turn, agent, overrule);
      case CaseEvent.Assigned(var agent, var overrule, var to) -> Hands.assign(turn, agent, overrule, to);
      case CaseEvent.Released(var agent, var overrule) -> Hands.release(turn, agent, overrule);
      case CaseEvent.Requeued(var agent, var overrule, var queue) -> Hands.requeue(turn, agent, overrule, queue);
      case CaseEvent.Replied replied -> Talking.reply(turn, replied);
      case CaseEvent.ReplyAccepted(var reply, var writtenAt) -> Talking.accepted(turn, reply, writtenAt);
      case CaseEvent.ReplyRefused(var reply, var cause) -> Talking.refused(turn, reply);
      case CaseEvent.ReplyUnknown(var reply, var cause) -> Talking.unknown(turn, reply);
      case CaseEvent.ReplyReturned returned -> Returning.returned(turn, returned);
      case CaseEvent.Noted(var agent, var note) -> turn.done();
      case CaseEvent.MentionChanged(var mention, var deleted) -> turn.done();
      case CaseEvent.LegOpened opened -> LegSteps.open(turn, opened);
      case CaseEvent.Flagged flagged -> LegSteps.flag(turn, flagged);
      case CaseEvent.LegAccepted accepted -> LegSteps.accept(turn, accepted);
      case CaseEvent.LegAnswered answered -> LegSteps.answer(turn, answered);
      case CaseEvent.LegPassed passed -> LegSteps.pass(turn, passed);
      case CaseEvent.LegWithdrawn withdrawn -> LegSteps.withdraw(turn, withdrawn);
      case CaseEvent.Promised promised -> PromiseSteps.promise(turn, promised);
      case CaseEvent.PromiseWithdrawn withdrawn -> PromiseSteps.withdraw(turn, withdrawn);
      case CaseEvent.Resolved(var agent, var overrule, var reason) -> Closing.resolve(turn, agent, overrule, reason);
      case CaseEvent.Unreached unreached -> Missing.unreached(turn, unreached);
      case CaseEvent.MergedInto(var agent, var into) -> Merging.into(turn, into);
      case CaseEvent.Absorbed(var agent, var from, var brought) -> Merging.absorb(turn, brought);
      case CaseEvent.Unmerged(var agent, var other, var alone) -> Undoing.become(turn, alone);
      case CaseEvent.PeopleJoined(var agent, var link) -> turn.done();
      case CaseEvent.PeopleParted(var agent, var link) -> turn.done();
      case CaseEvent.Left left -> Undoing.become(turn, left.alone());
      case CaseEvent.SplitOff(var agent, var to, var mentions, var remaining) ->
        Merging.splitOff(turn, mentions, remaining);
      case CaseEvent.TimePassed(var spare) -> Missing.timePassed(turn, spare, o -> true);
    };
  }
}
