package dev.baton.cases;

import static dev.baton.cases.Desk.START;
import static dev.baton.cases.Desk.TECHNICIANS;
import static dev.baton.cases.Desk.VENDOR;
import static dev.baton.cases.Desk.after;
import static dev.baton.cases.Desk.alarmed;
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
import static dev.baton.cases.Desk.timePasses;
import static dev.baton.cases.Desk.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.obligation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Handing a case to a department or vendor: the owner stays, the clocks swap, nothing stalls. */
class LegsTest {

  private static CaseState handed() {
    return after(after(opened(START), taken("ana"), at(1)), handedOff(50, TECHNICIANS), at(2));
  }

  private static CaseState accepted() {
    return after(handed(), new CaseEvent.LegAccepted(50, "tom", false), at(5));
  }

  private static Leg leg(CaseState state) {
    return state.dealings().legs().getFirst();
  }

  private static CaseEvent passed(String by, String to) {
    return new CaseEvent.LegPassed(50, by, false, to);
  }

  @Test
  void a_leg_is_offered_to_a_named_person_who_is_there_and_the_case_stays_with_its_owner() {
    var held = after(opened(START), taken("ana"), at(1));
    var step = step(held, handedOff(50, TECHNICIANS), at(2));
    var state = moved(step).state();
    assertEquals(List.of("tom leg"), told(step));
    assertEquals("ana", state.owner());
    assertEquals(at(12), owed(state, Kind.ACCEPT).dueAt());
    assertEquals(at(72), leg(state).answerBy());
    assertEquals(at(30), owed(state, Kind.FIRST_REPLY).dueAt(), "the customer's clock runs on");
    assertFalse(state.owes(Kind.PROGRESS), "she can only wait");
    assertEquals("department", state.waitsFor());
  }

  @Test
  void whoever_hands_off_an_untaken_case_takes_it() {
    assertEquals("ana", after(opened(START), handedOff(50, VENDOR), at(2)).owner());
  }

  @Test
  void the_agent_may_choose_whom_of_those_who_are_there() {
    var held = after(opened(START), taken("ana"), at(1));
    assertEquals("rita", leg(after(held, new CaseEvent.LegOpened("ana", false, 50, TECHNICIANS, "rita"), at(2))).expert());
    assertEquals(Refusal.NOT_THERE, refusal(step(held, new CaseEvent.LegOpened("ana", false, 50, TECHNICIANS, "fiona"),
      at(2))));
    assertEquals(Refusal.NO_SUCH_PARTY, refusal(step(held, handedOff(50, "department:none"), at(2))));
    assertEquals(Refusal.HELD_BY_ANOTHER, refusal(step(held,
      new CaseEvent.LegOpened("ben", false, 50, TECHNICIANS, ""), at(2))));
  }

  @Test
  void where_nobody_is_on_duty_the_departments_ladder_is_asked_and_above_it_the_last_resort() {
    var held = after(opened(START), taken("ana"), at(1));
    var noTechnicians = Desk.policy((person, at) -> !List.of("tom", "rita").contains(person));
    assertEquals("tess", leg(moved(CaseMachine.next(held, handedOff(50, TECHNICIANS), noTechnicians, at(2))).state())
      .expert());
    var nobody = Desk.policy((person, at) -> false);
    assertEquals("ines", leg(moved(CaseMachine.next(held, handedOff(50, TECHNICIANS), nobody, at(2))).state()).expert());
  }

  @Test
  void an_accepted_leg_owes_an_answer_by_the_time_that_was_shown() {
    var state = accepted();
    assertFalse(state.owes(Kind.ACCEPT));
    assertEquals(at(72), owed(state, Kind.ANSWER).dueAt());
  }

