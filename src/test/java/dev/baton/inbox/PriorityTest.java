package dev.baton.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.obligation.Kind;
import dev.baton.policy.Boosts;
import dev.baton.triage.Mood;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PriorityTest {

  private static final Instant DUE = Instant.parse("2026-03-02T10:00:00Z");
  private final Priority priority = new Priority(new Boosts(min(30), min(120), Duration.ofDays(4), min(15), min(5),
    min(240), min(60), min(20), min(240), min(60), min(60), min(120), min(60)));

  private static Duration min(long minutes) {
    return Duration.ofMinutes(minutes);
  }

  private static Standing standing(int contacts, Mood mood, Set<String> urgencies, long reach) {
    return new Standing(true, contacts, mood, urgencies, reach, false, 0, 0, false, false);
  }

  @Test
  void a_quiet_first_contact_stands_where_its_earliest_obligation_is_due() {
    var place = priority.place(Kind.PICKUP, DUE, standing(1, Mood.UNKNOWN, Set.of(), 0));
    assertEquals(new Place(DUE, List.of(new Place.Part.Due("pickup", DUE))), place);
  }

  @Test
  void the_parts_add_up_to_the_place() {
    var place = priority.place(Kind.FIRST_REPLY, DUE, standing(3, Mood.ANGRY, Set.of("safety", "legal"), 1_000));
    assertEquals(List.of(new Place.Part.Due("first-reply", DUE),
      new Place.Part.Earlier("third contact in 4 days", 60), new Place.Part.Earlier("angry", 15),
      new Place.Part.Earlier("legal word", 60), new Place.Part.Earlier("safety word", 240),
      new Place.Part.Earlier("reach", 12)), place.parts());
    assertEquals(DUE.minus(min(60 + 15 + 60 + 240 + 12)), place.orderAt());
  }

  @Test
  void every_contact_moves_a_case_up_until_the_cap() {
    var places = IntStream.rangeClosed(1, 5)
      .mapToObj(n -> priority.place(Kind.PICKUP, DUE, standing(n, Mood.UNKNOWN, Set.of(), 0)).orderAt()).toList();
    assertEquals(List.of(DUE, DUE.minus(min(30)), DUE.minus(min(60)), DUE.minus(min(90)), DUE.minus(min(120))), places);
    assertEquals(DUE.minus(min(120)), priority.place(Kind.PICKUP, DUE, standing(12, Mood.UNKNOWN, Set.of(), 0)).orderAt());
  }

  @Test
  void the_loud_do_not_starve_the_quiet() {
    var famous = priority.place(Kind.PICKUP, DUE, standing(1, Mood.UNKNOWN, Set.of(), 100_000_000));
    assertEquals(DUE.minus(min(20)), famous.orderAt());
  }

  @Test
  void what_a_customer_said_moves_their_case_only_while_they_wait() {
    var answered = new Standing(false, 4, Mood.ANGRY, Set.of("safety"), 5_000, false, 0, 0, false, false);
    assertEquals(DUE, priority.place(Kind.PROGRESS, DUE, answered).orderAt());
  }

  @Test
  void a_promise_whose_date_has_passed_and_a_flag_move_a_case_up_whoever_waits() {
    var standing = new Standing(false, 1, Mood.UNKNOWN, Set.of(), 0, false, 0, 0, true, true);
    assertEquals(List.of("promise", "promise overdue", "flagged"),
      priority.place(Kind.PROMISE, DUE, standing).parts().stream().map(Place.Part::name).toList());
    assertEquals(DUE.minus(min(180)), priority.place(Kind.PROMISE, DUE, standing).orderAt());
  }

  @Test
  void a_reply_that_was_not_delivered_brings_the_case_to_the_top() {
    var undelivered = new Standing(true, 1, Mood.UNKNOWN, Set.of(), 0, true, 0, 0, false, false);
    assertTrue(priority.place(Kind.FIRST_REPLY, DUE, undelivered).orderAt().isBefore(DUE.minus(min(239))));
  }
}
