package dev.baton.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowanceTest {

  private static final List<String> UNITS = List.of("ms", "s", "m", "h", "d", " working minutes", " working hours",
    " working days");

  @ParameterizedTest
  @CsvSource({"90s,90 seconds", "15m,15 minutes", "2h,2 hours", "3d,3 days", "1 day,1 day", "24h,1 day", "60m,1 hour",
    "30 working minutes,30 working minutes", "8 working hours,8 working hours", "1 working h,1 working hour",
    "24 working hours,24 working hours", "2 working days,2 working days", "1 working day,1 working day",
    "8workingh,8 working hours", "'  5  min ',5 minutes", "1 second,1 second"})
  void it_reads_what_people_write_and_says_it_in_words(String written, String words) {
    assertEquals(words, Allowance.parse(written).words());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "0m", "0 working days", "-5m", "1.5h", "5", "h", "2 weeks", "9999999m", "5m 10s",
    "8 work hours", "8 hours working", "5 M"})
  void it_refuses_the_rest(String written) {
    assertThrows(IllegalArgumentException.class, () -> Allowance.parse(written));
  }

  @Property
  void its_own_words_mean_the_same(@ForAll @IntRange(min = 1, max = 999_999) int amount,
                                   @ForAll @IntRange(max = 7) int unit) {
    var written = amount + UNITS.get(unit);
    var read = Allowance.parse(written);
    assertEquals(read, Allowance.parse(read.words()));
  }

  @Test
  void each_kind_counts_in_its_own_way() {
    var office = new Calendar("office", ZoneOffset.UTC, Map.of(DayOfWeek.MONDAY, List.of(Span.parse("09:00-17:00")),
      DayOfWeek.TUESDAY, List.of(Span.parse("09:00-17:00"))), day -> false);
    var monday = Instant.parse("2026-03-02T16:00:00Z");
    assertEquals(Instant.parse("2026-03-03T16:00:00Z"), Allowance.parse("1d").after(monday, office));
    assertEquals(Instant.parse("2026-03-03T16:00:00Z"), Allowance.parse("1 working day").after(monday, office));
    assertEquals(Instant.parse("2026-03-03T10:00:00Z"), Allowance.parse("2 working hours").after(monday, office));
    assertEquals(Instant.parse("2026-03-09T10:00:00Z"), Allowance.parse("10 working hours").after(monday, office));
    assertEquals(monday, Allowance.parse("2 working hours").before(Instant.parse("2026-03-03T10:00:00Z"), office));
    assertEquals(monday.minus(Duration.ofDays(1)), Allowance.parse("1d").before(monday, office));
    assertEquals(Instant.parse("2026-02-24T16:00:00Z"), Allowance.parse("1 working day").before(monday, office));
  }
}
