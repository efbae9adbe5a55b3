package dev.baton.cases;

import dev.baton.inbox.Place;
import dev.baton.inbox.Priority;
import dev.baton.journal.Entry;
import dev.baton.obligation.Obligations;
import dev.baton.policy.Policy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The moves of one transaction, stepped in memory; what it gathers is then stored in a few statements. */
final class Batch {

  /** A case as it stands within the transaction. */
  record Standing(long customerId, CaseState state) {}

  private final Policy policy;
  private final Priority priority;
  private final Map<CaseKey, Standing> cases;
  private final Instant now;
  private final Set<CaseKey> isNew = new TreeSet<>();
  private final Set<CaseKey> changed = new TreeSet<>();
  private final List<Obligations.Of> opened = new ArrayList<>();
  private final List<Obligations.Alarm> alarms = new ArrayList<>();
  private final List<Obligations.End> ended = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();

  Batch(Policy policy, Priority priority, Map<CaseKey, Standing> cases, Instant now) {
    this.policy = policy;
    this.priority = priority;
    this.cases = cases;
    this.now = now;
  }

  Moved carryOut(Move move) {
    return switch (move) {
      case Move.Opening opening -> open(opening);
      case Move.Happening happening -> happen(happening);
    };
  }

  private Moved open(Move.Opening opening) {
    var step = CaseMachine.open(opening.queue(), opening.customerName(), opening.customerHandle(), opening.first(),
      policy, now);
    isNew.add(opening.key());
    var event = new CaseEvent.Contacted(opening.first());
    var body = EventJson.body(event).put("queue", opening.queue());
    return keep(opening.key(), opening.customerId(), step, "opened", body, "customer");
  }

  private Moved happen(Move.Happening happening) {
    var standing = cases.get(happening.key());
    if (standing == null) {
      return new Moved.Missing();
    }
    var state = standing.state();
    if (happening.expected() != Move.Happening.ANY && happening.expected() != state.conversation()) {
      return new Moved.Outdated(state.conversation());
    }
    return switch (CaseMachine.next(state, happening.event(), policy, now)) {
      case Step.Stay s -> new Moved.Stayed(state.revision(), state.conversation());
      case Step.Refused(var refusal) -> new Moved.Refused(refusal, state.phase().holder());
      case Step.Moved step -> {
        changed.add(happening.key());
        yield keep(happening.key(), standing.customerId(), step, EventJson.kind(happening.event()),
          EventJson.body(happening.event()), happening.actor());
      }
    };
  }

  private Moved keep(CaseKey key, long customerId, Step.Moved step, String kind, JsonObject body, String actor) {
    cases.put(key, new Standing(customerId, step.state()));
    step.effects().forEach(effect -> gather(key, effect, body));
    entries.add(new Entry(key.brand(), now, kind, key.id(), step.state().revision(), actor, body));
    return new Moved.Done(step.state().revision(), step.state().conversation());
  }

  private void gather(CaseKey key, Effect effect, JsonObject body) {
    switch (effect) {
      case Effect.Open(var obligation) -> opened.add(new Obligations.Of(key.brand(), key.id(), obligation));
      case Effect.Close(var number, var outcome, var at) ->
        ended.add(new Obligations.End(key.brand(), key.id(), number, outcome, at));
      case Effect.Alarm(var after, var person) -> {
        alarms.add(new Obligations.Alarm(key.brand(), key.id(), after, person, now));
        if (!body.containsKey("alarms")) {
          body.put("alarms", new JsonArray());
        }
        body.getJsonArray("alarms").add(new JsonObject().put("kind", after.kind().word()).put("level", after.level())
          .put("step", after.step()).put("person", person).put("dueAt", after.dueAt().toString()));
      }
    }
  }

  List<CaseStore.Stored> inserted() {
    return isNew.stream().map(this::stored).toList();
  }

  List<CaseStore.Stored> updated() {
    return changed.stream().filter(key -> !isNew.contains(key)).map(this::stored).toList();
  }

  private CaseStore.Stored stored(CaseKey key) {
    var standing = cases.get(key);
    return new CaseStore.Stored(key, standing.customerId(), standing.state(), place(standing.state()));
  }

  /** A resolved case keeps the place of its resolution, for the view of what was resolved. */
  private Place place(CaseState state) {
    var facts = state.facts().standing(!state.unanswered().isEmpty(), state.delivery(),
      policy.boosts().repeatWithin());
    return state.earliestDue().map(due -> priority.place(due.kind(), due.dueAt(), facts))
      .orElseGet(() -> new Place(now, List.of()));
  }

  List<Obligations.Of> opened() {
    return opened;
  }

  List<Obligations.Alarm> alarms() {
    return alarms;
  }

  List<Obligations.End> ended() {
    return ended;
  }

  List<Entry> entries() {
    return entries;
  }
}
