package dev.baton.cases;

import static dev.baton.cases.Desk.START;
import static dev.baton.cases.Desk.VENDOR;
import static dev.baton.cases.Desk.after;
import static dev.baton.cases.Desk.alarmed;
import static dev.baton.cases.Desk.asked;
import static dev.baton.cases.Desk.askedByPhone;
import static dev.baton.cases.Desk.at;
import static dev.baton.cases.Desk.contact;
import static dev.baton.cases.Desk.handedOff;
import static dev.baton.cases.Desk.moved;
import static dev.baton.cases.Desk.opened;
import static dev.baton.cases.Desk.owed;
import static dev.baton.cases.Desk.replied;
import static dev.baton.cases.Desk.resolved;
import static dev.baton.cases.Desk.step;
import static dev.baton.cases.Desk.taken;
import static dev.baton.cases.Desk.thanks;
import static dev.baton.cases.Desk.timePasses;
import static dev.baton.cases.Desk.windowed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.obligation.Kind;
import dev.baton.obligation.Outcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Waiting for a customer, and for a network that soon lets no reply through: bounded, both. */
class WaitingTest {

  private static CaseState waiting() {
    var sent = after(after(opened(START), taken("ana"), at(1)), asked(7), at(2));
    return after(sent, new CaseEvent.ReplyAccepted(7, at(2)), at(3));
  }

  private static Step timePasses(CaseState state, Instant now, long spare) {
    return step(state, new CaseEvent.TimePassed(spare), now);
  }

  @Test
  void the_customer_owes_an_answer_only_once_the_question_was_delivered() {
    var sent = after(after(opened(START), taken("ana"), at(1)), asked(7), at(2));
    assertFalse(sent.owes(Kind.CUSTOMER));
    var state = waiting();
    assertEquals(at(93), owed(state, Kind.CUSTOMER).dueAt());
    assertEquals("customer", state.waitsFor());
    assertFalse(state.owes(Kind.PROGRESS), "it is their move");
  }

  @Test
  void a_question_while_something_of_theirs_is_unanswered_is_not_waiting_for_them() {
    var sent = after(after(opened(START), taken("ana"), at(1)), asked(7), at(2));
    var wrote = after(sent, new CaseEvent.Contacted(contact(2, at(3))), at(3));
    assertFalse(after(wrote, new CaseEvent.ReplyAccepted(7, at(2)), at(4)).owes(Kind.CUSTOMER));
  }

  @Test
  void any_word_of_theirs_ends_the_waiting_even_a_thank_you() {
    for (var word : List.of(contact(2, at(50)), thanks(2, at(50)))) {
      var state = after(waiting(), new CaseEvent.Contacted(word), at(50));
      assertFalse(state.owes(Kind.CUSTOMER));
      assertEquals("", state.waitsFor());
      assertTrue(state.owes(Kind.PROGRESS), "it is our move");
    }
  }

  @Test
  void a_silent_customer_is_reminded_by_baton_and_then_the_case_is_closed_and_any_word_opens_it_again() {
    var reminded = timePasses(waiting(), at(93), 99);
    assertTrue(moved(reminded).effects().contains(new Effect.Remind(99, 7)));
    var delivered = after(moved(reminded).state(), new CaseEvent.ReplyAccepted(99, at(93)), at(94));
    assertEquals(at(183), owed(delivered, Kind.CUSTOMER).dueAt(), "a reminder is nobody's answer");

    var closed = moved(timePasses(delivered, at(183), 0)).state();
    assertInstanceOf(Phase.Resolved.class, closed.phase());
    var again = after(closed, new CaseEvent.Contacted(contact(3, at(500))), at(500));
    assertEquals(new Phase.Waiting(), again.phase());
    assertEquals(at(520), owed(again, Kind.NEXT_REPLY).dueAt(), "they were answered, so this is a new word");
  }

  @Test
  void where_baton_cannot_write_a_person_is_alarmed_instead() {
    var sent = after(after(opened(START), taken("ana"), at(1)), askedByPhone(7), at(2));
    var state = after(sent, new CaseEvent.ReplyAccepted(7, at(2)), at(3));
    assertEquals(List.of("maria"), alarmed(timePasses(state, at(93), 0)));
  }

