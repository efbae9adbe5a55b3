package dev.baton.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalendarsFileTest {

  private static Calendar read(String yaml) {
    var settings = ConfigFolder.of(Map.of("calendars.yaml", "time-zone: Europe/Berlin\ncalendars:\n  desk:\n"
      + yaml.indent(4)), Map.of());
    var calendar = new CalendarsFile(settings).read().get("desk");
    settings.finish();
    return calendar;
  }

  private static void assertSaid(String yaml, String... words) {
    var said = assertThrows(ConfigProblems.class, () -> read(yaml)).problems();
    assertTrue(said.stream().anyMatch(line -> line.startsWith("calendars.yaml:")
      && List.of(words).stream().allMatch(line::contains)), said::toString);
  }

  private static boolean open(Calendar calendar, String local) {
    return calendar.isOpen(calendar.instant(LocalDateTime.parse(local)));
  }

  @Test
  void hours_stand_by_days_with_any_number_of_spans() {
    var calendar = read("hours:\n  mon-thu: [09:00-12:30, 13:30-17:30]\n  fri: 9:00-16:00\n  sat,sun: 22:00-24:00");
    assertEquals(ZoneId.of("Europe/Berlin"), calendar.zone(), "the desk's, where it says nothing else");
    assertTrue(open(calendar, "2026-06-01T09:00"));
    assertFalse(open(calendar, "2026-06-01T12:30"));
    assertTrue(open(calendar, "2026-06-05T15:59"));
    assertTrue(open(calendar, "2026-06-06T23:59"));
    assertFalse(open(calendar, "2026-06-08T00:00"));
    assertEquals(ZoneId.of("Asia/Tokyo"), read("time-zone: Asia/Tokyo\nhours: {daily: 09:00-17:00}").zone());
  }

  @Test
  void a_span_that_is_none_or_runs_into_another_is_said() {
    assertSaid("hours: {mon-fri: 9-17}", "calendars.desk.hours.mon-fri", "'9-17'", "09:00-17:00");
    assertSaid("hours: {mon-fri: 17:00-09:00}", "'17:00-09:00'", "ending at 24:00 at the latest");
    assertSaid("hours: {mon-fri: 09:00-24:30}", "'09:00-24:30'");
    assertSaid("hours: {mon-fri: [09:00-13:00, 12:30-17:00]}", "calendars.desk.hours.mon-fri", "overlap");
    assertSaid("hours: {mon-fri: [13:30-17:00, 09:00-13:31]}", "overlap");
    read("hours: {mon-fri: [12:00-17:00, 09:00-12:00]}");
  }

  @Test
  void a_day_is_named_once_and_is_a_day() {
    assertSaid("hours: {mon-fri: 09:00-17:00, fri: 09:00-15:00}", "hours.fri", "friday", "name each day once");
    assertSaid("hours: {mon-fri: 09:00-17:00, someday: 09:00-15:00}", "hours.someday", "mon-fri, sat or daily");
  }

  @Test
  void a_calendar_that_never_opens_is_refused_before_time_stands_still() {
    assertSaid("holidays: de", "calendars.desk.hours", "no open hour in a year");
    assertSaid("hours: {mon-fri: []}", "no open hour in a year");
    assertSaid("hours: {daily: 09:00-17:00}\nclosed: [2028-03-01..2029-06-01]", "no open hour in a year",
      "less than a year");
  }

  @Test
  void an_unknown_zone_or_date_is_said() {
    assertSaid("time-zone: Europe/Atlantis\nhours: {daily: 09:00-17:00}", "calendars.desk.time-zone",
      "'Europe/Atlantis'", "Europe/Lisbon");
    assertSaid("hours: {daily: 09:00-17:00}\nclosed: [24.12.2026]", "closed", "'24.12.2026'", "2026-12-24..2026-12-31");
    assertSaid("hours: {daily: 09:00-17:00}\nclosed: [2026-12-31..2026-12-24]", "'2026-12-31..2026-12-24'");
    assertSaid("hours: {daily: 09:00-17:00}\nopen: [2026-12-24..9999-01-01]", "open");
    assertSaid("hours: {daily: 09:00-17:00}\nclosed: [2027-02-29]", "'2027-02-29'");
  }

  @Test
  void holidays_come_from_the_region_and_the_desk_has_the_last_word() {
    var calendar = read("hours: {daily: 09:00-17:00}\nholidays: de-by\nclosed: [2026-12-24, 2026-12-27..2026-12-29]\n"
      + "open: [2026-11-01]");
    assertFalse(open(calendar, "2026-12-25T10:00"), "Christmas");
    assertFalse(open(calendar, "2026-06-04T10:00"), "Corpus Christi, in Bavaria");
    assertFalse(open(calendar, "2026-12-24T10:00"), "closed besides");
    assertFalse(open(calendar, "2026-12-28T10:00"));
    assertTrue(open(calendar, "2026-12-30T10:00"));
    assertTrue(open(calendar, "2026-11-01T10:00"), "All Saints, but work is done");
    assertTrue(open(read("hours: {daily: 09:00-17:00}\nholidays: de"), "2026-06-04T10:00"));
  }

  @Test
  void an_unknown_region_is_a_mistake_and_not_a_guess() {
    assertSaid("hours: {daily: 09:00-17:00}\nholidays: atlantis", "calendars.desk.holidays", "'atlantis'",
      "no country whose holidays are known", "list the days under 'closed'");
    assertSaid("hours: {daily: 09:00-17:00}\nholidays: de-zz", "'de-zz'", "'zz' is no part of it", "by, ");
    assertSaid("hours: {daily: 09:00-17:00}\nholidays: pt-xx-yy", "'xx' is no part of it");
  }
}
