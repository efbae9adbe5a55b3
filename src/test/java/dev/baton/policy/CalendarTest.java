package dev.baton.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CalendarTest {

  private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");
  private static final Calendar OFFICE = calendar(Set.of(), "mon-fri", "09:00-12:30", "13:30-17:30");
  private static final Calendar NIGHT = calendar(Set.of(), "daily", "00:00-06:00");

  private static Calendar calendar(Set<LocalDate> closed, String days, String... spans) {
    var week = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
    Days.parse(days).forEach(day -> week.put(day, List.of(spans).stream().map(Span::parse).toList()));
    return new Calendar("test", LISBON, week, closed::contains);
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(LISBON).toInstant();
  }

  @Test
  void the_lunch_break_does_not_count() {
    assertEquals(at("2026-06-01T14:00"), OFFICE.after(at("2026-06-01T12:00"), Duration.ofHours(1)));
    assertFalse(OFFICE.isOpen(at("2026-06-01T12:30")), "the end of a span is not in it");
    assertTrue(OFFICE.isOpen(at("2026-06-01T13:30")));
  }

  @Test
  void eight_working_hours_are_not_one_day() {
    assertEquals(at("2026-06-02T10:30"), OFFICE.after(at("2026-06-01T10:00"), Duration.ofHours(8)));
    assertEquals(at("2026-06-02T10:00"), OFFICE.afterDays(at("2026-06-01T10:00"), 1));
  }

  @Test
  void a_night_on_which_the_clocks_change_is_as_long_as_it_is() {
    var spring = at("2026-03-29T00:00");
    var autumn = at("2026-10-25T00:00");
    assertEquals(Duration.ofHours(5), NIGHT.between(spring, at("2026-03-29T12:00")));
    assertEquals(Duration.ofHours(7), NIGHT.between(autumn, at("2026-10-25T12:00")));
    assertEquals(at("2026-03-30T01:00"), NIGHT.after(spring, Duration.ofHours(6)));
    assertEquals(at("2026-10-25T05:00"), NIGHT.after(autumn, Duration.ofHours(6)));
  }

  @Test
  void the_leap_day_is_a_day_like_others() {
    assertEquals(at("2028-02-29T10:00"), OFFICE.afterDays(at("2028-02-28T10:00"), 1));
    assertEquals(at("2028-03-01T10:00"), OFFICE.afterDays(at("2028-02-29T10:00"), 1));
    assertEquals(at("2027-03-01T10:00"), OFFICE.afterDays(at("2027-02-26T10:00"), 1));
    assertEquals(Duration.ofMinutes(450), OFFICE.between(at("2028-02-29T00:00"), at("2028-03-01T00:00")));
  }

  @Test
  void what_begins_on_a_closed_day_begins_with_the_next_open_moment() {
    assertEquals(at("2026-06-09T09:00"), OFFICE.afterDays(at("2026-06-06T10:00"), 1), "a Saturday: not Monday morning");
    assertEquals(at("2026-06-05T17:30"), OFFICE.beforeDays(at("2026-06-08T17:30"), 1));
  }

  @Test
  void a_day_that_is_closed_whatever_the_week_says_is_passed() {
    var closed = calendar(Set.of(LocalDate.of(2026, 6, 2)), "mon-fri", "09:00-17:00");
    assertEquals(at("2026-06-03T09:30"), closed.after(at("2026-06-01T16:30"), Duration.ofHours(1)));
    assertEquals(at("2026-06-03T16:30"), closed.afterDays(at("2026-06-01T16:30"), 1));
  }

  @Test
  void a_calendar_may_close_for_a_summer_but_one_that_never_opens_says_so() {
    var never = new Calendar("never", LISBON, new EnumMap<>(DayOfWeek.class), day -> false);
    assertTrue(assertThrows(IllegalStateException.class, () -> never.rollForward(at("2026-06-01T10:00"))).getMessage()
      .contains("never has no open hour in a year"));
    assertThrows(IllegalStateException.class, () -> never.beforeDays(at("2026-06-01T10:00"), 1));
    var summer = calendar(Set.copyOf(LocalDate.of(2026, 6, 2).datesUntil(LocalDate.of(2026, 9, 15)).toList()), "mon-fri",
      "09:00-17:00");
    assertEquals(at("2026-09-15T09:30"), summer.after(at("2026-06-01T16:30"), Duration.ofHours(1)));
  }
}
