package dev.baton.cases;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.obligation.Kind;
import dev.baton.obligation.Obligation;
import dev.baton.policy.Agreement;
import dev.baton.policy.Allowance;
import dev.baton.policy.Boosts;
import dev.baton.policy.Calendar;
import dev.baton.policy.Forwarding;
import dev.baton.policy.Ladder;
import dev.baton.policy.Party;
import dev.baton.policy.PartyAgreement;
import dev.baton.policy.Policy;
import dev.baton.policy.Presence;
import dev.baton.policy.Queue;
import dev.baton.policy.Roster;
import dev.baton.policy.Routing;
import dev.baton.policy.Urgency;
import dev.baton.policy.Wording;
import dev.baton.triage.Mood;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A small desk for tests: a queue and one that is stricter but for the next reply, two levels, Ines above them; Tom and Rita of the technicians, with
 * Tess above them; a vendor's Fiona; one reminder, one passing on.
 */
final class Desk {

  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  static final Calendar ALWAYS = Calendar.always("always", ZoneOffset.UTC);
  static final Policy POLICY = policy((person, at) -> true);
  static final String TECHNICIANS = "department:technical";
  static final String VENDOR = "vendor:fixit";

  static final CaseEvent TIME = new CaseEvent.TimePassed(0);

  private Desk() {}

  static Policy policy(Presence presence) {
    var ladder = new Ladder("care", List.of(new Ladder.Level(List.of("maria", "jonas"), min(15)),
      new Ladder.Level(List.of("omar"), min(20))));
    var technicians = new Party(TECHNICIANS, "Technical service", List.of("tom", "rita"),
      new Ladder("technical", List.of(new Ladder.Level(List.of("tess"), min(15)))),
      new PartyAgreement("technical", ALWAYS, running(10), running(60)));
    var vendor = new Party(VENDOR, "FixIt", List.of("fiona"), ladder,
      new PartyAgreement("fixit", ALWAYS, running(20), running(120)));
    var legs = List.of(TECHNICIANS, VENDOR);
    var queue = new Queue("care", "acme", List.of("maria", "jonas"), ladder, agreement(30, 20, 240), legs);
    var strict = new Queue("strict", "acme", List.of("jonas"), ladder, agreement(15, 40, 120), legs);
    var terms = new Policy.Terms(new Policy.LastResort("ines", min(30)), boosts(), Duration.ofDays(14), 1, 1,
      Map.of("asap", new Urgency("asap", running(5), running(30))), new Routing(List.of()),
      new Wording("reminder", "{party} {date}", "{date}", new Forwarding(List.of("forwarded it to"))));
    return new Policy(List.of(queue, strict), List.of(technicians, vendor),
      new Roster(List.of(), presence, ZoneOffset.UTC), terms);
  }

  private static Agreement agreement(int firstReply, int nextReply, int resolution) {
    var times = new EnumMap<Kind, Allowance>(Kind.class);
    times.put(Kind.PICKUP, running(10));
    times.put(Kind.FIRST_REPLY, running(firstReply));
    times.put(Kind.NEXT_REPLY, running(nextReply));
    times.put(Kind.UPDATE, running(60));
    times.put(Kind.PROGRESS, running(45));
    times.put(Kind.CUSTOMER, running(90));
    times.put(Kind.DELIVERY, running(5));
    times.put(Kind.WINDOW, running(10));
    times.put(Kind.RESOLUTION, running(resolution));
    return new Agreement("care", ALWAYS, times);
  }

  private static Boosts boosts() {
    return new Boosts(min(30), min(120), Duration.ofDays(4), min(15), min(5), min(240), min(60), min(20), min(240),
      min(60), min(60), min(120), min(60));
  }

  private static Allowance running(long minutes) {
    return Allowance.running(min(minutes));
  }

  static Duration min(long minutes) {
    return Duration.ofMinutes(minutes);
  }

  static Instant at(long minutes) {
    return START.plus(min(minutes));
  }

  /** A contact that Baton had at once. */
  static Contact contact(long mention, Instant at) {
    return contact(mention, at, at);
  }

  static Contact contact(long mention, Instant at, Instant seen) {
    return said(mention, at, seen, true, Mood.UNKNOWN, Instant.MAX);
  }

  static Contact thanks(long mention, Instant at) {
    return said(mention, at, at, false, Mood.HAPPY, Instant.MAX);
  }

  /** On a network that lets no answer through after a while. */
  static Contact windowed(long mention, Instant at, Instant shuts) {
    return said(mention, at, at, true, Mood.UNKNOWN, shuts);
  }

  private static Contact said(long mention, Instant at, Instant seen, boolean asks, Mood mood, Instant shuts) {
    return new Contact(mention, at, seen, asks, "mastodon", "mastodon", true, mood, Set.of(), 0, "en", shuts,
      "it is broken", "");
  }

  static CaseState opened(Instant at) {
    return opened(contact(1, at), at, POLICY);
  }

  static CaseState opened(Contact first, Instant now, Policy policy) {
    return CaseMachine.open("acme", "care", "Rosa", "rosa", first, policy, now).state();
  }

  static CaseState after(CaseState state, CaseEvent event, Instant now) {
    return ((Step.Moved) step(state, event, now)).state();
  }

  static Step step(CaseState state, CaseEvent event, Instant now) {
    return CaseMachine.next(state, event, POLICY, now);
  }

  static CaseEvent taken(String agent) {
    return new CaseEvent.Taken(agent, false);
  }

  static CaseEvent replied(long reply) {
    return new CaseEvent.Replied("ana", false, reply, Says.WORDS);
  }

  /** A reply that asks the customer something. */
  static CaseEvent asked(long reply) {
    return new CaseEvent.Replied("ana", false, reply, new Says(false, true, true, List.of(), List.of(), List.of()));
  }

  /** The same where Baton cannot write. */
  static CaseEvent askedByPhone(long reply) {
    return new CaseEvent.Replied("ana", false, reply, new Says(false, true, false, List.of(), List.of(), List.of()));
  }

  static CaseEvent resolved(String reason) {
    return new CaseEvent.Resolved("ana", false, reason);
  }

  static CaseEvent handedOff(long leg, String party) {
    return new CaseEvent.LegOpened("ana", false, leg, party, "");
  }

  /** The one that runs of this kind. */
  static Obligation owed(CaseState state, Kind kind) {
    return state.running().stream().filter(o -> o.kind() == kind).findFirst().orElseThrow();
  }

  /** Who is alarmed, in order. */
  static List<String> alarmed(Step step) {
    return moved(step).effects().stream()
      .flatMap(e -> e instanceof Effect.Alarm a ? Stream.of(a.person()) : Stream.empty()).toList();
  }

  /** Who is told what, such as {@code tom leg}. */
  static List<String> told(Step step) {
    return moved(step).effects().stream()
      .flatMap(e -> e instanceof Effect.Tell t ? Stream.of(t.person() + " " + t.subject().word()) : Stream.empty())
      .toList();
  }

  static Step.Moved moved(Step step) {
    return assertInstanceOf(Step.Moved.class, step);
  }

  static Refusal refusal(Step step) {
    return assertInstanceOf(Step.Refused.class, step).refusal();
  }

  static Step timePasses(CaseState state, Instant now) {
    return step(state, TIME, now);
  }
}
