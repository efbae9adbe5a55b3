package dev.baton.cases;

import dev.baton.obligation.Kind;
import dev.baton.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Law 9: what happens if nobody acts, found by letting the engine itself run ahead. */
final class Foresight {

  private Foresight() {}

  /**
   * Something to come.
   *
   * @param level  the rung it reaches; 0 where nothing climbs
   * @param person who has it then; whom the customer is, if it is what happens to them
   */
  record Bound(Instant at, What what, Kind kind, int level, String person) {}

  /** What comes. */
  enum What { ALARM, BACK_TO_QUEUE, ASKED, LEG_RETURNED, WINDOW_SHUT, REMINDED, CLOSED }

  /** What happens next, in order; {@code most} of it, since it only ends where a silent customer's case is closed. */
  static List<Bound> ifNobodyActs(CaseState state, Policy policy, Instant now, int most) {
    var bounds = new ArrayList<Bound>();
    var ahead = state;
    var spare = -1L; // numbers that no reply has
    while (bounds.size() < most && ahead.nextAlarmAt().isPresent()) {
      var next = ahead.nextAlarmAt().get();
      var at = next.isBefore(now) ? now : next;
      var event = new CaseEvent.TimePassed(ahead.mayRemind(at) ? spare-- : 0);
      if (!(CaseMachine.next(ahead, event, policy, at) instanceof Step.Moved moved)) {
        return bounds;
      }
      bounds(moved, at, bounds);
      ahead = said(moved, policy, at);
    }
    return bounds.stream().limit(most).toList();
  }

  static void bounds(Step.Moved moved, Instant at, List<Bound> bounds) {
    moved.effects().forEach(effect -> {
      switch (effect) {
        case Effect.Alarm(var o, var person, var consequence) ->
          bounds.add(new Bound(at, what(consequence), o.kind(), o.level(), person));
        case Effect.Tell(var person, var subject, var number, var step, var about) when subject == Subject.LEG ->
          bounds.add(new Bound(at, What.ASKED, Kind.ACCEPT, 0, person));
        case Effect.Remind r -> bounds.add(new Bound(at, What.REMINDED, Kind.CUSTOMER, 0, ""));
        case Effect.Tell t -> { }
        case Effect.Open o -> { }
        case Effect.Close c -> { }
        case Effect.LegChanged l -> { }
        case Effect.PromiseChanged p -> { }
      }
    });
    if (!moved.state().phase().isOpen()) {
      bounds.add(new Bound(at, What.CLOSED, Kind.CUSTOMER, 0, ""));
    }
  }

  private static What what(Effect.Consequence consequence) {
    return switch (consequence) {
      case CLIMBS -> What.ALARM;
      case BACK_TO_QUEUE -> What.BACK_TO_QUEUE;
      case LEG_RETURNED -> What.LEG_RETURNED;
      case SHUT -> What.WINDOW_SHUT;
    };
  }

  /** What Baton itself writes the network accepts, as it does; only people do nothing. */
  private static CaseState said(Step.Moved moved, Policy policy, Instant at) {
    var state = moved.state();
    for (var effect : moved.effects()) {
      if (effect instanceof Effect.Remind(var reply, var asked)
        && CaseMachine.next(state, new CaseEvent.ReplyAccepted(reply, at), policy, at) instanceof Step.Moved said) {
        state = said.state();
      }
    }
    return state;
  }
}