  @Test
  void accepting_twice_changes_nothing_and_a_colleague_of_the_line_may_take_it_first() {
    assertInstanceOf(Step.Stay.class, step(accepted(), new CaseEvent.LegAccepted(50, "tom", false), at(6)));
    assertEquals(Refusal.LEG_TAKEN, refusal(step(accepted(), new CaseEvent.LegAccepted(50, "rita", false), at(6))));
    assertEquals("rita", leg(after(handed(), new CaseEvent.LegAccepted(50, "rita", false), at(3))).expert());
    assertEquals(Refusal.NO_SUCH_LEG, refusal(step(handed(), new CaseEvent.LegAccepted(50, "fiona", false), at(3))));
  }

  @Test
  void who_does_not_accept_in_time_loses_it_to_the_next_in_line_and_then_it_is_the_owners_one_level_up() {
    var first = timePasses(handed(), at(12));
    assertEquals(List.of("rita leg"), told(first));
    assertEquals(List.of(), alarmed(first));
    assertEquals(at(22), owed(moved(first).state(), Kind.ACCEPT).dueAt());

    var second = timePasses(moved(first).state(), at(22));
    assertEquals(List.of("maria"), alarmed(second));
    assertEquals(List.of("ana leg-returned"), told(second));
    var state = moved(second).state();
    assertEquals(List.of(), state.dealings().legs());
    assertEquals(1, owed(state, Kind.PROGRESS).level());
    assertEquals("ana", state.owner());
  }

  @Test
  void a_leg_handed_off_again_after_it_came_back_begins_higher_so_that_it_cannot_go_round_for_ever() {
    var returned = moved(timePasses(moved(timePasses(handed(), at(12))).state(), at(22))).state();
    var again = after(returned, handedOff(51, TECHNICIANS), at(23));
    assertEquals(1, owed(again, Kind.ACCEPT).level());
  }

  @Test
  void a_late_answer_climbs_the_departments_ladder_and_the_owner_hears_of_it_once() {
    var late = timePasses(accepted(), at(72));
    assertEquals(List.of("tess"), alarmed(late).stream().filter("tess"::equals).toList());
    assertEquals(List.of("ana answer-late"), told(late));
    var later = timePasses(moved(late).state(), at(87));
    assertTrue(alarmed(later).contains("ines"), "above the department's ladder: " + alarmed(later));
    assertEquals(List.of(), told(later));
    assertTrue(moved(late).state().owes(Kind.PROGRESS), "the owner must move it again");
  }

  @Test
  void an_answer_ends_the_leg_and_gives_the_owner_the_next_step() {
    var step = step(accepted(), new CaseEvent.LegAnswered(50, "tom", false), at(20));
    assertEquals(List.of("ana leg-answered"), told(step));
    var state = moved(step).state();
    assertEquals(List.of(), state.dealings().legs());
    assertEquals(at(65), owed(state, Kind.PROGRESS).dueAt());
    assertEquals(1, state.dealings().answers().size());
    assertEquals("", state.waitsFor());
  }

  @Test
  void who_answers_at_once_need_not_accept_first_and_nobody_answers_twice() {
    var state = after(handed(), new CaseEvent.LegAnswered(50, "tom", false), at(4));
    assertEquals(Refusal.NO_SUCH_LEG, refusal(step(state, new CaseEvent.LegAnswered(50, "tom", false), at(5))));
  }

  @Test
  void a_case_with_an_open_leg_cannot_be_resolved_even_with_a_reason() {
    assertEquals(Refusal.LEG_OPEN, refusal(step(handed(), resolved("the vendor has it"), at(6))));
    assertEquals(Refusal.LEG_OPEN, refusal(step(handed(), new CaseEvent.Resolved("maria", true, "I say so"), at(6))));
  }

  @Test
  void a_case_whose_answer_did_not_reach_the_customer_cannot_be_resolved_without_saying_why() {
    var answered = after(after(accepted(), new CaseEvent.LegAnswered(50, "tom", false), at(20)), replied(7), at(19));
    var state = after(answered, new CaseEvent.ReplyAccepted(7, at(19)), at(21));
    assertEquals(Refusal.ANSWER_NOT_PASSED_ON, refusal(step(state, resolved(""), at(22))), "it was written before");
    var told = after(after(state, replied(8), at(23)), new CaseEvent.ReplyAccepted(8, at(23)), at(24));
    assertInstanceOf(Phase.Resolved.class, after(told, resolved(""), at(25)).phase());
  }

