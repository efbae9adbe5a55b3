package dev.baton.cases;

import static dev.baton.cases.Desk.START;
import static dev.baton.cases.Desk.after;
import static dev.baton.cases.Desk.alarmed;
import static dev.baton.cases.Desk.at;
import static dev.baton.cases.Desk.moved;
import static dev.baton.cases.Desk.opened;
import static dev.baton.cases.Desk.owed;
import static dev.baton.cases.Desk.refusal;
import static dev.baton.cases.Desk.resolved;
import static dev.baton.cases.Desk.step;
import static dev.baton.cases.Desk.taken;
import static dev.baton.cases.Desk.timePasses;
import static dev.baton.cases.Desk.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.obligation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A traffic cop points a rep to something; unaccepted, it climbs like anything else. */
class FlagsTest {

  private static final CaseEvent FLAG = new CaseEvent.Flagged("chloe", 50, "ben", "asap");

  private static CaseState flagged() {
    return after(opened(START), FLAG, at(1));
  }

  @Test
  void the_rep_is_told_and_owes_acceptance_by_the_urgency() {
    var step = step(opened(START), FLAG, at(1));
    assertEquals(List.of("ben flag"), told(step));
    assertEquals(at(6), owed(moved(step).state(), Kind.ACCEPT).dueAt());
    assertEquals(new Phase.Waiting(), moved(step).state().phase(), "a flag takes nothing");
  }

  @Test
  void a_flag_needs_an_open_case_somebody_who_is_there_and_an_urgency_of_the_policy() {
    var away = Desk.policy((person, at) -> !person.equals("ben"));
    assertEquals(Refusal.NOT_THERE, refusal(CaseMachine.next(opened(START), FLAG, away, at(1))));
    assertEquals(Refusal.NO_SUCH_URGENCY, refusal(step(opened(START), new CaseEvent.Flagged("chloe", 50, "ben", "never"),
      at(1))));
    var closed = after(after(opened(START), taken("ana"), at(1)), resolved("spam"), at(2));
    assertEquals(Refusal.IS_RESOLVED, refusal(step(closed, FLAG, at(3))));
  }

  @Test
  void accepting_takes_an_untaken_case_and_the_cop_hears_of_each_step() {
    var accepted = step(flagged(), new CaseEvent.LegAccepted(50, "ben", false), at(3));
    assertEquals(List.of("chloe flag-accepted"), told(accepted));
    assertEquals("ben", moved(accepted).state().owner());
    assertEquals(at(31), owed(moved(accepted).state(), Kind.ANSWER).dueAt());
    var done = step(moved(accepted).state(), new CaseEvent.LegAnswered(50, "ben", false), at(9));
    assertEquals(List.of("chloe flag-done"), told(done));
  }

  @Test
  void accepting_a_flag_on_somebodys_case_takes_it_from_nobody() {
    var held = after(after(opened(START), taken("ana"), at(1)), FLAG, at(2));
    assertEquals("ana", after(held, new CaseEvent.LegAccepted(50, "ben", false), at(3)).owner());
  }

  @Test
  void an_unaccepted_flag_climbs_the_queues_ladder_and_stays_with_its_rep() {
    var step = timePasses(flagged(), at(6));
    assertEquals(List.of("maria"), alarmed(step));
    assertEquals("ben", moved(step).state().dealings().legs().getFirst().expert());
    assertEquals(List.of("omar"), alarmed(timePasses(after(moved(step).state(), taken("ana"), at(7)), at(21))));
  }

  @Test
  void a_flag_is_no_waiting_whoever_has_the_case_still_owes_the_next_step() {
    var held = after(after(opened(START), taken("ana"), at(1)), FLAG, at(2));
    assertTrue(held.owes(Kind.PROGRESS));
  }

  @Test
  void resolving_the_case_ends_its_flags_and_the_cop_may_take_theirs_back() {
    var held = after(flagged(), taken("ana"), at(2));
    assertEquals(List.of(), after(held, resolved("spam"), at(3)).dealings().legs());
    assertEquals(List.of(), after(held, new CaseEvent.LegWithdrawn(50, "chloe", false), at(3)).dealings().legs());
    assertEquals(Refusal.HELD_BY_ANOTHER, refusal(step(held, new CaseEvent.LegWithdrawn(50, "ben", false), at(3))));
  }
}
