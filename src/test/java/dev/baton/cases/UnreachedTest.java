package dev.baton.cases;

import static dev.baton.cases.Desk.START;
import static dev.baton.cases.Desk.TECHNICIANS;
import static dev.baton.cases.Desk.after;
import static dev.baton.cases.Desk.alarmed;
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
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

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
}