  @Test
  void an_agent_who_leaves_or_loses_the_case_leaves_the_leg_with_it_and_somebody_must_take_it() {
    var state = after(accepted(), new CaseEvent.Released("ana", false), at(10));
    assertEquals(1, state.dealings().legs().size());
    assertEquals(at(20), owed(state, Kind.PICKUP).dueAt());
    assertEquals("maria", state.owner());
  }

  @Test
  void not_mine_but_hers_goes_to_a_colleague_who_is_there() {
    var step = step(handed(), passed("tom", "rita"), at(4));
    assertEquals(List.of("rita leg"), told(step));
    var state = moved(step).state();
    assertEquals(at(14), owed(state, Kind.ACCEPT).dueAt());
    assertEquals(at(72), leg(state).answerBy(), "the answer is due when it was");
    assertEquals(Refusal.NO_SUCH_LEG, refusal(step(handed(), passed("rita", "tom"), at(4))), "it is not hers to pass");
  }

  @Test
  void what_comes_back_or_was_passed_too_often_goes_up_the_ladder_and_at_its_top_must_be_answered() {
    var ritas = after(handed(), passed("tom", "rita"), at(4));
    var up = step(ritas, passed("rita", "tom"), at(5));
    assertEquals(List.of("tess leg"), told(up), "it was with him already");
    var further = step(moved(up).state(), passed("tess", "rita"), at(6));
    assertEquals(List.of("ines leg"), told(further), "once is enough, by the policy");
    assertEquals(Refusal.NOBODY_ABOVE, refusal(step(moved(further).state(), passed("ines", "tom"), at(7))));
  }

  @Test
  void nobody_passes_it_to_who_is_not_there() {
    var away = Desk.policy((person, at) -> !person.equals("rita"));
    assertEquals(Refusal.NOT_THERE, refusal(CaseMachine.next(handed(), passed("tom", "rita"), away, at(4))));
  }

  @Test
  void the_owner_may_take_it_back_and_owes_the_next_step_again() {
    var state = after(accepted(), new CaseEvent.LegWithdrawn(50, "ana", false), at(10));
    assertEquals(List.of(), state.dealings().legs());
    assertEquals(at(55), owed(state, Kind.PROGRESS).dueAt());
    assertEquals(Refusal.HELD_BY_ANOTHER, refusal(step(accepted(), new CaseEvent.LegWithdrawn(50, "ben", false), at(10))));
  }

  @Test
  void the_customers_words_about_a_leg_change_none_of_its_clocks() {
    var state = after(accepted(), new CaseEvent.Contacted(contact(2, at(30))), at(30));
    assertEquals(owed(accepted(), Kind.ANSWER).dueAt(), owed(state, Kind.ANSWER).dueAt());
  }

  @Test
  void telling_a_customer_that_it_was_forwarded_needs_a_leg_and_a_date() {
    var forwards = new Says(true, false, false, List.of(), List.of(), List.of());
    var held = after(opened(START), taken("ana"), at(1));
    assertEquals(Refusal.FORWARDED_NOWHERE, refusal(step(held, new CaseEvent.Replied("ana", false, 7, forwards), at(2))));
    assertEquals(Refusal.FORWARDED_NOWHERE, refusal(step(handed(), new CaseEvent.Replied("ana", false, 7, forwards), at(3))),
      "no date");
    var dated = new Says(true, false, false, List.of(new Says.Given(60, at(90))), List.of(), List.of());
    assertEquals(Refusal.FORWARDED_NOWHERE, refusal(step(held, new CaseEvent.Replied("ana", false, 7, dated), at(3))),
      "no leg");
    var state = after(handed(), new CaseEvent.Replied("ana", false, 7, dated), at(3));
    assertTrue(state.owes(Kind.PROMISE));
    assertTrue(after(state, new CaseEvent.Replied("ana", false, 8, forwards), at(4)).owes(Kind.DELIVERY), "both stand");
  }
}
