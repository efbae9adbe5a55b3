package dev.baton.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.obligation.Kind;
import dev.baton.obligation.Obligation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Walks every state that a case can reach by every event and the passing of time, to a bounded depth, and holds laws 1 to
 * 5, 7 and 9 against each. Two states are the same when they differ only in counters and in how long ago things were.
 * Each walk lets some of all that can happen happen, so that it can go deep; together they let everything happen.
 */
class ModelWalkTest {

  /** By then the ladder's top was reached twice, or a silent customer's case is closed, from wherever one begins. */
  private static final Duration BOUND = Duration.ofHours(8);

  private record Node(CaseState state, Instant now, int depth) {}

  private record Happening(CaseEvent event, Instant at) {}

  /** What may happen in a state. */
  @FunctionalInterface
  private interface Possible {
    List<CaseEvent> in(CaseState state, Instant now);
  }

  @Test
  void whatever_customers_agents_and_the_network_do_the_laws_hold() {
    walk("talk", 9, ModelWalkTest::talk);
  }

  @Test
  void whatever_departments_and_vendors_do_the_laws_hold() {
    walk("legs", 7, (state, now) -> joined(hold(state), legs(state), List.of(contact(state, now))));
  }

  @Test
  void whatever_is_promised_and_asked_the_laws_hold() {
    walk("promises and questions", 7, (state, now) -> joined(hold(state), promises(state, now), outcomes(state, now),
      List.of(contact(state, now))));
  }

  @Test
  void whatever_is_flagged_moved_merged_and_split_the_laws_hold() {
    walk("flags, merges and splits", 6, (state, now) -> joined(hold(state), flags(state), moved(state, now),
      List.of(contact(state, now), new CaseEvent.LegOpened("ana", false, next(state), Desk.TECHNICIANS, ""))));
  }

  @Test
  void whatever_comes_back_undelivered_the_laws_hold() {
    walk("undelivered", 7, (state, now) -> joined(hold(state), outcomes(state, now), returned(state, now),
      List.of(contact(state, now), Desk.asked(next(state)), new CaseEvent.Replied("ana", false, next(state), Says.WORDS),
        new CaseEvent.MergedInto("ana", 77))));
  }

  @Test
  void whatever_happens_at_all_the_laws_hold() {
    walk("everything", 4, (state, now) -> joined(talk(state, now), legs(state), promises(state, now), flags(state),
      moved(state, now), unreached(state), returned(state, now)));
  }

  private static void walk(String name, int depth, Possible possible) {
    var seen = new HashSet<List<Object>>();
    var kinds = new TreeMap<String, Integer>();
    var open = new ArrayDeque<Node>();
    open.add(new Node(Desk.opened(Desk.START), Desk.START, 0));
    var steps = 0;
    while (!open.isEmpty()) {
      var node = open.poll();
      check(node);
      if (node.depth() == depth) {
        continue;
      }
      for (var happening : happenings(node, possible)) {
        steps++;
        var step = Desk.step(node.state(), happening.event(), happening.at());
        whatHappenedIsNotRefused(happening.event(), step);
        if (step instanceof Step.Moved moved) {
          kinds.merge(EventJson.kind(happening.event()), 1, Integer::sum);
          theClockIsTheCustomers(node.state(), happening.event(), moved.state());
          theLeaseRunsOn(node.state(), happening.event(), moved.state());
          closedMeansDelivered(node.state(), happening.event(), moved.state());
          whatCameBackWaitsAgain(node.state(), happening.event(), moved.state());
          nobodysSilenceSwallowsAnAlarm(moved, happening.at());
          if (seen.add(shape(moved.state(), happening.at()))) {
            open.add(new Node(moved.state(), happening.at(), node.depth() + 1));
          }
        }
      }
    }
    System.err.println("model walk, " + name + ": " + seen.size() + " states, " + steps + " steps, depth " + depth);
    assertTrue(seen.size() > 500, "only " + seen.size() + " states: the walk walks nowhere");
    assertTrue(kinds.size() >= 5, "hardly anything happened: " + kinds);
  }

