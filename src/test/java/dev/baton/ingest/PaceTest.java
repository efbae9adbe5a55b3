package dev.baton.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.connector.ReadOutcome.Quota;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Duration STEADY = Duration.ofSeconds(4);
  private final Pace pace = new Pace(STEADY, new Random(1));

  private static Quota left(int requests) {
    return new Quota(requests, Duration.ofMinutes(15));
  }

  @Test
  void it_is_steady_while_there_is_nothing_more_and_at_once_while_there_is() {
    assertEquals(STEADY, pace.afterPage(false, Quota.UNSAID));
    assertEquals(Duration.ofMillis(100), pace.afterPage(true, Quota.UNSAID));
    assertEquals(Duration.ofMillis(100), pace.afterPage(true, left(200)));
  }

  @Test
  void what_is_left_of_the_networks_patience_is_spread_over_its_window() {
    assertEquals(STEADY, pace.afterPage(false, left(290)));
    assertEquals(Duration.ofSeconds(9), pace.afterPage(false, left(99)));
    assertEquals(Duration.ofSeconds(90), pace.afterPage(true, left(9)));
    assertEquals(Duration.ofMinutes(15), pace.afterPage(false, left(0)));
  }

  @Test
  void however_often_a_network_rings_it_is_not_asked_more_often_than_it_bears() {
    pace.afterPage(false, Quota.UNSAID);
    assertEquals(Duration.ofSeconds(1), pace.afterRing());
    pace.afterPage(false, left(99));
    assertEquals(Duration.ofSeconds(9), pace.afterRing());
  }

  @Test
  void failures_in_a_row_wait_longer_and_longer_up_to_minutes_and_success_forgets_them() {
    var waits = Stream.generate(pace::afterFailure).limit(12).toList();
    assertTrue(waits.get(0).toMillis() >= 1_000 && waits.get(0).toMillis() <= 1_500, waits.toString());
    assertTrue(waits.get(3).toSeconds() >= 8, waits.toString());
    assertTrue(waits.getLast().toMinutes() >= 5 && waits.getLast().toMinutes() < 8, waits.toString());
    pace.afterPage(false, Quota.UNSAID);
    assertTrue(pace.afterFailure().toMillis() <= 1_500);
  }
}
