package dev.baton.cases;

import dev.baton.obligation.Kind;
import dev.baton.obligation.Obligation;
import dev.baton.obligation.Outcome;
import dev.baton.policy.Ladder;
import dev.baton.policy.Policy;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what the steps of one case bring. */
final class Tally {

  private final TreeMap<Ledger.Line, Long> counts = new TreeMap<>();
  /** As they are now, by their numbers. */
  private final Map<Integer, Obligation> owed = new HashMap<>();

  /** @param before null where the step opens the case */
  void add(CaseState before, Step.Moved step, Policy policy) {
    if (before == null) {
      count(Ledger.Of.CASE, step.state().queue());
    }
    step.effects().forEach(effect -> {
      switch (effect) {
        case Effect.Open(var obligation) -> owed.put(obligation.number(), obligation);
        case Effect.Close(var number, var outcome, var at) -> closed(number, outcome);
        case Effect.Alarm alarm -> alarm(alarm, ladder(before, alarm.obligation(), policy));
        case Effect.Tell tell -> count(Ledger.Of.TOLD, tell.person());
        case Effect.Remind r -> count(Ledger.Of.REMINDED, "");
        case Effect.LegChanged l -> { }
        case Effect.PromiseChanged p -> { }
      }
    });
  }

  void closedUnanswered() {
    count(Ledger.Of.UNANSWERED, "");
  }

  void refused(String kind) {
    count(Ledger.Of.REFUSED, kind);
  }

  /** One that was alarmed is counted already. */
  private void closed(int number, Outcome outcome) {
    var obligation = owed.remove(number);
    if (outcome == Outcome.MISSED && obligation != null && !obligation.wasAlarmed()) {
      count(Ledger.Of.MISSED, obligation.kind().word());
    }
  }

  private void alarm(Effect.Alarm alarm, Ladder ladder) {
    var after = alarm.obligation();
    owed.put(after.number(), after);
    if (after.step() == 1) {
      count(Ledger.Of.MISSED, after.kind().word());
    }
    count(Ledger.Of.TOLD, alarm.person());
    if (after.level() > ladder.levels().size()) {
      count(Ledger.Of.LAST_RESORT, "");
    }
  }

  /** A department's late answer climbs its own ladder, everything else the queue's. */
  private static Ladder ladder(CaseState before, Obligation obligation, Policy policy) {
    return before.dealings().legs().stream()
      .filter(leg -> obligation.kind() == Kind.ANSWER && leg.id() == obligation.about() && !leg.isFlag()).findFirst()
      .map(leg -> policy.ladderOf(leg.party(), before.brand(), before.queue()))
      .orElseGet(() -> policy.queue(before.brand(), before.queue()).ladder());
  }

  private void count(Ledger.Of of, String name) {
    counts.merge(new Ledger.Line(of, name), 1L, Long::sum);
  }

  Ledger ledger() {
    return new Ledger(counts);
  }
}