  private static List<Happening> happenings(Node node, Possible possible) {
    var now = node.now().plus(Duration.ofMinutes(1));
    var all = new ArrayList<Happening>();
    possible.in(node.state(), now).forEach(event -> all.add(new Happening(event, now)));
    node.state().nextAlarmAt().ifPresent(at -> {
      var when = at.isAfter(now) ? at : now;
      all.add(new Happening(new CaseEvent.TimePassed(node.state().mayRemind(when) ? next(node.state()) : 0), when));
    });
    return all;
  }

  @SafeVarargs
  private static List<CaseEvent> joined(List<CaseEvent>... some) {
    var all = new ArrayList<CaseEvent>();
    for (var events : some) {
      all.addAll(events);
    }
    return all;
  }

  /** A number that nothing in the case has. */
  private static long next(CaseState state) {
    return state.revision() + 1_000L;
  }

  private static CaseEvent contact(CaseState state, Instant now) {
    return new CaseEvent.Contacted(Desk.contact(next(state), now));
  }

  private static List<CaseEvent> talk(CaseState state, Instant now) {
    var events = new ArrayList<CaseEvent>(List.of(contact(state, now),
      new CaseEvent.Contacted(Desk.contact(next(state), now.minusSeconds(3_600), now)),
      new CaseEvent.Contacted(Desk.thanks(next(state), now)),
      new CaseEvent.Contacted(Desk.windowed(next(state), now, now.plusSeconds(1_800))),
      new CaseEvent.Taken("maria", true), new CaseEvent.Noted("ana", 1),
      new CaseEvent.MentionChanged(1, false)));
    events.addAll(hold(state));
    for (var agent : List.of("ana", "ben")) {
      events.add(new CaseEvent.Replied(agent, false, next(state), Says.WORDS));
    }
    events.addAll(outcomes(state, now));
    return events;
  }

  private static List<CaseEvent> hold(CaseState state) {
    return List.of(new CaseEvent.Taken("ana", false), new CaseEvent.Taken("ben", false),
      new CaseEvent.Released("ana", false), new CaseEvent.Resolved("ana", false, ""),
      new CaseEvent.Resolved("ana", false, "spam"));
  }

  /** A reply's outcome, whose words were written before anything else of this moment. */
  private static List<CaseEvent> outcomes(CaseState state, Instant now) {
    return state.running().stream().filter(o -> o.kind() == Kind.DELIVERY).map(Obligation::about)
      .<CaseEvent>mapMulti((reply, all) -> {
        all.accept(new CaseEvent.ReplyAccepted(reply, now.minusSeconds(60)));
        all.accept(new CaseEvent.ReplyRefused(reply, "no"));
        all.accept(new CaseEvent.ReplyUnknown(reply, "lost"));
      }).toList();
  }

  /** What an accepted reply had answered comes back: the first contact, or one whose window is open still. */
  private static List<CaseEvent> returned(CaseState state, Instant now) {
    return Stream.of(CaseEvent.Others.values()).<CaseEvent>mapMulti((others, all) -> {
      all.accept(new CaseEvent.ReplyReturned(1, "bounced", others, List.of(Desk.contact(1, Desk.START)), Instant.MAX));
      all.accept(new CaseEvent.ReplyReturned(state.dealings().ask().reply(), "bounced", others,
        List.of(Desk.windowed(2, Desk.START.plusSeconds(30), now.plusSeconds(1_800))), Desk.START.plusSeconds(600)));
      all.accept(new CaseEvent.ReplyReturned(2, "bounced", others, List.of(), Instant.MAX));
    }).toList();
  }

