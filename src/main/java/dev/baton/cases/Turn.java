package dev.baton.cases;

import dev.baton.obligation.Kind;
import dev.baton.obligation.Obligation;
import dev.baton.obligation.Outcome;
import dev.baton.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One step in the making: the state as it changes, and the effects so far. Lives only inside {@link CaseMachine}. */
final class Turn {

  private final Policy policy;
  private final Instant now;
  private final List<Effect> effects = new ArrayList<>();
  private final List<Obligation> running;
  private final String queue;
  private final int revision;
  private int conversation;
  private int numbered;

  Phase phase;
  boolean answered;
  Unanswered unanswered;
  Facts facts;
  Face face;

  Turn(CaseState before, Policy policy, Instant now) {
    this.policy = policy;
    this.now = now;
    queue = before.queue();
    phase = before.phase();
    revision = before.revision();
    conversation = before.conversation();
    numbered = before.numbered();
    answered = before.answered();
    unanswered = before.unanswered();
    facts = before.facts();
    face = before.face();
    running = new ArrayList<>(before.running());
  }

  /** The turn that opens a case. */
  Turn(String queue, Face face, Policy policy, Instant now) {
    this.policy = policy;
    this.now = now;
    this.queue = queue;
    this.face = face;
    phase = new Phase.Waiting();
    revision = 0;
    conversation = 0;
    unanswered = Unanswered.NONE;
    facts = Facts.NONE;
    running = new ArrayList<>();
  }

  /** Something was said or changed hands: a reply written before this is written on an old view. */
  void talked() {
    conversation++;
  }

  List<Obligation> running() {
    return List.copyOf(running);
  }

  boolean owes(Predicate<Obligation> which) {
    return running.stream().anyMatch(which);
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
  void open(Kind kind, long about, Instant from, int level) {
    var due = from.plus(policy.queue(queue).agreement().timeFor(kind));
    var obligation = Obligation.opened(++numbered, kind, about, from, due, level);
    running.add(obligation);
    effects.add(new Effect.Open(obligation));
  }

  void close(Predicate<Obligation> which, Outcome outcome) {
    running.stream().filter(which).toList().forEach(o -> {
      running.remove(o);
      effects.add(new Effect.Close(o.number(), outcome, now));
    });
  }

  /**
   * Alarms the next rung. The one after is counted from now, so that a night without a gateway ends in one alarm, not in
   * all those that were missed.
   *
   * @return the level reached
   */
  int alarm(Obligation missed) {
    var rung = policy.rungAbove(queue, missed.level(), now);
    var after = missed.alarmed(rung.level(), now.plus(rung.actWithin()));
    running.replaceAll(o -> o.number() == missed.number() ? after : o);
    effects.add(new Effect.Alarm(after, rung.person()));
    return rung.level();
  }

  Step.Moved done() {
    var owner = phase instanceof Phase.Held(var agent) ? agent : policy.leadOnDuty(queue, now);
    return new Step.Moved(new CaseState(queue, phase, owner, revision + 1, conversation, numbered, answered, unanswered,
      delivery(), facts, face, running), effects);
  }
}
