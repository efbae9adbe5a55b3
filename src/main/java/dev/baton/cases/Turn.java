package dev.baton.cases;

import dev.baton.obligation.Kind;
import dev.baton.obligation.Obligation;
import dev.baton.obligation.Outcome;
import dev.baton.policy.Agreement;
import dev.baton.policy.Ladder;
import dev.baton.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One step in the making: the state as it changes, and the effects so far. Lives only inside {@link CaseMachine} and the
 * classes it is made of.
 */
final class Turn {

  final Policy policy;
  final Instant now;
  private final List<Effect> effects = new ArrayList<>();
  private final List<Obligation> running;
  private final int revision;
  private int conversation;
  private int numbered;

  final String brand;
  String queue;
  Phase phase;
  boolean answered;
  Unanswered unanswered;
  Facts facts;
  Face face;
  final List<Leg> legs;
  final List<Promise> promises;
  final List<Dealings.UnderWay> underWay;
  final List<Dealings.Answer> answers;
  Dealings.Ask ask;

  Turn(CaseState before, Policy policy, Instant now) {
    this.policy = policy;
    this.now = now;
    brand = before.brand();
    queue = before.queue();
    phase = before.phase();
    revision = before.revision();
    conversation = before.conversation();
    numbered = before.numbered();
    answered = before.answered();
    unanswered = before.unanswered();
    facts = before.facts();
    face = before.face();
    legs = new ArrayList<>(before.dealings().legs());
    promises = new ArrayList<>(before.dealings().promises());
    underWay = new ArrayList<>(before.dealings().underWay());
    answers = new ArrayList<>(before.dealings().answers());
    ask = before.dealings().ask();
    running = new ArrayList<>(before.running());
  }

  /** The turn that opens a case. */
  Turn(String brand, String queue, Face face, Policy policy, Instant now) {
    this.policy = policy;
    this.now = now;
    this.brand = brand;
    this.queue = queue;
    this.face = face;
    phase = new Phase.Waiting();
    revision = 0;
    conversation = 0;
    unanswered = Unanswered.NONE;
    facts = Facts.NONE;
    legs = new ArrayList<>();
    promises = new ArrayList<>();
    underWay = new ArrayList<>();
    answers = new ArrayList<>();
    ask = Dealings.Ask.NOTHING;
    running = new ArrayList<>();
  }

  /** Something was said or changed hands: a reply written before this is written on an old view. */
  void talked() {
    conversation++;
  }

  Agreement agreement() {
    return policy.queue(brand, queue).agreement();
  }

  Ladder ladder() {
    return policy.queue(brand, queue).ladder();
  }

  /** The one person accountable to the customer. */
  String owner() {
    return phase instanceof Phase.Held(var agent) ? agent : policy.leadOnDuty(brand, queue, now);
  }

  List<Obligation> running() {
    return List.copyOf(running);
  }

  boolean owes(Predicate<Obligation> which) {
    return running.stream().anyMatch(which);
  }

  boolean owes(Kind kind) {
    return owes(o -> o.kind() == kind);
  }

  Optional<Obligation> owed(Predicate<Obligation> which) {
    return running.stream().filter(which).findFirst();
  }

  /** What is owed for a reply that has no outcome yet. */
  Optional<Obligation> delivery(long reply) {
    return deliveries().filter(o -> o.about() == reply).findFirst();
  }

  /** How the replies fare together: a doubt stays in sight, and only a later one makes up for one that was refused. */
  Delivery delivery() {
    if (!facts.doubtful().isEmpty()) {
      return Delivery.UNKNOWN;
    }
    if (deliveries().anyMatch(o -> o.number() > facts.refused())) {
      return Delivery.UNDER_WAY;
    }
    return facts.refused() > 0 ? Delivery.UNDELIVERED : Delivery.NONE;
  }

  /** When the last of the replies under way was written. */
  Instant lastWritten() {
    return deliveries().map(Obligation::openedAt).max(Comparator.naturalOrder()).orElse(Instant.MIN);
  }

  private Stream<Obligation> deliveries() {
    return running.stream().filter(o -> o.kind() == Kind.DELIVERY);
  }

