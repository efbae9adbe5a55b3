package dev.baton.cases;

import static dev.baton.cases.Desk.START;
import static dev.baton.cases.Desk.after;
import static dev.baton.cases.Desk.alarmed;
import static dev.baton.cases.Desk.at;
import static dev.baton.cases.Desk.moved;
import static dev.baton.cases.Desk.opened;
import static dev.baton.cases.Desk.owed;
import static dev.baton.cases.Desk.refusal;
import static dev.baton.cases.Desk.replied;
import static dev.baton.cases.Desk.resolved;
import static dev.baton.cases.Desk.step;
import static dev.baton.cases.Desk.taken;
import static dev.baton.cases.Desk.timePasses;
import static dev.baton.cases.Desk.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.obligation.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The ledger: a date given to a customer is owed until a delivered reply has kept it. */
class PromisesTest {

  private static CaseState promised() {
    return after(after(opened(START), taken("ana"), at(1)), new CaseEvent.Promised("ana", false, 60, at(100)), at(2));
  }

  private static CaseEvent says(long reply, List<Long> keeps, List<Long> moves, Says.Given... given) {
    return new CaseEvent.Replied("ana", false, reply, new Says(false, false, false, List.of(given), keeps, moves));
  }

  private static String became(Step step) {
    return moved(step).effects().stream().flatMap(e -> e instanceof Effect.PromiseChanged(var p, var state, var o)
      ? Stream.of(state.word()) : Stream.empty()).findFirst().orElse("");
  }

  @Test
  void a_promise_is_owed_by_its_date() {
    assertEquals(at(100), owed(promised(), Kind.PROMISE).dueAt());
    assertEquals(Refusal.PROMISE_PAST, refusal(step(opened(START), new CaseEvent.Promised("ana", false, 60, at(2)), at(2))));
  }

  @Test
  void who_promises_beyond_a_year_promises_nothing_beside_a_reply_or_in_one() {
    var year = START.plus(Duration.ofDays(366));
    var never = Instant.parse("9999-12-31T00:00:00Z");
    assertEquals(year, owed(after(opened(START), promised(year), START), Kind.PROMISE).dueAt());
    for (var event : List.of(promised(never), says(7, List.of(), List.of(), new Says.Given(61, never)),
      says(7, List.of(), List.of(), new Says.Given(61, at(100)), new Says.Given(62, year.plusMillis(1))))) {
      assertEquals(Refusal.PROMISE_TOO_FAR, refusal(step(opened(START), event, START)));
    }
  }

  private static CaseEvent promised(Instant dueAt) {
    return new CaseEvent.Promised("ana", false, 60, dueAt);
  }

  @Test
  void only_a_delivered_reply_that_was_written_in_time_keeps_it() {
    var sent = after(promised(), says(7, List.of(60L), List.of()), at(90));
    assertTrue(sent.owes(Kind.PROMISE), "not delivered yet");
    assertEquals("kept", became(step(sent, new CaseEvent.ReplyAccepted(7, at(90)), at(110))));
    var late = after(promised(), says(7, List.of(60L), List.of()), at(101));
    assertEquals("broken", became(step(late, new CaseEvent.ReplyAccepted(7, at(101)), at(102))));
  }

  @Test
  void a_refused_reply_keeps_nothing() {
    var sent = after(promised(), says(7, List.of(60L), List.of()), at(90));
    assertTrue(after(sent, new CaseEvent.ReplyRefused(7, "too long"), at(91)).owes(Kind.PROMISE));
  }

  @Test
  void a_broken_promise_climbs_tells_the_owner_and_gives_them_the_next_step() {
    var step = timePasses(promised(), at(100));
    assertTrue(alarmed(step).contains("maria"));
    assertTrue(told(step).contains("ana promise-broken"));
    var state = moved(step).state();
    assertTrue(state.dealings().promises().getFirst().broken());
    assertTrue(state.owes(Kind.PROGRESS));
    assertTrue(state.owes(Kind.PROMISE), "it is still owed");
  }

  @Test
  void moving_a_date_needs_a_delivered_reply_that_says_the_new_one_and_is_counted() {
    var sent = after(promised(), says(7, List.of(), List.of(60L), new Says.Given(61, at(300))), at(50));
    assertEquals(2, sent.dealings().promises().size());
    var step = step(sent, new CaseEvent.ReplyAccepted(7, at(50)), at(51));
    assertEquals("moved", became(step));
    assertEquals(at(300), owed(moved(step).state(), Kind.PROMISE).dueAt());
  }

  @Test
  void a_broken_promise_that_is_moved_or_taken_back_stays_broken() {
    var broken = moved(timePasses(promised(), at(100))).state();
    var sent = after(broken, says(7, List.of(), List.of(60L), new Says.Given(61, at(300))), at(110));
    assertEquals("broken", became(step(sent, new CaseEvent.ReplyAccepted(7, at(110)), at(111))));
    assertEquals("broken", became(step(broken, new CaseEvent.PromiseWithdrawn("ana", false, 60, "mistyped"), at(120))));
  }

  @Test
  void nobody_keeps_moves_or_takes_back_what_is_not_open() {
    var held = after(opened(START), taken("ana"), at(1));
    assertEquals(Refusal.NO_SUCH_PROMISE, refusal(step(held, says(7, List.of(60L), List.of()), at(2))));
    assertEquals(Refusal.NO_SUCH_PROMISE, refusal(step(held, new CaseEvent.PromiseWithdrawn("ana", false, 60, "x"), at(2))));
    assertEquals("withdrawn", became(step(promised(), new CaseEvent.PromiseWithdrawn("ana", false, 60, "x"), at(3))));
  }

  @Test
  void a_case_with_an_open_promise_is_resolved_only_with_a_reason_why_it_is_void() {
    var answered = after(after(promised(), replied(7), at(10)), new CaseEvent.ReplyAccepted(7, at(10)), at(11));
    assertEquals(Refusal.PROMISE_OPEN, refusal(step(answered, resolved(""), at(12))));
    assertInstanceOf(Phase.Resolved.class, after(answered, resolved("the customer moved away"), at(12)).phase());
  }

  @Test
  void who_waits_for_a_promised_day_does_not_lose_the_case_meanwhile() {
    var state = promised();
    assertFalse(state.owes(Kind.PROGRESS));
    assertEquals("ana", moved(timePasses(state, at(50))).state().owner());
  }
}
