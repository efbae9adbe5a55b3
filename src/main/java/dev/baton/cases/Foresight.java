package dev.baton.cases;

import dev.baton.obligation.Kind;
import dev.baton.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Law 9: what happens if nobody acts, found by letting the engine itself run ahead. */
final class Foresight {

  private Foresight() {}

  /** An alarm to come. */
  record Bound(Instant at, Kind kind, int level, String person) {}

  /** The next alarms, in order; {@code most} of them, since they never end. */
  static List<Bound> ifNobodyActs(CaseState state, Policy policy, Instant now, int most) {
    var bounds = new ArrayList<Bound>();
    var ahead = state;
    while (bounds.size() < most && ahead.nextAlarmAt().isPresent()) {
      var next = ahead.nextAlarmAt().get();
      var at = next.isBefore(now) ? now : next;
      if (!(CaseMachine.next(ahead, new CaseEvent.TimePassed(), policy, at) instanceof Step.Moved moved)) {
        return bounds;
      }
      moved.effects().forEach(effect -> {
        if (effect instanceof Effect.Alarm(var obligation, var person)) {
          bounds.add(new Bound(at, obligation.kind(), obligation.level(), person));
        }
      });
      ahead = moved.state();
    }
    return bounds.stream().limit(most).toList();
  }
}
