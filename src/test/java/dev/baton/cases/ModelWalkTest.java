package dev.baton.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.obligation.Kind;
import dev.baton.obligation.Obligation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Walks every state that a case can reach by every event and the passing of time, to a bounded depth, and holds the laws
 * against each. Two states are the same when they differ only in counters and in how long ago things were.
 */
class ModelWalkTest {

  private static final int DEPTH = 9;
  /** By then the ladder's top was reached twice, from wherever one begins. */
  private static final Duration BOUND = Duration.ofHours(4);

  private record Node(CaseState state, Instant now, int depth) {}

  @Test
  void in_every_reachable_state_the_laws_hold() {
    var seen = new HashSet<List<Object>>();
    var open = new ArrayDeque<Node>();
    open.add(new Node(Desk.opened(Desk.START), Desk.START, 0));
    var steps = 0;
    while (!open.isEmpty()) {
      var node = open.poll();
      check(node);
      if (node.depth() == DEPTH) {
        continue;
      }
      for (var move : moves(node)) {
        steps++;
        var step = CaseMachine.next(node.state(), move.event(), Desk.POLICY, move.at());
        if (step instanceof Step.Moved moved && seen.add(shape(moved.state(), move.at()))) {
          theClockIsTheCustomers(node.state(), move.event(), moved.state());
          open.add(new Node(moved.state(), move.at(), node.depth() + 1));
        }
      }
    }
    System.err.println("model walk: " + seen.size() + " states, " + steps + " steps, depth " + DEPTH);
    assertTrue(seen.size() > 500, "only " + seen.size() + " states: the walk walks nowhere");
  }

  private record Happening(CaseEvent event, Instant at) {}

  private static List<Happening> moves(Node node) {
    var now = node.now().plus(Duration.ofMinutes(1));
    var moves = new ArrayList<Happening>();
    var next = node.state().numbered() + 1L;
    moves.add(new Happening(new CaseEvent.Contacted(Desk.contact(next, now)), now));
    moves.add(new Happening(new CaseEvent.Contacted(Desk.contact(next, now.minusSeconds(3_600))), now));
    moves.add(new Happening(new CaseEvent.Contacted(Desk.thanks(next, now)), now));
    for (var agent : List.of("ana", "ben")) {
      moves.add(new Happening(new CaseEvent.Taken(agent, false), now));
      moves.add(new Happening(new CaseEvent.Released(agent, false), now));
      moves.add(new Happening(new CaseEvent.Replied(agent, false, next), now));
      moves.add(new Happening(new CaseEvent.Resolved(agent, false, ""), now));
      moves.add(new Happening(new CaseEvent.Resolved(agent, false, "spam"), now));
    }
    moves.add(new Happening(new CaseEvent.Taken("maria", true), now));
    moves.add(new Happening(new CaseEvent.Noted("ana", 1), now));
    node.state().running().stream().filter(o -> o.kind() == Kind.DELIVERY).map(Obligation::about).forEach(reply -> {
      moves.add(new Happening(new CaseEvent.ReplyAccepted(reply, node.now()), now));
      moves.add(new Happening(new CaseEvent.ReplyRefused(reply, "no"), now));
      moves.add(new Happening(new CaseEvent.ReplyUnknown(reply, "lost"), now));
    });
    node.state().nextAlarmAt().ifPresent(at ->
      moves.add(new Happening(new CaseEvent.TimePassed(), at.isAfter(now) ? at : now)));
    return moves;
  }

  private static void check(Node node) {
    var state = node.state();
    if (!state.phase().isOpen()) {
      assertTrue(state.running().isEmpty() && state.delivery() == Delivery.NONE, "law 7: " + state);
      return;
    }
    assertFalse(state.owner().isBlank(), "law 1, an owner: " + state);
    assertFalse(state.running().isEmpty(), "law 1, an obligation: " + state);
    assertTrue(state.running().stream().allMatch(o -> !o.alarmAt().isBefore(o.dueAt())), "a consequence: " + state);
    assertTrue(state.phase().holder().isEmpty() ? state.owes(Kind.PICKUP) : state.owes(Kind.PROGRESS),
      "somebody must move it: " + state);
    assertEquals(!state.unanswered().isEmpty(), state.running().stream().anyMatch(o -> o.kind().isReply()),
      "a waiting customer is owed a reply, and only a waiting one: " + state);
    assertTrue(state.running().stream().filter(o -> o.kind() != Kind.DELIVERY).map(Obligation::kind).distinct().count()
      == state.running().stream().filter(o -> o.kind() != Kind.DELIVERY).count(), "each is owed once: " + state);
    lastResortIsReached(node);
  }

  /** Law 5 and law 9: if nobody does anything, the person of last resort is alarmed in bounded time, and again. */
  private static void lastResortIsReached(Node node) {
    var alarms = Foresight.ifNobodyActs(node.state(), Desk.POLICY, node.now(), 40);
    assertEquals(40, alarms.size(), "it ended: " + node.state());
    var last = alarms.stream().filter(b -> b.person().equals("ines")).limit(2).toList();
    assertEquals(2, last.size(), "the last resort is not reached: " + node.state());
    assertTrue(last.getLast().at().isBefore(node.now().plus(BOUND)), "too late: " + last + " from " + node.now());
  }

  /** Law 4: while somebody waits, no event but an accepted answer or a closing makes them wait from a later time. */
  private static void theClockIsTheCustomers(CaseState before, CaseEvent event, CaseState after) {
    if (event instanceof CaseEvent.ReplyAccepted || event instanceof CaseEvent.Resolved) {
      return;
    }
    before.unanswered().since().ifPresent(since -> assertFalse(
      after.unanswered().since().orElseThrow().isAfter(since), event + " gave the desk time back"));
    reply(before).ifPresent(due -> assertFalse(reply(after).orElseThrow().isAfter(due), event + " moved a due time"));
  }

  private static Optional<Instant> reply(CaseState state) {
    return state.running().stream().filter(o -> o.kind().isReply()).map(Obligation::dueAt).findFirst();
  }

  /** What decides how a case goes on: not its counters, and times only by their order and in coarse steps. */
  private static List<Object> shape(CaseState state, Instant now) {
    Set<Object> owed = new HashSet<>();
    state.running().forEach(o -> owed.add(List.of(o.kind(), Math.min(o.level(), 3),
      Math.clamp(Duration.between(now, o.alarmAt()).toMinutes() / 10, -3, 6))));
    return List.of(state.phase().word(), state.phase().holder(), state.answered(), state.delivery(),
      Math.min(2, state.unanswered().contacts().size()), state.facts().lapses() > 0, state.facts().reopened() > 0,
      owed);
  }
}
