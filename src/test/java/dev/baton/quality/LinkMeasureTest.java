package dev.baton.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.customer.linking.Weights;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Floors under the figures of {@code src/docs/quality.md}. */
class LinkMeasureTest {

  private static LinkMeasure.Outcome measured(String set, String file, List<String> networks, String... without) throws IOException {
    return new LinkMeasure(Weights.shipped()).of(LinkQuality.bundled(set, file,
      new LabelledPeople.Reading(networks, Set.of(without), "")));
  }

  private static void assertAtLeast(double f1, LinkMeasure.Outcome outcome) {
    assertTrue(outcome.suggested().f1() >= f1, outcome.suggested()::words);
    assertTrue(outcome.linked().precision() >= 0.995, outcome.linked()::words);
  }

  @Test
  void the_handles_of_one_person_on_two_networks_are_suggested() throws IOException {
    var outcome = measured("congress_social", "handles.csv", List.of("twitter", "instagram"));
    assertEquals(913, outcome.profiles());
    assertAtLeast(0.96, outcome);
    assertEquals(0, outcome.linked().right() + outcome.linked().wrong(), "a handle is anybody's choice");
    assertAtLeast(0.91, measured("congress_social", "handles.csv", List.of("twitter", "facebook")));
  }

  @Test
  void records_with_slips_and_gaps_are_found_again() throws IOException {
    var outcome = measured("splink_fake1000", "fake_1000.csv", List.of());
    assertAtLeast(0.93, outcome);
    assertTrue(outcome.linked().recall() >= 0.5, outcome.linked()::words);
    assertAtLeast(0.8, measured("splink_fake1000", "fake_1000.csv", List.of(), "email"));
  }

  @Test
  void people_are_found_by_their_address_and_birth_with_and_without_a_number_of_theirs() throws IOException {
    assertAtLeast(0.99, measured("febrl", "dataset1.csv", List.of()));
    assertAtLeast(0.99, measured("febrl", "dataset1.csv", List.of(), "soc_sec_id"));
  }

  @Test
  void of_people_who_are_easily_taken_for_one_another_few_are() {
    var outcome = new LinkMeasure(Weights.shipped()).of(Households.people(300, 7));
    assertTrue(outcome.suggested().precision() >= 0.85, outcome.suggested()::words);
    assertTrue(outcome.linked().precision() >= 0.98, outcome.linked()::words);
    assertTrue(outcome.linked().wrong() <= 2, outcome.linked()::words);
  }

  @Test
  void the_work_for_one_does_not_grow_with_how_many_there_are() {
    var few = new LinkMeasure(Weights.shipped()).of(Households.people(300, 7));
    var many = new LinkMeasure(Weights.shipped()).of(Households.people(1_200, 7));
    assertTrue(many.compared() <= 2L * many.profiles() * few.compared() / few.profiles(),
      () -> few.compared() + " of " + few.profiles() + ", " + many.compared() + " of " + many.profiles());
  }

  @Test
  void weights_learnt_from_one_half_hold_on_the_other() throws IOException {
    var people = LinkQuality.bundled("splink_fake1000", "fake_1000.csv", LabelledPeople.Reading.PLAIN);
    var learnt = LinkTraining.learnt(people, Weights.shipped());
    assertAtLeast(0.93, new LinkMeasure(learnt).of(people.only(p -> !LinkTraining.isLearntFrom(p), "the other half")));
  }
}
