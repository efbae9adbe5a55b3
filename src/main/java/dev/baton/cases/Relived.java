package dev.baton.cases;

import dev.baton.journal.Entry;
import dev.baton.obligation.Obligation;
import dev.baton.policy.Policy;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The past of a case, stepped again under the policies that were in force, and held against what was recorded: it must
 * be the same, or a rehearsal would say nothing.
 */
final class Relived {

  private final Tally tally = new Tally();
  private final List<String> mistakes = new ArrayList<>();
  /** Before each entry, by its place: when alarms were due that had not been carried out. */
  private final List<List<Instant>> pending = new ArrayList<>();
  /** By the places of messages that failed: what they were about. */
  private final Map<Integer, Obligation> unreached = new HashMap<>();
  private CaseState state;

  private Relived() {}

  /** @param policies by their versions */
  static Relived of(Past past, IntFunction<Policy> policies) {
    var relived = new Relived();
    for (var place = 0; place < past.entries().size() && relived.mistakes.isEmpty(); place++) {
      relived.step(past.entries().get(place), place, policies.apply(past.entries().get(place).policy()));
    }
    if (relived.mistakes.isEmpty()) {
      relived.mistakes.addAll(past.mistakes(relived.state));
    }
    return relived;
  }

  private void step(Entry entry, int place, Policy policy) {
    pending.add(state == null ? List.of() : state.running().stream().map(Obligation::alarmAt).toList());
    if (place == 0) {
      moved(entry, Replay.opened(entry, policy, "", ""), policy);
      return;
    }
    var event = EventJson.event(entry.kind(), entry.body());
    if (event instanceof CaseEvent.Unreached failed) {
      state.running().stream().filter(o -> o.number() == failed.number()).findFirst()
        .ifPresent(obligation -> unreached.put(place, obligation));
    }
    switch (CaseMachine.next(state, event, policy, entry.at())) {
      case Step.Moved step -> moved(entry, step, policy);
      case Step.Stay s -> mistakes.add(name(entry) + " changes nothing any more");
      case Step.Refused(var refusal) -> mistakes.add(name(entry) + " is refused now: " + refusal);
    }
  }

  private void moved(Entry entry, Step.Moved step, Policy policy) {
    tally.add(state, step, policy);
    if (isClosing(entry.kind(), state, step.state())) {
      tally.closedUnanswered();
    }
    state = step.state();
    compare(entry, "revision", entry.revision(), state.revision());
    compare(entry, "alarms", entry.body().getJsonArray("alarms", new JsonArray()), step.effects().stream()
      .filter(Effect.Alarm.class::isInstance).map(alarm -> EventJson.alarm((Effect.Alarm) alarm)).toList());
    compare(entry, "told", entry.body().getJsonArray("told", new JsonArray()), step.effects().stream()
      .filter(Effect.Tell.class::isInstance).map(tell -> EventJson.told((Effect.Tell) tell)).toList());
    if (entry.kind().equals("opened")) {
      compare(entry, "queue", entry.body().getString("queue"), state.queue());
    }
  }

  static boolean isClosing(String kind, CaseState before, CaseState after) {
    return kind.equals("time-passed") && before.phase().isOpen() && !after.phase().isOpen();
  }

  private void compare(Entry entry, String what, JsonArray recorded, List<?> now) {
    compare(entry, what, (Object) recorded, new JsonArray(now));
  }

  private void compare(Entry entry, String what, Object recorded, Object now) {
    if (!recorded.equals(now)) {
      mistakes.add(name(entry) + " had the " + what + " " + recorded + ", and replayed it has " + now);
    }
  }

  private static String name(Entry entry) {
    return "revision " + entry.revision() + " (" + entry.kind() + ")";
  }

  List<String> mistakes() {
    return mistakes;
  }

  Ledger ledger() {
    return tally.ledger();
  }

  /** Where the case stands now. */
  CaseState state() {
    return state;
  }

  /** Whether an alarm that was due then had not been carried out before the entry at this place. */
  boolean waited(Instant due, int place) {
    return pending.get(place).contains(due);
  }

  /** Whether an alarm that was due then had not been carried out when the past ended. */
  boolean waits(Instant due) {
    return state.running().stream().anyMatch(obligation -> obligation.alarmAt().equals(due));
  }

  /** What the message that failed at this place was about, where it still ran. */
  Optional<Obligation> unreached(int place) {
    return Optional.ofNullable(unreached.get(place));
  }
}
