package dev.baton.cases;

import dev.baton.policy.Agreement;
import dev.baton.policy.Boosts;
import dev.baton.policy.Ladder;
import dev.baton.policy.Policy;
import dev.baton.policy.Presence;
import dev.baton.policy.Queue;
import dev.baton.triage.Mood;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small desk for tests: one queue, two levels, Ines above them. */
final class Desk {

  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  static final Policy POLICY = policy((person, at) -> true);

  private Desk() {}

  static Policy policy(Presence presence) {
    var agreement = new Agreement("care", min(10), min(30), min(20), min(45), min(5));
    var ladder = new Ladder("care", List.of(new Ladder.Level(List.of("maria", "jonas"), min(15)),
      new Ladder.Level(List.of("omar"), min(20))));
    var boosts = new Boosts(min(30), min(120), Duration.ofDays(4), min(15), min(5), min(240), min(60), min(20), min(240),
      min(60), min(60));
    var queue = new Queue("care", "acme", List.of("maria", "jonas"), ladder, agreement);
    return new Policy(Map.of("care", queue), new Policy.LastResort("ines", min(30)), boosts, Duration.ofDays(14),
      presence);
  }

  static Duration min(long minutes) {
    return Duration.ofMinutes(minutes);
  }

  static Instant at(long minutes) {
    return START.plus(min(minutes));
  }

  /** A contact that Baton had at once. */
  static Contact contact(long mention, Instant at) {
    return new Contact(mention, at, at, true, "mastodon", Mood.UNKNOWN, Set.of(), 0, "en", "it is broken", "");
  }

  static Contact thanks(long mention, Instant at) {
    return new Contact(mention, at, at, false, "mastodon", Mood.HAPPY, Set.of(), 0, "en", "thank you!", "");
  }

  static CaseState opened(Instant at) {
    return CaseMachine.open("care", "Rosa", "rosa", contact(1, at), POLICY, at).state();
  }

  static CaseState after(CaseState state, CaseEvent event, Instant now) {
    return ((Step.Moved) CaseMachine.next(state, event, POLICY, now)).state();
  }

  static CaseEvent taken(String agent) {
    return new CaseEvent.Taken(agent, false);
  }

  static CaseEvent replied(long reply) {
    return new CaseEvent.Replied("ana", false, reply);
  }

  static CaseEvent resolved(String reason) {
    return new CaseEvent.Resolved("ana", false, reason);
  }
}
