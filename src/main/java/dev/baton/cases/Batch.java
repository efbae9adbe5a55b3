package dev.baton.cases;

import dev.baton.inbox.Place;
import dev.baton.inbox.Priority;
import dev.baton.journal.Entry;
import dev.baton.notice.Notice;
import dev.baton.obligation.Obligations;
import dev.baton.policy.Policies;
import dev.baton.policy.Policy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The moves of one transaction, stepped in memory; what it gathers is then stored in a few statements. */
final class Batch {

  /** A case as it stands within the transaction. */
  record Standing(long customerId, CaseState state) {}

  private final Policy policy;
  private final int version;
  private final Priority priority;
  private final Words words;
  private final Map<CaseKey, Standing> cases;
  private final Loaded loaded;
  private final Instant now;
  private final Set<CaseKey> isNew = new TreeSet<>();
  private final Set<CaseKey> changed = new TreeSet<>();
  private final List<Obligations.Of> opened = new ArrayList<>();
  private final List<Obligations.Alarm> alarms = new ArrayList<>();
  private final List<Obligations.End> ended = new ArrayList<>();
  private final Map<Long, DealingsStore.LegRow> legs = new LinkedHashMap<>();
  private final Map<Long, DealingsStore.PromiseRow> promises = new LinkedHashMap<>();
  private final List<Reminding.Reminder> reminders = new ArrayList<>();
  private final List<Notice> notices = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();

  Batch(Policies.InForce inForce, Words words, Loaded loaded, Instant now) {
    this.policy = inForce.policy();
    this.version = inForce.version();
    this.priority = new Priority(policy.boosts());
    this.words = words;
    this.cases = loaded.standing();
    this.loaded = loaded;
    this.now = now;
  }

  Moved carryOut(Move move) {
    return switch (move) {
      case Move.Opening opening -> open(opening);
      case Move.Happening happening -> happen(happening);
      case Move.Merge merge -> merge(merge);
      case Move.Undo undo -> undo(undo);
      case Move.Split split -> split(split);
      case Move.Behind behind -> behind(behind);
      case Move.Leave leave -> leave(leave);
    };
  }

  private Moved open(Move.Opening opening) {
    var step = CaseMachine.open(opening.key().brand(), opening.queue(), opening.customerName(),
      opening.customerHandle(), opening.first(), policy, now);
    isNew.add(opening.key());
    var body = EventJson.contact(opening.first()).put("accountQueue", opening.queue())
      .put("queue", step.state().queue());
    return keep(opening.key(), opening.customerId(), step, "opened", body, "customer");
  }

  private Moved happen(Move.Happening happening) {
    var standing = cases.get(happening.key());
    var problem = loaded.problem(happening.key(), happening.expected());
    if (problem.isPresent()) {
      return problem.get();
    }
    Step next;
    try {
      next = CaseMachine.next(standing.state(), happening.event(), policy, now);
    } catch (RuntimeException e) {
      return new Moved.Broken(e); // nothing of it is gathered yet, so it spoils no other
    }
    return switch (next) {
      case Step.Stay s -> new Moved.Stayed(standing.state().revision(), standing.state().conversation());
      case Step.Refused(var refusal) -> new Moved.Refused(refusal, standing.state().phase().holder());
      case Step.Moved step -> change(happening.key(), standing, step, happening.event(), happening.actor());
    };
  }

  private Moved change(CaseKey key, Standing standing, Step.Moved step, CaseEvent event, String actor) {
    changed.add(key);
    return keep(key, standing.customerId(), step, EventJson.kind(event), EventJson.body(event), actor);
  }

  private Moved merge(Move.Merge merge) {
    if (merge.key().equals(merge.from())) {
      return new Moved.Refused(Refusal.SAME_CASE, "");
    }
    var problem = problem(merge.key(), merge.from(), merge.expected());
    return problem.orElseGet(() -> both(merge.key(), merge.from(), merge.actor(),
      new CaseEvent.Absorbed(merge.actor(), merge.from().id(),
        Merging.brought(cases.get(merge.from()).state(), merge.contacts())),
      new CaseEvent.MergedInto(merge.actor(), merge.key().id())));
  }

  private Moved undo(Move.Undo undo) {
    var problem = problem(undo.key(), undo.from(), undo.expected());
    return problem.orElseGet(() -> both(undo.key(), undo.from(), undo.actor(),
      new CaseEvent.Unmerged(undo.actor(), undo.from().id(), undo.ours()),
      new CaseEvent.Unmerged(undo.actor(), undo.key().id(), undo.theirs())));
  }

  private Optional<Moved> problem(CaseKey key, CaseKey other, int expected) {
    return loaded.problem(key, expected).or(() -> loaded.problem(other, Move.Happening.ANY));
  }

  /** Both or neither. */
  private Moved both(CaseKey key, CaseKey other, String actor, CaseEvent ours, CaseEvent theirs) {
    var standing = cases.get(key);
    var beside = cases.get(other);
    var given = CaseMachine.next(beside.state(), theirs, policy, now);
    var taken = CaseMachine.next(standing.state(), ours, policy, now);
    if (given instanceof Step.Refused(var refusal)) {
      return new Moved.Refused(refusal, beside.state().phase().holder());
    }
    if (taken instanceof Step.Refused(var refusal)) {
      return new Moved.Refused(refusal, standing.state().phase().holder());
    }
    change(other, beside, (Step.Moved) given, theirs, actor);
    return change(key, standing, (Step.Moved) taken, ours, actor);
  }

