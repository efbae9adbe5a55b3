package dev.baton.connector.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

  private static final Instant SAID = Instant.parse("2026-07-24T21:05:48Z");

  private static Optional<Instant> read(Object value) {
    return Times.read(new JsonObject().put("at", value), "at");
  }

  @Test
  void an_offset_may_lack_its_colon() {
    assertEquals(Optional.of(SAID), read("2026-07-24T21:05:48+0000"));
    assertEquals(Optional.of(SAID), read("2026-07-24T23:05:48+0200"));
    assertEquals(Optional.of(SAID), read("2026-07-24T23:05:48+02:00"));
    assertEquals(Optional.of(SAID), read("2026-07-24T21:05:48.000Z"));
  }

  @Test
  void a_number_is_in_seconds_or_in_milliseconds_and_may_be_a_text() {
    assertEquals(Optional.of(SAID), read(SAID.getEpochSecond()));
    assertEquals(Optional.of(SAID), read(String.valueOf(SAID.getEpochSecond())));
    assertEquals(Optional.of(SAID), read(SAID.toEpochMilli()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "2026-13-45T99:00:00+0000", "-5", "99999999999999999999999"})
  void what_is_no_time_is_none(String value) {
    assertEquals(Optional.empty(), read(value));
  }

  @Test
  void nobody_writes_in_the_future_and_a_delivery_may_be_late() {
    var json = new JsonObject().put("at", SAID.toEpochMilli());
    assertEquals(SAID.minusSeconds(5), Times.said(json, "at", SAID.minusSeconds(5)));
    assertEquals(SAID, Times.said(json, "at", SAID.plusSeconds(130_000)));
  }
}