  private static List<CaseEvent> legs(CaseState state) {
    var events = new ArrayList<CaseEvent>();
    if (state.dealings().legs().size() < 2) {
      events.add(new CaseEvent.LegOpened("ana", false, next(state), Desk.TECHNICIANS, ""));
      events.add(new CaseEvent.LegOpened("ana", false, next(state), Desk.VENDOR, "fiona"));
    }
    for (var leg : state.dealings().legs()) {
      events.add(new CaseEvent.LegAccepted(leg.id(), leg.expert(), false));
      events.add(new CaseEvent.LegAnswered(leg.id(), leg.expert(), false));
      events.add(new CaseEvent.LegPassed(leg.id(), leg.expert(), false, leg.expert().equals("rita") ? "tom" : "rita"));
      events.add(new CaseEvent.LegWithdrawn(leg.id(), "ana", false));
    }
    return events;
  }

  private static List<CaseEvent> promises(CaseState state, Instant now) {
    var open = state.dealings().promises().stream().map(Promise::id).toList();
    var events = new ArrayList<CaseEvent>(List.of(new CaseEvent.Replied("ana", false, next(state), Says.WORDS),
      Desk.asked(next(state)), Desk.askedByPhone(next(state))));
    if (open.isEmpty()) {
      events.add(new CaseEvent.Promised("ana", false, next(state), now.plusSeconds(1_500)));
    } else {
      events.add(new CaseEvent.Replied("ana", false, next(state),
        new Says(false, false, false, List.of(), open, List.of())));
      events.add(new CaseEvent.Replied("ana", false, next(state), new Says(false, false, false,
        List.of(new Says.Given(next(state), now.plusSeconds(3_000))), List.of(), open)));
      events.add(new CaseEvent.PromiseWithdrawn("ana", false, open.getFirst(), "mistyped"));
    }
    return events;
  }

  private static List<CaseEvent> flags(CaseState state) {
    var events = new ArrayList<CaseEvent>();
    var flags = state.dealings().legs().stream().filter(Leg::isFlag).toList();
    if (flags.isEmpty()) {
      events.add(new CaseEvent.Flagged("chloe", next(state), "ben", "asap"));
    }
    for (var flag : flags) {
      events.add(new CaseEvent.LegAccepted(flag.id(), flag.expert(), false));
      events.add(new CaseEvent.LegAnswered(flag.id(), flag.expert(), false));
      events.add(new CaseEvent.LegPassed(flag.id(), flag.expert(), false, "chloe"));
      events.add(new CaseEvent.LegWithdrawn(flag.id(), "chloe", false));
    }
    return events;
  }

  /** Other queues and hands, another case's contents, and some of its own contents gone. */
  private static List<CaseEvent> moved(CaseState state, Instant now) {
    var contacts = state.unanswered().contacts().stream()
      .map(one -> Desk.contact(one.mention(), one.at(), one.seen())).toList();
    var other = Desk.opened(Desk.contact(next(state), now.minusSeconds(5_000), now), now, Desk.POLICY);
    var events = new ArrayList<CaseEvent>(List.of(new CaseEvent.Requeued("ana", false, "strict"),
      new CaseEvent.Assigned("ana", false, "ben"), new CaseEvent.MergedInto("ana", 77),
      new CaseEvent.Absorbed("ana", 77, Merging.brought(other, List.of(Desk.contact(next(state),
        now.minusSeconds(5_000), now)))), new CaseEvent.Absorbed("ana", 76, answered(state, now))));
    if (contacts.size() > 1) {
      events.add(new CaseEvent.SplitOff("ana", 78, Set.of(contacts.getFirst().mention()),
        contacts.subList(1, contacts.size())));
    }
    return events;
  }

  /** Another case that was answered before, and whose customer wrote again. */
  private static Brought answered(CaseState state, Instant now) {
    var contact = Desk.contact(next(state), now.minusSeconds(4_000), now);
    var other = Desk.after(Desk.after(Desk.opened(contact, now, Desk.POLICY), Desk.replied(8), now),
      new CaseEvent.ReplyAccepted(8, now), now);
    var again = Desk.contact(next(state) + 1, now.minusSeconds(2_000), now);
    return Merging.brought(Desk.after(other, new CaseEvent.Contacted(again), now), List.of(contact, again));
  }

