package dev.baton.cases;

import static dev.baton.cases.Desk.POLICY;
import static dev.baton.cases.Desk.TECHNICIANS;
import static dev.baton.cases.Desk.VENDOR;
import static dev.baton.cases.Desk.at;
import static dev.baton.cases.Desk.contact;
import static dev.baton.cases.Desk.moved;
import static dev.baton.cases.Desk.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.policy.Ladder;
import dev.baton.policy.Policy;
import dev.baton.policy.Queue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A case whose queue was taken out of the configuration stays its brand's. */
class LostQueuesTest {

  private static final Queue OURS = queue("ours", "acme", "maria", VENDOR);
  private static final Queue THEIRS = queue("theirs", "globex", "jonas", TECHNICIANS);
  private static final Queue RETURNS = queue("returns", "globex", "omar", TECHNICIANS);
  private static final Policy BEFORE = policy(OURS, THEIRS, RETURNS);
  private static final Policy WITHOUT_RETURNS = policy(OURS, THEIRS);
  private static final Policy WITHOUT_THEM = policy(OURS);

  private static Queue queue(String name, String brand, String lead, String leg) {
    var level = new Ladder.Level(List.of(lead), Desk.min(15));
    return new Queue(name, brand, List.of(lead), new Ladder(name, List.of(level)),
      POLICY.queue("acme", "care").agreement(), List.of(leg));
  }

  private static Policy policy(Queue... queues) {
    return new Policy(List.of(queues), POLICY.parties(), POLICY.roster(), POLICY.terms());
  }

  private static CaseState inReturns() {
    return CaseMachine.open("globex", "returns", "Rosa", "rosa", contact(1, at(0)), BEFORE, at(0)).state();
  }

  private static Step step(CaseState state, CaseEvent event, Policy policy) {
    return CaseMachine.next(state, event, policy, at(10));
  }

  private static List<String> alarmed(Policy policy) {
    var first = moved(step(inReturns(), Desk.TIME, policy));
    return Stream.concat(Stream.of(first.state().owner()), Desk.alarmed(first).stream()).toList();
  }

  private static CaseEvent requeued(String queue) {
    return new CaseEvent.Requeued("ana", true, queue);
  }

  private static CaseEvent handedOff(String party) {
    return new CaseEvent.LegOpened("ana", true, 7, party, "");
  }

  @Test
  void it_is_owned_and_alarmed_by_the_first_queue_of_its_own_brand() {
    assertEquals(List.of("omar", "omar"), alarmed(BEFORE));
    assertEquals(List.of("jonas", "jonas"), alarmed(WITHOUT_RETURNS));
  }

  @Test
  void it_can_be_moved_within_its_brand_and_not_out_of_it() {
    assertEquals("theirs", moved(step(inReturns(), requeued("theirs"), WITHOUT_RETURNS)).state().queue());
    assertEquals(Refusal.NO_SUCH_QUEUE, refusal(step(inReturns(), requeued("ours"), WITHOUT_RETURNS)));
    assertEquals(Refusal.NO_SUCH_QUEUE, refusal(step(inReturns(), requeued("returns"), WITHOUT_RETURNS)));
    assertEquals(Refusal.NO_SUCH_QUEUE, refusal(step(inReturns(), requeued("ours"), BEFORE)));
  }

  @Test
  void it_is_handed_only_to_whom_its_brand_hands_to() {
    moved(step(inReturns(), handedOff(TECHNICIANS), WITHOUT_RETURNS));
    assertEquals(Refusal.NO_SUCH_PARTY, refusal(step(inReturns(), handedOff(VENDOR), WITHOUT_RETURNS)));
  }

  @Test
  void where_its_brand_has_no_queue_left_the_person_of_last_resort_has_it_and_no_other_brand_does() {
    assertEquals(List.of("ines", "ines"), alarmed(WITHOUT_THEM));
    assertEquals(Refusal.NO_SUCH_PARTY, refusal(step(inReturns(), handedOff(VENDOR), WITHOUT_THEM)));
    assertEquals(Refusal.NO_SUCH_QUEUE, refusal(step(inReturns(), requeued("ours"), WITHOUT_THEM)));
  }

  @Test
  void a_queue_that_another_brand_has_now_is_lost_to_it_too() {
    var given = policy(queue("returns", "acme", "maria", VENDOR), THEIRS);
    assertEquals(List.of("jonas", "jonas"), alarmed(given));
  }

  @Test
  void what_splits_off_stays_with_the_brand() {
    var two = moved(step(inReturns(), new CaseEvent.Contacted(contact(2, at(5))), WITHOUT_RETURNS)).state();
    var parted = Merging.parted(two, List.of(contact(2, at(5))));
    assertEquals("jonas", Merging.opened("globex", parted, WITHOUT_RETURNS, at(10)).state().owner());
  }
}
