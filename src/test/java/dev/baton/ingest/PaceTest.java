package dev.baton.ingest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaceTest {

  private final Pace pace = new Pace(new Random(1));

  @Test
  void failures_in_a_row_wait_longer_and_longer_up_to_minutes_and_an_answer_forgets_them() {
    var waits = Stream.generate(pace::afterFailure).limit(12).toList();
    assertTrue(waits.get(0).toMillis() >= 1_000 && waits.get(0).toMillis() <= 1_500, waits.toString());
    assertTrue(waits.get(3).toSeconds() >= 8, waits.toString());
    assertTrue(waits.getLast().toMinutes() >= 5 && waits.getLast().toMinutes() < 8, waits.toString());
    pace.answered();
    assertTrue(pace.afterFailure().toMillis() <= 1_500);
  }
}
