package dev.baton.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.MovedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-01T09:00:00Z"));
  private final Throttle throttle = new Throttle(clock);

  private void fail(String login, String address) {
    assertEquals(Optional.empty(), throttle.enter(login, address));
    clock.advance(Duration.ofSeconds(1));
  }

  @Test
  void after_ten_failures_a_name_waits_until_the_first_is_fifteen_minutes_old() {
    for (var i = 0; i < 10; i++) {
      fail("ana", "10.0.0." + i);
    }

    assertEquals(Optional.of(Duration.ofSeconds(890)), throttle.enter("ana", "10.0.1.1"));
    clock.advance(Duration.ofSeconds(890));
    assertTrue(throttle.enter("ana", "10.0.1.1").isEmpty());
    assertTrue(throttle.enter("ana", "10.0.1.1").isPresent());
  }

  @Test
  void after_ten_failures_an_address_waits_whatever_name_it_tries() {
    for (var i = 0; i < 10; i++) {
      fail("name" + i, "10.0.0.1");
    }

    assertTrue(throttle.enter("omar", "10.0.0.1").isPresent());
    assertTrue(throttle.enter("omar", "10.0.0.2").isEmpty());
  }

  @Test
  void a_success_forgets_the_failures_of_the_name_but_not_those_of_the_address() {
    for (var i = 0; i < 9; i++) {
      fail("ana", "10.0.0.1");
    }
    fail("omar", "10.0.0.1");
    throttle.succeeded("omar", "10.0.0.1");

    fail("omar", "10.0.0.1");
    assertTrue(throttle.enter("omar", "10.0.0.1").isPresent());
  }

  @Test
  void a_try_that_could_not_be_judged_does_not_count() {
    for (var i = 0; i < 30; i++) {
      fail("ana", "10.0.0.1");
      throttle.unjudged("ana", "10.0.0.1");
    }
    assertTrue(throttle.enter("ana", "10.0.0.1").isEmpty());
  }
}