  private static List<CaseEvent> unreached(CaseState state) {
    return state.running().stream().<CaseEvent>map(o ->
      new CaseEvent.Unreached(o.number(), o.step(), o.level(), "somebody", "bounced")).toList();
  }

  private static void check(Node node) {
    var state = node.state();
    if (!state.phase().isOpen()) {
      assertTrue(state.running().isEmpty() && state.delivery() == Delivery.NONE, "law 7: " + state);
      assertTrue(state.dealings().legs().isEmpty() && state.dealings().promises().isEmpty(), "law 3: " + state);
      return;
    }
    assertFalse(state.owner().isBlank(), "law 1, an owner: " + state);
    assertFalse(state.running().isEmpty(), "law 1, an obligation: " + state);
    assertTrue(state.running().stream().allMatch(o -> !o.alarmAt().isBefore(o.dueAt())), "a consequence: " + state);
    somebodyMustMoveIt(state);
    assertEquals(!state.unanswered().isEmpty(), state.running().stream().anyMatch(o -> o.kind().isReply()),
      "law 2, a waiting customer is owed a reply, and only a waiting one: " + state);
    eachIsOwedOnce(state);
    assertEquals(owedOf(state, Set.of(Kind.ACCEPT, Kind.ANSWER)),
      numbers(state.dealings().legs().stream().map(Leg::id).toList()), "each leg is owed: " + state);
    assertEquals(owedOf(state, Set.of(Kind.PROMISE)),
      numbers(state.dealings().promises().stream().map(Promise::id).toList()), "each promise is owed: " + state);
    assertEquals(state.dealings().ask().isAsked(), state.owes(Kind.CUSTOMER), "law 2, we wait, bounded: " + state);
    nobodyIsLockedOut(node);
    lastResortIsReached(node);
  }

  /** Whoever may overrule can take every open case, give it back, move it, and close it once all has come back. */
  private static void nobodyIsLockedOut(Node node) {
    var state = node.state();
    var held = possible(new CaseEvent.Taken("maria", true), state, node.now());
    possible(new CaseEvent.Released("maria", true), held, node.now());
    possible(new CaseEvent.Requeued("maria", true, state.queue().equals("care") ? "strict" : "care"), state, node.now());
    if (state.dealings().legs().stream().allMatch(Leg::isFlag) && !state.owes(Kind.DELIVERY)) {
      possible(new CaseEvent.Resolved("maria", true, "seen to"), state, node.now());
    }
  }

  private static CaseState possible(CaseEvent event, CaseState state, Instant now) {
    return switch (CaseMachine.next(state, event, Desk.POLICY, now)) {
      case Step.Moved moved -> moved.state();
      case Step.Stay s -> state;
      case Step.Refused refused -> throw new AssertionError(event + " is refused, " + refused + ", in " + state);
    };
  }

  /** Law 2: who only waits, waits for something with a date that has not passed; else the next step is theirs. */
  private static void somebodyMustMoveIt(CaseState state) {
    if (state.phase().holder().isEmpty()) {
      assertTrue(state.owes(Kind.PICKUP), "somebody must take it: " + state);
      return;
    }
    var waits = state.running().stream().anyMatch(o -> switch (o.kind()) {
      case CUSTOMER, PROMISE -> o.step() == 0;
      case ACCEPT, ANSWER -> o.step() == 0 && state.dealings().legs().stream()
        .anyMatch(l -> l.id() == o.about() && !l.isFlag());
      case PICKUP, FIRST_REPLY, NEXT_REPLY, UPDATE, PROGRESS, RESOLUTION, DELIVERY, WINDOW -> false;
    });
    assertEquals(!waits, state.owes(Kind.PROGRESS), "the holder must move it, unless they wait: " + state);
    assertFalse(state.owes(Kind.PICKUP), "nobody need take it: " + state);
  }

