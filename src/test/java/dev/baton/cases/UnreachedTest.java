package dev.baton.cases;

import static dev.baton.cases.Desk.START;
import static dev.baton.cases.Desk.TECHNICIANS;
import static dev.baton.cases.Desk.after;
import static dev.baton.cases.Desk.alarmed;
import static dev.baton.cases.Desk.askedByPhone;
import static dev.baton.cases.Desk.at;
import static dev.baton.cases.Desk.handedOff;
import static dev.baton.cases.Desk.moved;
import static dev.baton.cases.Desk.opened;
import static dev.baton.cases.Desk.owed;
import static dev.baton.cases.Desk.replied;
import static dev.baton.cases.Desk.step;
import static dev.baton.cases.Desk.taken;
import static dev.baton.cases.Desk.timePasses;
import static dev.baton.cases.Desk.told;
import static dev.baton.cases.Desk.windowed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.obligation.Kind;
import dev.baton.obligation.Obligation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A message that nobody takes counts as an empty level. */
class UnreachedTest {

  private static CaseEvent unreached(Obligation owed, String person) {
    return new CaseEvent.Unreached(owed.number(), owed.step(), owed.level(), person, "550 no such user");
  }

  @Test
  void the_level_above_is_alarmed_at_once() {
    var alarmed = moved(timePasses(opened(START), at(10))).state();
    var step = step(alarmed, unreached(owed(alarmed, Kind.PICKUP), "maria"), at(11));
    assertEquals(List.of("omar"), alarmed(step));
    assertEquals(at(31), owed(moved(step).state(), Kind.PICKUP).alarmAt());
  }

  @Test
  void a_message_that_fails_after_the_alarm_went_further_changes_nothing() {
    var first = moved(timePasses(opened(START), at(10))).state();
    var second = moved(timePasses(first, at(25))).state();
    assertInstanceOf(Step.Stay.class, step(second, unreached(owed(first, Kind.PICKUP), "maria"), at(26)));
    var taken = after(first, taken("ana"), at(12));
    assertInstanceOf(Step.Stay.class, step(taken, unreached(owed(first, Kind.FIRST_REPLY), "nobody"), at(13)),
      "nothing of it was missed");
  }

  @Test
  void above_the_last_resort_is_nobody_and_their_rhythm_goes_on() {
    var state = moved(timePasses(opened(START), at(10))).state();
    state = moved(timePasses(state, at(25))).state();
    state = moved(timePasses(state, at(45))).state();
    assertEquals(3, owed(state, Kind.PICKUP).level());
    assertInstanceOf(Step.Stay.class, step(state, unreached(owed(state, Kind.PICKUP), "ines"), at(46)));
  }

  @Test
  void an_expert_whose_mail_bounces_is_passed_by_for_the_next_in_line_and_then_the_owner_has_it() {
    var handed = after(after(opened(START), taken("ana"), at(1)), handedOff(50, TECHNICIANS), at(2));
    var ritas = step(handed, unreached(owed(handed, Kind.ACCEPT), "tom"), at(3));
    assertEquals(List.of("rita leg"), told(ritas));
    var state = moved(ritas).state();
    var back = step(state, unreached(owed(state, Kind.ACCEPT), "rita"), at(4));
    assertEquals(List.of("ana leg-returned"), told(back));
    assertEquals(List.of("maria"), alarmed(back));
  }

  @Test
  void a_rep_whose_mail_bounces_loses_the_flag_to_the_ladder() {
    var flagged = after(opened(START), new CaseEvent.Flagged("chloe", 50, "ben", "asap"), at(1));
    assertEquals(List.of("maria flag"), told(step(flagged, unreached(owed(flagged, Kind.ACCEPT), "ben"), at(2))));
  }

  @Test
  void what_lapsed_goes_on_from_the_rung_on_which_it_stands_though_its_obligation_is_over() {
    var held = after(after(opened(START), replied(7), at(5)), new CaseEvent.ReplyAccepted(7, at(5)), at(6));
    var lapse = moved(timePasses(held, at(51)));
    var missed = owed(held, Kind.PROGRESS);
    assertFalse(lapse.state().owes(Kind.PROGRESS));
    var step = step(lapse.state(), new CaseEvent.Unreached(missed.number(), 1, 1, "maria", "550"), at(52));
    assertEquals(List.of("omar"), alarmed(step));
    assertEquals(2, owed(moved(step).state(), Kind.PICKUP).level());
  }

  @Test
  void whoever_should_remind_the_customer_and_cannot_be_told_is_passed_by_level_after_level() {
    var sent = after(after(opened(START), taken("ana"), at(1)), askedByPhone(7), at(2));
    var asked = after(sent, new CaseEvent.ReplyAccepted(7, at(2)), at(3));
    var silent = moved(timePasses(asked, at(93)));
    assertEquals(List.of("maria"), alarmed(silent));
    var again = owed(silent.state(), Kind.CUSTOMER);

    var failed = new CaseEvent.Unreached(owed(asked, Kind.CUSTOMER).number(), 1, 1, "maria", "550");
    var omars = step(silent.state(), failed, at(94));
    assertEquals(List.of("omar"), alarmed(omars));
    var state = moved(omars).state();
    assertEquals(again.dueAt(), owed(state, Kind.CUSTOMER).alarmAt(), "the customer has the time they were given");
    assertEquals(List.of("ines"), alarmed(step(state, unreached(owed(state, Kind.CUSTOMER), "omar"), at(95))));
  }

  private static CaseState shut() {
    var held = after(opened(windowed(1, START, at(20)), START, Desk.POLICY), taken("ana"), at(1));
    return moved(timePasses(moved(timePasses(held, at(10))).state(), at(20))).state();
  }

  private static CaseEvent hasShut(CaseState state, int step, String person) {
    return new CaseEvent.Unreached(state.facts().shut().number(), step, step, person, "550");
  }

  @Test
  void that_the_window_has_shut_goes_up_when_nobody_takes_the_message() {
    var state = shut();
    var step = step(state, hasShut(state, 2, "omar"), at(21));
    assertEquals(List.of("ines"), alarmed(step));
    assertTrue(moved(step).effects().stream().anyMatch(e -> e instanceof Effect.Alarm a
      && a.consequence() == Effect.Consequence.SHUT && a.obligation().kind() == Kind.FIRST_REPLY));
    assertEquals(at(30), owed(moved(step).state(), Kind.FIRST_REPLY).alarmAt(), "the answer is due when it was");
    assertInstanceOf(Step.Stay.class, step(state, hasShut(state, 1, "maria"), at(21)),
      "that it will shut is known to somebody else by now");
  }

  @Test
  void that_a_window_had_shut_matters_no_more_once_the_customer_is_answered_or_has_written_again() {
    var state = shut();
    var failed = hasShut(state, 2, "omar");
    var answered = after(after(state, replied(7), at(21)), new CaseEvent.ReplyAccepted(7, at(21)), at(22));
    assertInstanceOf(Step.Stay.class, step(answered, failed, at(23)));
    var wrote = after(state, new CaseEvent.Contacted(windowed(2, at(21), at(90))), at(21));
    assertInstanceOf(Step.Stay.class, step(wrote, failed, at(23)));
  }
}