  private Moved split(Move.Split split) {
    var standing = cases.get(split.key());
    var problem = loaded.problem(split.key(), split.expected());
    if (problem.isPresent()) {
      return problem.get();
    }
    var mentions = split.parting().stream().map(Contact::mention).collect(Collectors.toSet());
    var event = new CaseEvent.SplitOff(split.actor(), split.to().id(), mentions, split.remaining());
    var parted = Merging.parted(standing.state(), split.parting());
    return switch (CaseMachine.next(standing.state(), event, policy, now)) {
      case Step.Stay s -> new Moved.Stayed(standing.state().revision(), standing.state().conversation());
      case Step.Refused(var refusal) -> new Moved.Refused(refusal, standing.state().phase().holder());
      case Step.Moved step -> {
        isNew.add(split.to());
        keep(split.to(), standing.customerId(), Merging.opened(split.to().brand(), parted, policy, now), "split-opened",
          DealingsJson.parted(parted).put("from", split.key().id()), split.actor());
        yield change(split.key(), standing, step, event, split.actor());
      }
    };
  }

  private Moved behind(Move.Behind behind) {
    return rename(behind.key(), behind.customer()).orElseGet(() ->
      happen(Move.Happening.of(behind.key(), behind.event(), behind.actor())));
  }

  /** The machine does not care who is behind a case. @return why it could not be */
  private Optional<Moved> rename(CaseKey key, Move.Customer customer) {
    var problem = loaded.problem(key, Move.Happening.ANY);
    if (problem.isEmpty()) {
      cases.put(key, new Standing(customer.id(), cases.get(key).state().named(customer.name(), customer.handle())));
    }
    return problem;
  }

  private Moved leave(Move.Leave leave) {
    var problem = rename(leave.key(), leave.owner());
    if (problem.isPresent()) {
      return problem.get();
    }
    var standing = cases.get(leave.key());
    var mentions = leave.theirs().contacts().stream().map(Contact::mention).collect(Collectors.toSet());
    var event = new CaseEvent.Left(leave.actor(), leave.link(), leave.to().id(), mentions, leave.ours());
    return switch (CaseMachine.next(standing.state(), event, policy, now)) {
      case Step.Stay s -> new Moved.Stayed(standing.state().revision(), standing.state().conversation());
      case Step.Refused(var refusal) -> new Moved.Refused(refusal, standing.state().phase().holder());
      case Step.Moved step -> {
        var opened = Undoing.opened(leave.to().brand(), leave.leaving().name(), leave.leaving().handle(), leave.theirs(),
          policy, now);
        isNew.add(leave.to());
        var moved = change(leave.key(), standing, step, event, leave.actor());
        keep(leave.to(), leave.leaving().id(), opened, "left-opened", new JsonObject().put("from", leave.key().id())
          .put("link", leave.link()).put("alone", AloneJson.write(leave.theirs())), leave.actor());
        yield moved;
      }
    };
  }

  private Moved keep(CaseKey key, long customerId, Step.Moved step, String kind, JsonObject body, String actor) {
    cases.put(key, new Standing(customerId, step.state()));
    step.effects().forEach(effect -> gather(key, effect, body));
    if (kind.equals("time-passed") && !step.state().phase().isOpen()) {
      body.put("closed", true);
    }
    entries.add(new Entry(key.brand(), now, kind, key.id(), step.state().revision(), actor, version, body));
    return new Moved.Done(step.state().revision(), step.state().conversation());
  }

  private void gather(CaseKey key, Effect effect, JsonObject body) {
    switch (effect) {
      case Effect.Open(var obligation) -> opened.add(new Obligations.Of(key.brand(), key.id(), obligation));
      case Effect.Close(var number, var outcome, var at) ->
        ended.add(new Obligations.End(key.brand(), key.id(), number, outcome, at));
      case Effect.Alarm alarm -> alarm(key, alarm, body);
      case Effect.Tell tell -> tell(key, tell, body);
      case Effect.LegChanged(var leg, var state, var obligation) ->
        legs.put(leg.id(), new DealingsStore.LegRow(key, leg, state, obligation, now));
      case Effect.PromiseChanged(var promise, var state, var obligation) ->
        promises.put(promise.id(), new DealingsStore.PromiseRow(key, promise, state, obligation, now));
      case Effect.Remind(var reply, var asked) -> {
        reminders.add(new Reminding.Reminder(key, reply, asked));
        body.put("reminded", reply);
      }
    }
  }

  private void alarm(CaseKey key, Effect.Alarm alarm, JsonObject body) {
    var after = alarm.obligation();
    alarms.add(new Obligations.Alarm(key.brand(), key.id(), after, alarm.person(), now));
    notices.add(new Notice(key.brand(), alarm.person(), key.id(), Subject.ALARM.word(), after.number(), after.step(),
      after.level(), 0, words.alarmed(after.kind(), alarm.consequence()), now));
    list(body, "alarms").add(EventJson.alarm(alarm));
  }

  private void tell(CaseKey key, Effect.Tell tell, JsonObject body) {
    notices.add(new Notice(key.brand(), tell.person(), key.id(), tell.subject().word(), tell.number(), tell.step(), 0,
      tell.about(), words.told(tell.subject()), now));
    list(body, "told").add(EventJson.told(tell));
  }

  private static JsonArray list(JsonObject body, String key) {
    if (!body.containsKey(key)) {
      body.put(key, new JsonArray());
    }
    return body.getJsonArray(key);
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
    var facts = state.facts().standing(!state.unanswered().isEmpty(), state.delivery(), state.dealings(),
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

  List<DealingsStore.LegRow> legs() {
    return List.copyOf(legs.values());
  }

  List<DealingsStore.PromiseRow> promises() {
    return List.copyOf(promises.values());
  }

  List<Reminding.Reminder> reminders() {
    return reminders;
  }

  List<Notice> notices() {
    return notices;
  }

  List<Entry> entries() {
    return entries;
  }
}
