package dev.baton.cases;

import static dev.baton.cases.Desk.START;
import static dev.baton.cases.Desk.VENDOR;
import static dev.baton.cases.Desk.after;
import static dev.baton.cases.Desk.at;
import static dev.baton.cases.Desk.contact;
import static dev.baton.cases.Desk.handedOff;
import static dev.baton.cases.Desk.moved;
import static dev.baton.cases.Desk.opened;
import static dev.baton.cases.Desk.owed;
import static dev.baton.cases.Desk.refusal;
import static dev.baton.cases.Desk.replied;
import static dev.baton.cases.Desk.resolved;
import static dev.baton.cases.Desk.step;
import static dev.baton.cases.Desk.taken;
import static dev.baton.cases.Desk.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.baton.obligation.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Merging, splitting and moving give the desk no time back. */
class MergingTest {

  private static CaseState absorbed(CaseState state, CaseState other, List<Contact> contacts, Instant now) {
    return after(state, new CaseEvent.Absorbed("ana", 77, Merging.brought(other, contacts)), now);
  }

  @Test
  void the_customer_waits_since_the_earlier_of_both() {
    var older = opened(contact(1, START), START, Desk.POLICY);
    var newer = opened(contact(2, at(20)), at(20), Desk.POLICY);
    for (var merged : List.of(absorbed(newer, older, List.of(contact(1, START)), at(22)),
      absorbed(older, newer, List.of(contact(2, at(20))), at(22)))) {
      assertEquals(START, merged.unanswered().since().orElseThrow());
      assertEquals(at(30), owed(merged, Kind.FIRST_REPLY).dueAt());
      assertEquals(at(240), owed(merged, Kind.RESOLUTION).dueAt());
    }
  }

  @Test
  void nothing_is_due_later_though_an_answered_case_allows_more_time_for_the_next_reply() {
    var answered = after(after(opened(contact(1, START), START, Desk.POLICY), replied(7), at(1)),
      new CaseEvent.ReplyAccepted(7, at(1)), at(2));
    var moved = after(answered, new CaseEvent.Requeued("ana", false, "strict"), at(3));
    var wrote = after(moved, new CaseEvent.Contacted(contact(2, at(4))), at(4));
    var fresh = after(after(opened(contact(3, at(5)), at(5), Desk.POLICY), taken("jonas"), at(5)),
      new CaseEvent.Requeued("jonas", false, "strict"), at(6));
    assertEquals(at(20), owed(fresh, Kind.FIRST_REPLY).dueAt());
    assertEquals(at(44), owed(wrote, Kind.NEXT_REPLY).dueAt());
    var merged = absorbed(fresh, wrote, List.of(contact(1, START), contact(2, at(4))), at(7));
    assertEquals(at(20), merged.running().stream().filter(o -> o.kind().isReply()).findFirst().orElseThrow().dueAt());
  }

  @Test
  void legs_and_promises_go_on_under_the_other_case_with_their_own_clocks() {
    var handed = after(after(opened(contact(1, START), START, Desk.POLICY), handedOff(50, VENDOR), at(2)),
      new CaseEvent.Promised("ana", false, 60, at(100)), at(3));
    var merged = absorbed(opened(contact(2, at(20)), at(20), Desk.POLICY), handed, List.of(contact(1, START)), at(22));
    assertEquals(at(22), owed(merged, Kind.ACCEPT).dueAt());
    assertEquals(at(100), owed(merged, Kind.PROMISE).dueAt());
    assertEquals(1, merged.dealings().legs().size());
  }

  @Test
  void what_was_merged_away_is_closed_and_says_where_it_went() {
    var gone = after(opened(START), new CaseEvent.MergedInto("ana", 77), at(2));
    assertEquals(new Phase.Merged(at(2), 77), gone.phase());
    assertFalse(gone.phase().isOpen());
    assertEquals(List.of(), gone.running());
  }

  @Test
  void contacts_that_leave_take_their_clock_along_and_the_others_keep_theirs() {
    var both = after(opened(contact(1, START), START, Desk.POLICY), new CaseEvent.Contacted(contact(2, at(10))), at(10));
    var left = after(both, new CaseEvent.SplitOff("ana", 78, Set.of(1L), List.of(contact(2, at(10)))), at(15));
    assertEquals(at(10), left.unanswered().since().orElseThrow());
    var parted = Merging.parted(both, List.of(contact(1, START)));
    var other = Merging.opened("acme", parted, Desk.POLICY, at(15)).state();
    assertEquals(START, other.unanswered().since().orElseThrow());
    assertEquals(at(30), owed(other, Kind.FIRST_REPLY).dueAt());
  }

  @Test
  void another_queue_may_owe_the_customer_more_but_never_less() {
    var held = after(opened(START), taken("ana"), at(1));
    var strict = after(held, new CaseEvent.Requeued("ana", false, "strict"), at(2));
    assertEquals(at(15), owed(strict, Kind.FIRST_REPLY).dueAt());
    var back = after(strict, new CaseEvent.Requeued("jonas", true, "care"), at(3));
    assertEquals(at(15), owed(back, Kind.FIRST_REPLY).dueAt());
    assertEquals(Refusal.NO_SUCH_QUEUE, refusal(step(held, new CaseEvent.Requeued("ana", false, "none"), at(2))));
  }

  @Test
  void who_is_given_a_case_is_told_and_owes_the_next_step_by_when_it_was_owed() {
    var held = after(opened(START), taken("ana"), at(1));
    var step = step(held, new CaseEvent.Assigned("ana", false, "ben"), at(5));
    assertEquals(List.of("ben assigned"), told(step));
    assertEquals("ben", moved(step).state().owner());
    assertEquals(owed(held, Kind.PROGRESS), owed(moved(step).state(), Kind.PROGRESS));
    assertEquals(at(30), owed(moved(step).state(), Kind.FIRST_REPLY).dueAt());
  }

  @Test
  void two_who_give_a_case_to_each_other_or_take_it_over_gain_no_time() {
    var state = after(opened(START), taken("ana"), at(1));
    for (var minute = 20; minute < 46; minute += 10) {
      state = after(state, new CaseEvent.Assigned("ana", false, "ben"), at(minute));
      state = after(state, new CaseEvent.Taken("ana", true), at(minute + 1));
    }
    assertEquals(at(46), owed(state, Kind.PROGRESS).dueAt());
    var lapsed = moved(step(state, Desk.TIME, at(46)));
    assertEquals("", lapsed.state().phase().holder());
  }

  @Test
  void who_is_given_a_case_stands_on_the_rung_that_a_returned_leg_has_reached() {
    var handed = after(after(opened(START), taken("ana"), at(1)), handedOff(50, VENDOR), at(2));
    var returned = moved(step(handed, Desk.TIME, at(22))).state();
    assertEquals(1, owed(returned, Kind.PROGRESS).level());
    var given = after(returned, new CaseEvent.Assigned("ana", false, "ben"), at(23));
    assertEquals(owed(returned, Kind.PROGRESS), owed(given, Kind.PROGRESS));
  }

  @Test
  void closing_without_an_answer_and_reopening_gives_no_time_back() {
    var closed = after(after(opened(START), taken("ana"), at(1)), resolved("looks like spam"), at(2));
    var again = after(closed, new CaseEvent.Contacted(contact(2, at(500))), at(500));
    assertEquals(START, again.unanswered().since().orElseThrow());
    assertEquals(at(30), owed(again, Kind.FIRST_REPLY).dueAt());
  }
}
