package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstStepsTest {

  private static final URI HERE = URI.create("http://localhost:8080");

  @Test
  void where_nobody_can_sign_in_and_nothing_is_connected_both_are_told_with_what_to_do() {
    var steps = FirstSteps.of(false, false, HERE);
    assertEquals(2, steps.size());
    assertTrue(steps.getFirst().contains("hash-password"), steps.getFirst());
    assertTrue(steps.getLast().contains("http://localhost:8080/accounts"), steps.getLast());
  }

  @Test
  void where_work_can_begin_nothing_is_said() {
    assertEquals(List.of(), FirstSteps.of(true, true, HERE));
  }
}
