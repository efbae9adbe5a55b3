package dev.baton.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.connector.ReadOutcome.Quota;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitsTest {

  /** Never adds anything. */
  private static final RandomGenerator STILL = () -> 0L;

  private final RateLimits limits = new RateLimits(new MovableClock(), STILL);

  private static MultiMap headers(String... pairs) {
    var headers = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < pairs.length; i += 2) {
      headers.set(pairs[i], pairs[i + 1]);
    }
    return headers;
  }

  @Test
  void a_reset_is_a_moment_in_iso_a_moment_in_unix_seconds_or_a_delay() {
    var tenMinutes = Duration.ofMinutes(10);
    assertEquals(tenMinutes, limits.pause(headers("X-RateLimit-Reset", "2026-11-02T09:10:00.000000Z")));
    assertEquals(tenMinutes, limits.pause(headers("x-ratelimit-reset", "1793610600")));
    assertEquals(tenMinutes, limits.pause(headers("x-ratelimit-reset", "600")));
    assertEquals(tenMinutes, limits.pause(headers("RateLimit-Reset", "2026-11-02T11:10:00+02:00")));
    assertEquals(tenMinutes, limits.pause(headers("x-rate-limit-reset", "1793610600")));
  }

  @Test
  void what_the_network_says_to_retry_after_goes_before_its_reset() {
    assertEquals(Duration.ofSeconds(5), limits.pause(headers("Retry-After", "5", "X-RateLimit-Reset", "600")));
    assertEquals(Duration.ofMinutes(10), limits.pause(headers("Retry-After", "soon", "X-RateLimit-Reset", "600")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "NaN", "Infinity", "-Infinity", "1e400", "-1e400", "1e308", "-1e308", "0", "-1",
    "99999999999999999999999999", "2026-13-45T99:00:00Z", "+1000000000-12-31T00:00:00Z", "٣٠"})
  void whatever_the_header_says_the_pause_is_between_a_second_and_an_hour(String reset) {
    var pause = limits.pause(headers("X-RateLimit-Reset", reset));
    assertTrue(pause.compareTo(RateLimits.SHORTEST) >= 0 && pause.compareTo(RateLimits.LONGEST) <= 0, pause.toString());
  }

  @Test
  void jitter_adds_up_to_a_tenth() {
    var jittered = new RateLimits(new MovableClock(), new Random(1));
    for (int i = 0; i < 100; i++) {
      var pause = jittered.pause(headers("Retry-After", "100")).toMillis();
      assertTrue(pause >= 100_000 && pause < 110_000, pause + " ms");
    }
  }

  @Test
  void what_is_left_may_be_a_decimal_and_may_be_unsaid() {
    assertEquals(new Quota(9324, Duration.ofSeconds(100)),
      limits.quota(headers("x-ratelimit-remaining", "9324.0", "x-ratelimit-reset", "100")));
    assertEquals(Quota.UNSAID, limits.quota(headers()));
    assertEquals(Quota.UNSAID, limits.quota(headers("RateLimit-Remaining", "plenty")));
  }
}