  private static void eachIsOwedOnce(CaseState state) {
    var several = Set.of(Kind.DELIVERY, Kind.ACCEPT, Kind.ANSWER, Kind.PROMISE);
    var single = state.running().stream().map(Obligation::kind).filter(k -> !several.contains(k)).toList();
    assertEquals(single.size(), new HashSet<>(single).size(), "each is owed once: " + state);
  }

  private static Set<Long> owedOf(CaseState state, Set<Kind> kinds) {
    var abouts = state.running().stream().filter(o -> kinds.contains(o.kind())).map(Obligation::about).toList();
    assertEquals(abouts.size(), new HashSet<>(abouts).size(), "owed twice: " + state);
    return numbers(abouts);
  }

  private static Set<Long> numbers(Collection<Long> some) {
    return new TreeSet<>(some);
  }

  /**
   * Laws 5 and 9: if nobody does anything, the person of last resort is alarmed in bounded time, and again; or the case
   * is closed because only the customer's silence was left.
   */
  private static void lastResortIsReached(Node node) {
    var ahead = Foresight.ifNobodyActs(node.state(), Desk.POLICY, node.now(), 60);
    if (ahead.getLast().what() == Foresight.What.CLOSED) {
      assertTrue(node.state().dealings().ask().isAsked(), "closed though nothing was asked: " + node.state());
      return;
    }
    assertEquals(60, ahead.size(), "it ended: " + node.state());
    var last = ahead.stream().filter(b -> b.person().equals("ines")).limit(2).toList();
    assertEquals(2, last.size(), "the last resort is not reached: " + node.state());
    assertTrue(last.getLast().at().isBefore(node.now().plus(BOUND)), "too late: " + last + " from " + node.now());
  }

  /** Law 4: while somebody waits, no event but an accepted answer makes them wait from a later time. */
  private static void theClockIsTheCustomers(CaseState before, CaseEvent event, CaseState after) {
    if (event instanceof CaseEvent.ReplyAccepted || event instanceof CaseEvent.SplitOff
      || event instanceof CaseEvent.MergedInto) {
      return; // their contacts wait elsewhere, for which there are properties of their own
    }
    before.unanswered().since().ifPresent(since -> assertFalse(
      after.unanswered().since().orElseThrow().isAfter(since), event + " gave the desk time back"));
    if (after.phase().isOpen()) {
      reply(before).ifPresent(due -> assertFalse(reply(after).orElseThrow().isAfter(due), event + " moved a due time"));
    }
  }

  /** Law 3: a case that only changes hands is owed its next step when it was, on the rung that was reached. */
  private static void theLeaseRunsOn(CaseState before, CaseEvent event, CaseState after) {
    if (event instanceof CaseEvent.Assigned || event instanceof CaseEvent.Taken) {
      progress(before).ifPresent(owed ->
        assertEquals(owed, progress(after).orElseThrow(), event + " gave the next step more time"));
    }
  }

  /**
   * Law 5: where nobody takes the message of an alarm, it goes further while there is somebody above. That a leg came
   * back, its owner is told beside.
   */
  private static void nobodysSilenceSwallowsAnAlarm(Step.Moved moved, Instant at) {
    for (var effect : moved.effects()) {
      if (effect instanceof Effect.Alarm(var owed, var person, var consequence) && moved.state().phase().isOpen()
        && !person.equals("ines") && consequence != Effect.Consequence.LEG_RETURNED) {
        var failed = new CaseEvent.Unreached(owed.number(), owed.step(), owed.level(), person, "bounced");
        assertInstanceOf(Step.Moved.class, Desk.step(moved.state(), failed, at), () -> consequence + " of " + owed
          + " is lost in " + moved.state());
      }
    }
  }

