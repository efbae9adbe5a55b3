package dev.baton.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HolidaysTest {

  @ParameterizedTest
  @CsvSource({
    "pt,2026-04-25,true", "pt,2026-04-24,false", "PT,2026-06-10,true",
    "gb-eng,2026-05-25,true", "gb-eng,2026-08-31,true", "gb-sct,2026-11-30,true", "gb-eng,2026-11-30,false",
    "de,2026-10-03,true", "de,2026-06-04,false", "de-by,2026-06-04,true", "de-be,2026-06-04,false",
    "us,2026-11-26,true", "us-ny,2026-11-26,true", "us,2026-11-27,false",
    "es,2026-10-12,true", "fr,2026-07-14,true", "jp,2026-11-03,true"})
  void they_are_those_of_the_country_or_of_its_part(String region, LocalDate day, boolean isHoliday) {
    assertEquals(isHoliday, Holidays.of(region).test(day));
  }

  @Test
  void easter_moves_and_they_move_with_it() {
    var england = Holidays.of("gb-eng");
    for (var goodFriday : new String[] {"2026-04-03", "2027-03-26", "2028-04-14"}) {
      assertTrue(england.test(LocalDate.parse(goodFriday)), goodFriday);
    }
  }

  @Test
  void a_holiday_that_is_moved_off_a_weekend_is_kept_where_it_is_moved_to() {
    var england = Holidays.of("gb-eng");
    assertTrue(england.test(LocalDate.of(2027, 12, 27)));
    assertTrue(england.test(LocalDate.of(2027, 12, 28)));
    assertFalse(england.test(LocalDate.of(2027, 12, 29)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "xx", "atlantis", "de-zz", "gb-england", "us-ny-xx", "-", "pt-"})
  void what_is_not_known_is_refused(String region) {
    assertThrows(IllegalArgumentException.class, () -> Holidays.of(region));
  }

  @Test
  void the_parts_that_there_are_are_told() {
    var said = assertThrows(IllegalArgumentException.class, () -> Holidays.of("gb-xyz")).getMessage();
    assertTrue(said.contains("eng") && said.contains("sct"), said);
  }
}