  /** Opens one that is due its agreed time after {@code from}. */
  Obligation open(Kind kind, long about, Instant from, int level) {
    return open(kind, about, from, agreement().due(kind, from), level);
  }

  Obligation open(Kind kind, long about, Instant from, Instant due, int level) {
    return add(Obligation.opened(++numbered, kind, about, from, due, level));
  }

  /** The number that the obligation opened last has; whatever runs has no higher one. */
  int lastNumber() {
    return numbered;
  }

  /** Another case's goes on here as it is, under a number of this one. */
  Obligation adopt(Obligation theirs) {
    return add(theirs.numbered(++numbered));
  }

  private Obligation add(Obligation obligation) {
    running.add(obligation);
    effects.add(new Effect.Open(obligation));
    return obligation;
  }

  void close(Predicate<Obligation> which, Outcome outcome) {
    running.stream().filter(which).toList().forEach(o -> {
      running.remove(o);
      effects.add(new Effect.Close(o.number(), outcome, now));
    });
  }

  void close(Kind kind, Outcome outcome) {
    close(o -> o.kind() == kind, outcome);
  }

  /**
   * Alarms the next rung. The one after is counted from now, so that a night without a gateway ends in one alarm, not in
   * all those that were missed.
   *
   * @return the level reached
   */
  int alarm(Obligation missed, Ladder ladder, Effect.Consequence consequence) {
    var rung = policy.rungAbove(ladder, missed.level(), now);
    alarm(missed, rung.level(), now.plus(rung.actWithin()), rung.person(), consequence);
    return rung.level();
  }

  /** Alarms somebody in particular. */
  Obligation alarm(Obligation missed, int level, Instant next, String person, Effect.Consequence consequence) {
    var after = missed.alarmed(level, next.isBefore(missed.dueAt()) ? missed.dueAt() : next);
    running.replaceAll(o -> o.number() == missed.number() ? after : o);
    effects.add(new Effect.Alarm(after, person, consequence));
    return after;
  }

  void tell(String person, Subject subject, Obligation about) {
    effects.add(new Effect.Tell(person, subject, about.number(), about.step(), about.about()));
  }

  void tell(String person, Subject subject, long about) {
    effects.add(new Effect.Tell(person, subject, 0, 0, about));
  }

  void remind(long reply) {
    effects.add(new Effect.Remind(reply, ask.reply()));
  }

  Optional<Leg> leg(long id) {
    return legs.stream().filter(l -> l.id() == id).findFirst();
  }

  /** A leg as it is now, and the obligation that goes with it. */
  void put(Leg leg, Obligation obligation) {
    legs.removeIf(l -> l.id() == leg.id());
    legs.add(leg);
    effects.add(new Effect.LegChanged(leg, Leg.State.of(leg), obligation.number()));
  }

  void end(Leg leg, Leg.State state, Outcome outcome) {
    close(o -> isOf(o, leg), outcome);
    legs.removeIf(l -> l.id() == leg.id());
    effects.add(new Effect.LegChanged(leg, state, 0));
  }

  static boolean isOf(Obligation obligation, Leg leg) {
    return (obligation.kind() == Kind.ACCEPT || obligation.kind() == Kind.ANSWER) && obligation.about() == leg.id();
  }

  Optional<Promise> promise(long id) {
    return promises.stream().filter(p -> p.id() == id).findFirst();
  }

  void put(Promise promise, Obligation obligation) {
    promises.removeIf(p -> p.id() == promise.id());
    promises.add(promise);
    effects.add(new Effect.PromiseChanged(promise, Promise.State.OPEN, obligation.number()));
  }

  void end(Promise promise, Promise.State state, Outcome outcome) {
    close(o -> o.kind() == Kind.PROMISE && o.about() == promise.id(), outcome);
    promises.removeIf(p -> p.id() == promise.id());
    effects.add(new Effect.PromiseChanged(promise, state, 0));
  }

  Step.Moved done() {
    Hands.settle(this);
    return new Step.Moved(new CaseState(brand, queue, phase, owner(), revision + 1, conversation, numbered, answered,
      unanswered, delivery(), facts, face, new Dealings(legs, promises, ask, underWay, answers), running), effects);
  }
}