  /** Laws 4 and 7: it waits since it was said, in a case that is open and says that it was not delivered. */
  private static void whatCameBackWaitsAgain(CaseState before, CaseEvent event, CaseState after) {
    if (!(event instanceof CaseEvent.ReplyReturned(var reply, var cause, var others, var contacts, var noLater))
      || others == CaseEvent.Others.SINCE || before.running().stream()
        .anyMatch(o -> o.kind() == Kind.DELIVERY && o.about() == reply)) {
      return;
    }
    assertTrue(after.phase().isOpen(), "closed over it: " + after);
    assertTrue(Set.of(Delivery.UNDELIVERED, Delivery.UNKNOWN).contains(after.delivery()), "nobody sees it: " + after);
    contacts.forEach(contact -> assertTrue(after.unanswered().contacts().stream()
      .anyMatch(one -> one.mention() == contact.mention() && one.at().equals(contact.at())), "not owed: " + after));
    contacts.stream().findFirst().ifPresent(contact -> assertFalse(reply(after).orElseThrow().isAfter(noLater),
      "due later: " + after));
  }

  private static Optional<Obligation> progress(CaseState state) {
    return state.running().stream().filter(o -> o.kind() == Kind.PROGRESS).findFirst();
  }

  /** Law 8: what the network and the clock say has happened, so no state may refuse it. */
  private static void whatHappenedIsNotRefused(CaseEvent event, Step step) {
    var wished = switch (event) {
      case CaseEvent.ReplyAccepted e -> false;
      case CaseEvent.ReplyRefused e -> false;
      case CaseEvent.ReplyUnknown e -> false;
      case CaseEvent.ReplyReturned e -> false;
      case CaseEvent.TimePassed e -> false;
      case CaseEvent.Unreached e -> false;
      default -> true;
    };
    assertTrue(wished || !(step instanceof Step.Refused), event + " is refused");
  }

  private static Optional<Instant> reply(CaseState state) {
    return state.running().stream().filter(o -> o.kind().isReply()).map(Obligation::dueAt).findFirst();
  }

  /** Laws 3 and 7: a case is closed by a person only when all is answered and passed on, or with a reason; never over a leg. */
  private static void closedMeansDelivered(CaseState before, CaseEvent event, CaseState after) {
    if (!(event instanceof CaseEvent.Resolved(var agent, var overrule, var reason)) || after.phase().isOpen()) {
      return;
    }
    assertTrue(before.dealings().legs().stream().allMatch(Leg::isFlag), "closed over a leg: " + before);
    assertFalse(before.owes(Kind.DELIVERY), "closed over a reply under way: " + before);
    assertTrue(!reason.isEmpty() || before.unanswered().isEmpty() && before.dealings().answers().isEmpty()
      && before.dealings().promises().isEmpty() && before.delivery() == Delivery.NONE, "closed without: " + before);
  }

  /** What decides how a case goes on: not its counters, and times only by their order and in coarse steps. */
  private static List<Object> shape(CaseState state, Instant now) {
    Set<Object> owed = new HashSet<>();
    state.running().forEach(o -> owed.add(List.of(o.kind(), Math.min(o.level(), 3), Math.min(o.step(), 1),
      Math.clamp(Duration.between(now, o.alarmAt()).toMinutes() / 15, -2, 5))));
    Set<Object> legs = new HashSet<>();
    state.dealings().legs().forEach(l -> legs.add(List.of(l.party(), l.expert(), l.accepted(), Math.min(l.passes(), 2),
      Math.min(l.climbed(), 2), l.asked().size())));
    return List.of(Map.of("phase", state.phase().word(), "holder", state.phase().holder(), "queue", state.queue(),
      "answered", state.answered(), "delivery", state.delivery(),
      "unanswered", Math.min(2, state.unanswered().contacts().size()), "reminders", reminders(state.dealings()),
      "answers", Math.min(1, state.dealings().answers().size()), "promises", state.dealings().promises().size(),
      "more", state.dealings().underWay().size()), owed, legs);
  }

  /** How often they were reminded, and whether by Baton or by a person. */
  private static List<Object> reminders(Dealings dealings) {
    return List.of(dealings.ask().reminders(), dealings.ask().canRemind(),
      dealings.underWay().stream().filter(u -> u.asks() && !u.canRemind()).count());
  }
}
