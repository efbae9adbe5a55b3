package dev.baton.cases;

import static dev.baton.cases.Desk.START;
import static dev.baton.cases.Desk.after;
import static dev.baton.cases.Desk.asked;
import static dev.baton.cases.Desk.at;
import static dev.baton.cases.Desk.contact;
import static dev.baton.cases.Desk.opened;
import static dev.baton.cases.Desk.owed;
import static dev.baton.cases.Desk.replied;
import static dev.baton.cases.Desk.resolved;
import static dev.baton.cases.Desk.step;
import static dev.baton.cases.Desk.taken;
import static dev.baton.cases.Desk.windowed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.obligation.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The network accepted a reply and could not deliver it after all: the customer was not answered. */
class ReturnedTest {

  private static CaseState answered() {
    return after(after(after(opened(START), taken("ana"), at(1)), replied(7), at(2)),
      new CaseEvent.ReplyAccepted(7, at(2)), at(3));
  }

  private static CaseEvent returned(CaseEvent.Others others, Contact... contacts) {
    return new CaseEvent.ReplyReturned(7, "no such mailbox", others, List.of(contacts), Instant.MAX);
  }

  private static CaseEvent returned() {
    return returned(CaseEvent.Others.NONE, contact(1, START));
  }

  @Test
  void the_customer_waits_again_since_when_they_wrote_and_the_answer_is_due_when_it_was() {
    var state = after(answered(), returned(), at(20));
    assertEquals(START, state.unanswered().since().orElseThrow());
    assertEquals(at(30), owed(state, Kind.FIRST_REPLY).dueAt());
    assertEquals(Delivery.UNDELIVERED, state.delivery());
    assertEquals("ana", state.phase().holder());
    assertFalse(state.answered(), "there was no first answer yet");
  }

  @Test
  void what_is_long_overdue_by_then_alarms_at_once() {
    var state = after(answered(), returned(), at(500));
    assertEquals(at(30), state.nextAlarmAt().orElseThrow());
    assertEquals(List.of("maria"), Desk.alarmed(Desk.timePasses(state, at(500))).subList(0, 1));
  }

  @Test
  void a_closed_case_is_open_again_and_waits_to_be_taken() {
    var closed = after(answered(), resolved(""), at(4));
    assertFalse(closed.phase().isOpen());
    var state = after(closed, returned(), at(20));
    assertEquals(new Phase.Waiting(), state.phase());
    assertTrue(state.owes(Kind.PICKUP) && state.owes(Kind.FIRST_REPLY) && state.owes(Kind.RESOLUTION));
    assertEquals(0, state.facts().reopened(), "it is not the customer who came back");
  }

  @Test
  void where_another_answer_was_before_the_next_reply_is_owed() {
    var wrote = after(answered(), new CaseEvent.Contacted(contact(2, at(10))), at(10));
    var again = after(after(wrote, replied(8), at(11)), new CaseEvent.ReplyAccepted(8, at(11)), at(12));
    var state = after(again, new CaseEvent.ReplyReturned(8, "no such mailbox", CaseEvent.Others.BEFORE,
      List.of(contact(2, at(10))), Instant.MAX), at(13));
    assertEquals(at(30), owed(state, Kind.NEXT_REPLY).dueAt());
    assertTrue(state.answered());
  }

  @Test
  void a_later_answer_makes_up_for_it() {
    var closed = after(answered(), resolved(""), at(4));
    var state = after(closed, returned(CaseEvent.Others.SINCE), at(20));
    assertFalse(state.phase().isOpen());
    assertEquals(Delivery.NONE, state.delivery());
  }

  @Test
  void what_was_due_sooner_under_another_agreement_is_due_no_later() {
    var state = after(answered(), new CaseEvent.ReplyReturned(7, "bounced", CaseEvent.Others.NONE,
      List.of(contact(1, START)), at(15)), at(20));
    assertEquals(at(15), owed(state, Kind.FIRST_REPLY).dueAt());
  }

  @Test
  void what_the_customer_wrote_since_stays_owed_behind_it() {
    var wrote = after(answered(), new CaseEvent.Contacted(contact(2, at(10))), at(10));
    var state = after(wrote, returned(), at(12));
    assertEquals(List.of(1L, 2L), state.unanswered().contacts().stream().map(Unanswered.One::mention).toList());
    assertEquals(at(30), owed(state, Kind.FIRST_REPLY).dueAt());
    assertEquals(1, state.running().stream().filter(o -> o.kind().isReply()).count());
  }

  @Test
  void a_question_that_nobody_heard_waits_for_no_answer() {
    var asked = after(after(after(opened(START), taken("ana"), at(1)), asked(7), at(2)),
      new CaseEvent.ReplyAccepted(7, at(2)), at(3));
    assertTrue(asked.owes(Kind.CUSTOMER));
    var state = after(asked, returned(), at(5));
    assertFalse(state.owes(Kind.CUSTOMER));
    assertTrue(state.owes(Kind.PROGRESS), "the next step is Ana's");
  }

  @Test
  void a_reply_that_was_under_way_by_then_does_not_make_up_for_it() {
    var writing = after(answered(), replied(8), at(10));
    var back = after(writing, returned(), at(11));
    assertEquals(Delivery.UNDELIVERED, back.delivery());
    var state = after(back, new CaseEvent.ReplyAccepted(8, at(10)), at(12));
    assertEquals(Delivery.UNDELIVERED, state.delivery(), "whoever wrote it thought the other one was heard");
    assertEquals(START, state.unanswered().since().orElseThrow());
    var answered = after(after(state, replied(9), at(13)), new CaseEvent.ReplyAccepted(9, at(13)), at(14));
    assertEquals(Delivery.NONE, answered.delivery());
    assertTrue(answered.unanswered().isEmpty());
  }

  @Test
  void a_window_that_is_still_open_shuts_over_it() {
    var question = windowed(1, START, at(300));
    var open = opened(question, START, Desk.POLICY);
    var sent = after(after(open, replied(7), at(2)), new CaseEvent.ReplyAccepted(7, at(2)), at(3));
    assertFalse(sent.owes(Kind.WINDOW));
    assertTrue(after(sent, returned(CaseEvent.Others.NONE, question), at(20)).owes(Kind.WINDOW));
    assertFalse(after(sent, returned(CaseEvent.Others.NONE, question), at(400)).owes(Kind.WINDOW));
  }

  @Test
  void one_that_was_never_accepted_is_refused_and_one_of_a_merged_case_is_another_ones() {
    var writing = after(after(opened(START), taken("ana"), at(1)), replied(7), at(2));
    assertEquals(Delivery.UNDELIVERED, after(writing, returned(), at(3)).delivery());
    var merged = after(answered(), new CaseEvent.MergedInto("ana", 9), at(4));
    assertInstanceOf(Step.Stay.class, step(merged, returned(), at(5)));
  }

  @Test
  void it_comes_out_of_the_journal_as_it_went_in() {
    for (var event : List.of(returned(), returned(CaseEvent.Others.SINCE), new CaseEvent.ReplyReturned(7, "bounced",
      CaseEvent.Others.BEFORE, List.of(contact(2, at(1)).titled("")), at(9)))) {
      assertEquals(untitled(event), untitled(EventJson.event(EventJson.kind(event), EventJson.body(event))));
    }
  }

  private static CaseEvent untitled(CaseEvent event) {
    var e = (CaseEvent.ReplyReturned) event;
    return new CaseEvent.ReplyReturned(e.reply(), e.cause(), e.others(),
      e.contacts().stream().map(c -> c.titled("")).toList(), e.noLater());
  }
}