  @Test
  void a_case_with_something_else_open_is_not_closed_over_the_customers_silence() {
    var handed = after(waiting(), handedOff(50, VENDOR), at(4));
    var accepted = after(handed, new CaseEvent.LegAccepted(50, "fiona", false), at(5));
    var reminded = moved(timePasses(accepted, at(93), 99)).state();
    var delivered = after(reminded, new CaseEvent.ReplyAccepted(99, at(93)), at(94));
    var step = timePasses(delivered, at(183), 0);
    assertTrue(moved(step).state().phase().isOpen());
    assertTrue(alarmed(step).contains("maria"), "" + alarmed(step));
  }

  @Test
  void a_window_is_announced_while_a_reply_can_still_be_written_and_again_when_it_shuts() {
    var state = opened(windowed(1, START, at(60)), START, Desk.POLICY);
    assertEquals(at(50), owed(state, Kind.WINDOW).dueAt());
    var held = after(state, taken("ana"), at(1));
    var before = moved(step(held, Desk.TIME, at(50)));
    assertEquals(at(60), owed(before.state(), Kind.WINDOW).alarmAt());
    var shut = moved(step(before.state(), Desk.TIME, at(60)));
    assertFalse(shut.state().owes(Kind.WINDOW));
    assertTrue(shut.effects().stream().anyMatch(e -> e instanceof Effect.Alarm(var o, var p, var c)
      && c == Effect.Consequence.SHUT));
  }

  @Test
  void a_delivered_reply_makes_the_window_matter_no_more_and_another_word_opens_it_anew() {
    var held = after(opened(windowed(1, START, at(60)), START, Desk.POLICY), replied(7), at(5));
    var answered = after(held, new CaseEvent.ReplyAccepted(7, at(5)), at(6));
    assertFalse(answered.owes(Kind.WINDOW));
    var wrote = after(answered, new CaseEvent.Contacted(windowed(2, at(40), at(100))), at(40));
    assertEquals(at(90), owed(wrote, Kind.WINDOW).dueAt());
  }

  @Test
  void an_update_is_owed_from_each_message_and_met_by_the_next_whatever_the_reply_times_are() {
    var sent = after(after(opened(START), taken("ana"), at(1)), replied(7), at(2));
    assertFalse(sent.owes(Kind.UPDATE), "nothing was said yet");
    var told = after(sent, new CaseEvent.ReplyAccepted(7, at(2)), at(3));
    assertEquals(at(63), owed(told, Kind.UPDATE).dueAt());
    var again = after(after(told, replied(8), at(40)), new CaseEvent.ReplyAccepted(8, at(40)), at(41));
    assertEquals(at(101), owed(again, Kind.UPDATE).dueAt());
    assertEquals(1, again.running().stream().filter(o -> o.kind() == Kind.UPDATE).count());
  }

  @Test
  void nobody_is_alarmed_for_the_time_that_a_vendor_still_has() {
    var answered = after(after(opened(START), replied(7), at(2)), new CaseEvent.ReplyAccepted(7, at(2)), at(3));
    var accepted = after(after(answered, handedOff(50, VENDOR), at(4)), new CaseEvent.LegAccepted(50, "fiona", false), at(5));
    assertFalse(accepted.owes(Kind.PROGRESS));
    assertEquals(at(63), accepted.nextAlarmAt().orElseThrow(), "but the customer hears something meanwhile");
    assertEquals(at(144), owed(accepted, Kind.ANSWER).dueAt());
  }

  @Test
  void the_resolution_is_owed_from_the_first_word_and_no_answer_fulfils_it() {
    var answered = after(after(opened(START), replied(7), at(2)), new CaseEvent.ReplyAccepted(7, at(2)), at(3));
    assertEquals(at(240), owed(answered, Kind.RESOLUTION).dueAt());
    var closed = moved(step(answered, resolved(""), at(100)));
    assertTrue(closed.effects().contains(new Effect.Close(owed(answered, Kind.RESOLUTION).number(), Outcome.MET, at(100))));
    var again = after(closed.state(), new CaseEvent.Contacted(contact(2, at(200))), at(200));
    assertEquals(at(240), owed(again, Kind.RESOLUTION).dueAt(), "it was not resolved");
  }
}
