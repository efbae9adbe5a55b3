package dev.baton.cases;

import static dev.baton.cases.Desk.POLICY;
import static dev.baton.cases.Desk.START;
import static dev.baton.cases.Desk.TIME;
import static dev.baton.cases.Desk.after;
import static dev.baton.cases.Desk.alarmed;
import static dev.baton.cases.Desk.at;
import static dev.baton.cases.Desk.contact;
import static dev.baton.cases.Desk.min;
import static dev.baton.cases.Desk.opened;
import static dev.baton.cases.Desk.owed;
import static dev.baton.cases.Desk.refusal;
import static dev.baton.cases.Desk.replied;
import static dev.baton.cases.Desk.resolved;
import static dev.baton.cases.Desk.taken;
import static dev.baton.cases.Desk.thanks;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.obligation.Kind;
import dev.baton.obligation.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseMachineTest {

  @Test
  void a_new_case_waits_for_the_lead_with_a_pickup_and_a_first_reply_owed() {
    var state = opened(START);
    assertEquals(new Phase.Waiting(), state.phase());
    assertEquals("maria", state.owner());
    assertEquals(at(10), owed(state, Kind.PICKUP).dueAt());
    assertEquals(at(30), owed(state, Kind.FIRST_REPLY).dueAt());
  }

  @Test
  void the_first_reply_is_owed_from_the_networks_time_and_the_pickup_from_ours() {
    var state = opened(contact(1, START, at(25)), at(25), POLICY);
    assertEquals(at(30), owed(state, Kind.FIRST_REPLY).dueAt());
    assertEquals(at(35), owed(state, Kind.PICKUP).dueAt());
  }

  @Test
  void a_customers_clock_that_lies_in_the_future_counts_from_now() {
    assertEquals(START, contact(1, at(600), START).at());
  }

  @Test
  void taking_meets_the_pickup_but_not_the_first_reply_and_starts_a_lease() {
    var state = after(opened(START), taken("ana"), at(5));
    assertEquals("ana", state.owner());
    assertFalse(state.owes(Kind.PICKUP));
    assertEquals(at(30), owed(state, Kind.FIRST_REPLY).dueAt());
    assertEquals(at(50), owed(state, Kind.PROGRESS).dueAt());
  }

  @Test
  void taking_twice_changes_nothing_and_a_colleague_is_told_who_has_it() {
    var state = after(opened(START), taken("ana"), at(5));
    assertInstanceOf(Step.Stay.class, CaseMachine.next(state, taken("ana"), POLICY, at(6)));
    assertEquals(Refusal.HELD_BY_ANOTHER, refusal(CaseMachine.next(state, taken("ben"), POLICY, at(6))));
    assertEquals("maria", after(state, new CaseEvent.Taken("maria", true), at(6)).owner());
  }

  @Test
  void a_reply_stops_the_clock_only_when_the_network_accepted_it() {
    var sent = after(after(opened(START), taken("ana"), at(5)), replied(7), at(8));
    assertTrue(sent.owes(Kind.FIRST_REPLY));
    assertEquals(Delivery.UNDER_WAY, sent.delivery());

    var accepted = after(sent, new CaseEvent.ReplyAccepted(7, at(8)), at(9));
    assertFalse(accepted.owes(Kind.FIRST_REPLY));
    assertTrue(accepted.unanswered().isEmpty());
    assertEquals(Delivery.NONE, accepted.delivery());
    assertEquals(at(54), owed(accepted, Kind.PROGRESS).dueAt());
  }

  @Test
  void whoever_answers_an_untaken_case_takes_it() {
    var state = after(opened(START), replied(7), at(3));
    assertEquals(new Phase.Held("ana"), state.phase());
    assertFalse(state.owes(Kind.PICKUP));
  }

  @Test
  void a_contact_that_came_while_the_reply_was_written_is_still_unanswered_after_it() {
    var state = after(after(opened(START), replied(7), at(8)), new CaseEvent.Contacted(contact(2, at(9))), at(9));
    var accepted = after(state, new CaseEvent.ReplyAccepted(7, at(8)), at(10));
    assertEquals(at(9), accepted.unanswered().since().orElseThrow());
    assertEquals(at(29), owed(accepted, Kind.NEXT_REPLY).dueAt());
  }

  @Test
  void a_contact_that_waited_for_the_case_while_a_reply_was_written_is_still_unanswered_after_it() {
    var written = after(opened(START), replied(7), at(8));
    var state = after(written, new CaseEvent.Contacted(contact(2, at(7))), at(9));
    var accepted = after(state, new CaseEvent.ReplyAccepted(7, at(8)), at(10));
    assertEquals(at(7), accepted.unanswered().since().orElseThrow());
    assertEquals(at(27), owed(accepted, Kind.NEXT_REPLY).dueAt());
  }

  @Test
  void a_late_word_about_an_old_reply_gives_the_desk_no_time_back_for_a_newer_contact() {
    var doubtful = after(after(opened(START), replied(7), at(1)), new CaseEvent.ReplyUnknown(7, "lost"), at(2));
    var answered = after(after(doubtful, replied(8), at(3)), new CaseEvent.ReplyAccepted(8, at(3)), at(4));
    var asked = after(answered, new CaseEvent.Contacted(contact(2, at(5))), at(5));
    var climbed = after(asked, TIME, at(30));
    var said = after(climbed, new CaseEvent.ReplyAccepted(7, at(1)), at(31));
    assertEquals(owed(climbed, Kind.NEXT_REPLY), owed(said, Kind.NEXT_REPLY));
  }

  @Test
  void a_reply_of_unknown_outcome_stays_in_sight_whatever_becomes_of_later_ones() {
    var doubtful = after(after(opened(START), replied(7), at(1)), new CaseEvent.ReplyUnknown(7, "lost"), at(2));
    var another = after(doubtful, replied(8), at(3));
    assertEquals(Delivery.UNKNOWN, another.delivery());
    assertEquals(Delivery.UNKNOWN, after(another, new CaseEvent.ReplyAccepted(8, at(3)), at(4)).delivery());
    var refused = after(another, new CaseEvent.ReplyRefused(8, "blocked"), at(4));
    assertEquals(Delivery.UNKNOWN, refused.delivery());
    var both = after(another, new CaseEvent.ReplyUnknown(8, "lost"), at(4));
    assertEquals(Delivery.UNKNOWN, after(both, new CaseEvent.ReplyAccepted(7, at(1)), at(5)).delivery());
  }

  @Test
  void the_last_reply_stays_refused_when_only_an_earlier_one_turns_out_said() {
    var doubtful = after(after(opened(START), replied(7), at(1)), new CaseEvent.ReplyUnknown(7, "lost"), at(2));
    var refused = after(after(doubtful, replied(8), at(3)), new CaseEvent.ReplyRefused(8, "blocked"), at(4));
    var said = after(refused, new CaseEvent.ReplyAccepted(7, at(1)), at(5));
    assertEquals(Delivery.UNDELIVERED, said.delivery());
    assertEquals(Refusal.UNDELIVERED, refusal(CaseMachine.next(said, resolved(""), POLICY, at(6))));
    var again = after(said, replied(9), at(6));
    assertEquals(Delivery.UNDER_WAY, again.delivery());
    assertEquals(Delivery.NONE, after(again, new CaseEvent.ReplyAccepted(9, at(6)), at(7)).delivery());
  }

  @Test
  void a_refused_reply_leaves_the_case_in_the_same_hand_with_its_clock_running() {
    var state = after(after(opened(START), replied(7), at(8)), new CaseEvent.ReplyRefused(7, "blocked"), at(9));
    assertEquals(Delivery.UNDELIVERED, state.delivery());
    assertEquals("ana", state.owner());
    assertEquals(at(30), owed(state, Kind.FIRST_REPLY).dueAt());
    assertEquals(Refusal.UNDELIVERED, refusal(CaseMachine.next(state, resolved(""), POLICY, at(10))));
  }

  @Test
  void a_reply_of_unknown_outcome_stays_owed_until_a_person_says_what_became_of_it() {
    var state = after(after(opened(START), replied(7), at(8)), new CaseEvent.ReplyUnknown(7, "lost"), at(9));
    assertEquals(Delivery.UNKNOWN, state.delivery());
    assertTrue(state.owes(Kind.DELIVERY));
    assertEquals(Refusal.REPLY_UNDER_WAY, refusal(CaseMachine.next(state, resolved("told by phone"), POLICY, at(10))));
    assertFalse(after(state, new CaseEvent.ReplyAccepted(7, at(8)), at(11)).owes(Kind.DELIVERY));
  }

  @Test
  void an_outcome_that_arrives_twice_changes_nothing() {
    var state = after(after(opened(START), replied(7), at(8)), new CaseEvent.ReplyAccepted(7, at(8)), at(9));
    assertInstanceOf(Step.Stay.class,
      CaseMachine.next(state, new CaseEvent.ReplyAccepted(7, at(8)), POLICY, at(10)));
  }

  @Test
  void closing_needs_an_accepted_answer_or_a_reason() {
    var asked = after(opened(START), taken("ana"), at(5));
    assertEquals(Refusal.NOT_ANSWERED, refusal(CaseMachine.next(asked, resolved(""), POLICY, at(6))));
    var state = after(asked, resolved("spam"), at(6));
    assertEquals(new Phase.Resolved(at(6), "spam"), state.phase());
    assertTrue(state.running().isEmpty());
  }

  @Test
  void a_thank_you_opens_no_clock_and_reopens_nothing() {
    var answered = after(after(opened(START), replied(7), at(8)), new CaseEvent.ReplyAccepted(7, at(8)), at(9));
    var thanked = after(answered, new CaseEvent.Contacted(thanks(2, at(10))), at(10));
    assertFalse(thanked.owes(Kind.NEXT_REPLY));
    var closed = after(thanked, resolved(""), at(11));
    assertFalse(after(closed, new CaseEvent.Contacted(thanks(3, at(12))), at(12)).phase().isOpen());
  }

  @Test
  void any_other_word_reopens_a_resolved_case_in_its_queue() {
    var closed = after(after(opened(START), taken("ana"), at(1)), resolved("spam"), at(2));
    var state = after(closed, new CaseEvent.Contacted(contact(2, at(60))), at(60));
    assertEquals(new Phase.Waiting(), state.phase());
    assertEquals(at(70), owed(state, Kind.PICKUP).dueAt());
    assertEquals(1, state.facts().reopened());
  }

  @Test
  void a_missed_pickup_goes_up_level_by_level_and_then_to_the_last_resort_for_ever() {
    var state = opened(START);
    var reached = new ArrayList<String>();
    for (var i = 0; i < 20; i++) {
      var now = state.nextAlarmAt().orElseThrow();
      var step = (Step.Moved) CaseMachine.next(state, TIME, POLICY, now);
      reached.addAll(alarmed(step));
      state = step.state();
    }
    assertEquals(List.of("maria", "omar"), reached.subList(0, 2));
    assertEquals("ines", reached.getLast());
    assertTrue(reached.stream().filter("ines"::equals).count() > 10);
  }

  @Test
  void a_level_where_nobody_is_present_is_passed_at_once() {
    var policy = Desk.policy((person, at) -> person.equals("jonas"));
    var step = CaseMachine.next(opened(START), TIME, policy, at(10));
    assertEquals(List.of("jonas"), alarmed(step));
    var empty = Desk.policy((person, at) -> false);
    assertEquals(List.of("ines"), alarmed(CaseMachine.next(opened(START), TIME, empty, at(10))));
    assertEquals("ines", ((Step.Moved) CaseMachine.next(opened(START), TIME, empty, at(10))).state().owner());
  }

  @Test
  void a_night_without_a_gateway_ends_in_one_alarm_for_each_obligation_not_in_all_that_were_missed() {
    var step = CaseMachine.next(opened(START), TIME, POLICY, at(600));
    assertEquals(3, alarmed(step).size());
    assertTrue(((Step.Moved) step).state().running().stream().allMatch(o -> o.alarmAt().isAfter(at(600))));
  }

  @Test
  void a_holder_who_does_nothing_loses_the_case_to_its_queue_one_level_up() {
    var held = after(opened(START), taken("ana"), at(5));
    var answered = after(after(held, replied(7), at(6)), new CaseEvent.ReplyAccepted(7, at(6)), at(6));
    var step = (Step.Moved) CaseMachine.next(answered, TIME, POLICY, at(51));
    assertEquals(new Phase.Waiting(), step.state().phase());
    assertEquals(1, owed(step.state(), Kind.PICKUP).level());
    assertEquals(List.of("maria"), alarmed(step));
    assertTrue(step.effects().stream().anyMatch(e -> e instanceof Effect.Close(var n, var how, var t)
      && how == Outcome.MISSED));
    assertEquals(1, step.state().facts().lapses());
  }

  @Test
  void opening_noting_or_taking_over_is_no_progress_for_the_customers_clock() {
    var held = after(opened(START), taken("ana"), at(5));
    var noted = after(held, new CaseEvent.Noted("ana", 1), at(40));
    assertEquals(at(50), owed(noted, Kind.PROGRESS).dueAt());
    var passed = after(noted, new CaseEvent.Taken("maria", true), at(41));
    assertEquals(at(30), owed(passed, Kind.FIRST_REPLY).dueAt());
  }

  @Test
  void a_late_older_contact_moves_the_clock_back_to_its_own_time() {
    var state = after(opened(START), new CaseEvent.Contacted(contact(2, at(-20), at(2))), at(2));
    assertEquals(at(10), owed(state, Kind.FIRST_REPLY).dueAt());
    assertEquals(at(-20), state.unanswered().since().orElseThrow());
  }

  @Test
  void a_release_gives_the_case_back_without_giving_the_desk_time_back() {
    var state = after(after(opened(START), taken("ana"), at(5)), new CaseEvent.Released("ana", false), at(20));
    assertEquals(new Phase.Waiting(), state.phase());
    assertEquals(at(30), owed(state, Kind.FIRST_REPLY).dueAt());
    assertEquals(at(30), owed(state, Kind.PICKUP).dueAt());
  }

  @Test
  void time_that_has_not_come_changes_nothing() {
    assertInstanceOf(Step.Stay.class, CaseMachine.next(opened(START), TIME, POLICY, at(9)));
  }

  @Test
  void a_naked_case_cannot_even_be_made() {
    var state = opened(START);
    assertThrows(IllegalStateException.class, () -> new CaseState("acme", state.queue(), state.phase(), "maria", 1, 1,
      2, false, state.unanswered(), Delivery.NONE, state.facts(), state.face(), Dealings.NONE, List.of()));
    assertThrows(IllegalStateException.class, () -> new CaseState("acme", state.queue(), state.phase(), "", 1, 1, 2,
      false, state.unanswered(), Delivery.NONE, state.facts(), state.face(), Dealings.NONE, state.running()));
  }

  @Test
  void what_happens_if_nobody_acts_is_what_then_happens() {
    var state = after(opened(START), taken("ana"), at(5));
    var foretold = Foresight.ifNobodyActs(state, POLICY, at(6), 12);
    var happened = new ArrayList<Foresight.Bound>();
    while (happened.size() < 12) {
      Instant now = state.nextAlarmAt().orElseThrow();
      var step = (Step.Moved) CaseMachine.next(state, TIME, POLICY, now);
      Foresight.bounds(step, now, happened);
      state = step.state();
    }
    assertEquals(happened.subList(0, 12), foretold);
    assertTrue(foretold.stream().anyMatch(b -> b.person().equals("ines")));
    assertTrue(foretold.getLast().at().isBefore(at(6).plus(min(600))));
  }
}
