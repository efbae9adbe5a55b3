package dev.baton.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountUsageTest {

  @ParameterizedTest
  @CsvSource({"2026-02-15T00:00:00Z, 1000, 2000", "2026-01-31T23:59:59Z, 31000000, 31000012", "2026-02-01T00:00:00Z, 0, 0",
    "2026-02-01T00:00:01Z, 10, 6720"})
  void the_rest_of_the_month_is_taken_to_go_like_its_part_so_far(Instant now, long spent, long whole) {
    assertEquals(whole, AccountUsage.forecast(spent, now));
  }
}
