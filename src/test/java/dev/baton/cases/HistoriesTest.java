package dev.baton.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.baton.obligation.Obligation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Long random histories of a case; jqwik prints the seed and the shortest history that breaks a law. */
class HistoriesTest {

  /** Something that happens some minutes after what happened before. */
  record Turned(int minutes, int what, int number) {}

  @Provide
  Arbitrary<List<Turned>> histories() {
    return Combinators.combine(Arbitraries.integers().between(0, 90), Arbitraries.integers().between(0, 21),
      Arbitraries.integers().between(1, 6)).as(Turned::new).list().ofMaxSize(60);
  }

  private static CaseEvent event(Turned turned, CaseState state, Instant now) {
    var agent = turned.number() % 2 == 0 ? "ana" : "ben";
    var leg = state.dealings().legs().stream().findFirst();
    return switch (turned.what()) {
      case 0, 1 -> new CaseEvent.Contacted(Desk.contact(turned.number(), now));
      case 2 -> new CaseEvent.Contacted(Desk.contact(turned.number(), now.minusSeconds(turned.minutes() * 60L)));
      case 3 -> new CaseEvent.Contacted(Desk.thanks(turned.number(), now));
      case 4 -> new CaseEvent.Taken(agent, turned.minutes() > 80);
      case 5 -> new CaseEvent.Released(agent, false);
      case 6 -> new CaseEvent.Replied(agent, false, turned.number(), Says.WORDS);
      case 7 -> new CaseEvent.ReplyAccepted(turned.number(), now.minusSeconds(120));
      case 8 -> new CaseEvent.ReplyRefused(turned.number(), "no");
      case 9 -> new CaseEvent.ReplyUnknown(turned.number(), "lost");
      case 10 -> new CaseEvent.Contacted(Desk.windowed(turned.number(), now, now.plusSeconds(4_000)));
      case 11 -> new CaseEvent.Replied(agent, false, turned.number(),
        new Says(false, true, false, List.of(), List.of(), List.of()));
      case 12 -> new CaseEvent.Promised(agent, false, turned.minutes() + 1_000L, now.plusSeconds(turned.minutes() * 60L));
      case 13 -> new CaseEvent.LegOpened(agent, false, turned.minutes() + 2_000L,
        turned.number() > 3 ? Desk.VENDOR : Desk.TECHNICIANS, "");
      case 14 -> leg.<CaseEvent>map(l -> new CaseEvent.LegAccepted(l.id(), l.expert(), false)).orElse(Desk.taken(agent));
      case 15 -> leg.<CaseEvent>map(l -> new CaseEvent.LegAnswered(l.id(), l.expert(), false)).orElse(Desk.taken(agent));
      case 16 -> leg.<CaseEvent>map(l -> new CaseEvent.LegPassed(l.id(), l.expert(), false, "rita"))
        .orElse(Desk.taken(agent));
      case 17 -> new CaseEvent.Flagged("chloe", turned.minutes() + 3_000L, agent, "asap");
      case 18 -> state.running().stream().skip(turned.number() % 3).findFirst().<CaseEvent>map(o ->
        new CaseEvent.Unreached(o.number(), o.step(), o.level(), "somebody", "bounced")).orElse(Desk.taken(agent));
      case 20 -> new CaseEvent.ReplyReturned(turned.number(), "bounced", CaseEvent.Others.values()[turned.number() % 3],
        List.of(Desk.contact(1, Desk.START)), Instant.MAX);
      case 19 -> new CaseEvent.Requeued(agent, true, turned.number() > 3 ? "strict" : "care");
      default -> new CaseEvent.Resolved(agent, false, turned.minutes() % 2 == 0 ? "" : "spam");
    };
  }

  /** Lets everything fire that is due up to a time, each at its own time or at once if that has passed, as the clock does. */
  private static CaseState passTime(CaseState state, Instant from, Instant until, List<Foresight.Bound> fired) {
    while (state.nextAlarmAt().isPresent() && !state.nextAlarmAt().get().isAfter(until)) {
      var due = state.nextAlarmAt().get();
      var at = due.isBefore(from) ? from : due;
      var step = (Step.Moved) CaseMachine.next(state, new CaseEvent.TimePassed(0), Desk.POLICY, at);
      Foresight.bounds(step, at, fired);
      state = step.state();
    }
    return state;
  }

  @Property(tries = 500)
  void what_was_foretold_comes_true_whatever_happened_before(@ForAll("histories") List<Turned> history) {
    var now = Desk.START;
    var state = Desk.opened(now);
    for (var turned : history) {
      var before = state;
      var foretold = Foresight.ifNobodyActs(before, Desk.POLICY, now, 10);
      var until = now.plusSeconds(turned.minutes() * 60L);
      var fired = new ArrayList<Foresight.Bound>();
      state = passTime(before, now, until, fired);
      now = until;
      var known = Math.min(fired.size(), 10);
      assertEquals(foretold.subList(0, known), fired.subList(0, known));
      if (CaseMachine.next(state, event(turned, state, now), Desk.POLICY, now) instanceof Step.Moved moved) {
        state = moved.state();
      }
    }
  }

  @Property(tries = 500)
  void nothing_but_an_accepted_answer_or_a_closing_gives_the_desk_time_back(@ForAll("histories") List<Turned> history) {
    var now = Desk.START;
    var state = Desk.opened(now);
    for (var turned : history) {
      var until = now.plusSeconds(turned.minutes() * 60L);
      state = passTime(state, now, until, new ArrayList<>());
      now = until;
      var event = event(turned, state, now);
      if (!(CaseMachine.next(state, event, Desk.POLICY, now) instanceof Step.Moved moved)) {
        continue;
      }
      if (!(event instanceof CaseEvent.ReplyAccepted) && !(event instanceof CaseEvent.Resolved)) {
        var after = moved.state();
        state.unanswered().since().ifPresent(since ->
          assertFalse(after.unanswered().since().orElseThrow().isAfter(since), event.toString()));
        state.running().stream().filter(o -> o.kind().isReply()).map(Obligation::dueAt).forEach(due ->
          assertFalse(after.running().stream().filter(o -> o.kind().isReply()).findFirst().orElseThrow().dueAt()
            .isAfter(due), event.toString()));
      }
      state = moved.state();
    }
  }
}
