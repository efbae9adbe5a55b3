package dev.baton.policy;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.baton.policy.Calendars.Hours;
import dev.baton.policy.Calendars.Minutes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Working time, held against counting minutes one by one, where clocks change and days are missing. */
class CalendarPropertiesTest {

  /** Sixteen days. */
  private static final int MINUTES = 16 * 24 * 60;

  @Provide
  Arbitrary<Hours> hours() {
    return Calendars.hours(5);
  }

  @Property(tries = 300)
  void it_counts_as_somebody_with_a_watch_would(@ForAll("hours") Hours hours,
                                                @ForAll @IntRange(max = MINUTES - 1) int from,
                                                @ForAll @IntRange(max = 3_000) int length) {
    var calendar = hours.calendar();
    var minutes = new Minutes(hours, MINUTES);
    var start = minutes.at(from);
    assertEquals(minutes.isOpen(from), calendar.isOpen(start));
    var after = minutes.after(from, length);
    if (after >= 0) {
      assertEquals(minutes.at(after), calendar.after(start, Duration.ofMinutes(length)));
    }
    var before = minutes.before(from, length);
    if (before >= 0) {
      assertEquals(minutes.at(before), calendar.before(start, Duration.ofMinutes(length)));
    }
    var to = (from * 7 + length) % MINUTES;
    assertEquals(Duration.ofMinutes(minutes.between(from, to)), calendar.between(start, minutes.at(to)));
  }

  @Property(tries = 300)
  void it_opens_and_closes_where_it_says(@ForAll("hours") Hours hours) {
    var calendar = hours.calendar();
    var minutes = new Minutes(hours, MINUTES);
    var changes = new TreeSet<Instant>();
    for (var minute = 1; minute < MINUTES; minute++) {
      if (minutes.isOpen(minute) != minutes.isOpen(minute - 1)) {
        changes.add(minutes.at(minute));
      }
    }
    var said = calendar.bends(minutes.at(1), minutes.at(MINUTES - 1));
    assertEquals(Set.of(), changes.stream().filter(at -> !said.contains(at)).collect(toSet()));
  }

  @Property(tries = 300)
  void what_was_added_can_be_taken_away_again(@ForAll("hours") Hours hours, @ForAll @IntRange(max = MINUTES) int from,
                                              @ForAll @IntRange(min = 1, max = 40_000) int seconds) {
    var calendar = hours.calendar();
    var start = hours.begin().plus(from, ChronoUnit.MINUTES);
    var length = Duration.ofSeconds(seconds);
    var end = calendar.after(start, length);
    assertEquals(length, calendar.between(start, end));
    assertEquals(end, calendar.before(start, length.negated()));
    Assume.that(calendar.isOpen(start));
    assertEquals(start, calendar.before(end, length));
  }

  @Property(tries = 1000)
  void whoever_begins_later_is_not_due_earlier(@ForAll("hours") Hours hours, @ForAll @IntRange(max = MINUTES) int from,
                                               @ForAll @IntRange(max = 3_000) int later,
                                               @ForAll @IntRange(max = 3_000) int minutes,
                                               @ForAll @IntRange(max = 9) int days) {
    var calendar = hours.calendar();
    var first = hours.begin().plus(from, ChronoUnit.MINUTES);
    var second = first.plus(later, ChronoUnit.MINUTES);
    var length = Duration.ofMinutes(minutes);
    assertFalse(calendar.after(second, length).isBefore(calendar.after(first, length)));
    assertFalse(calendar.before(second, length).isBefore(calendar.before(first, length)));
    assertFalse(calendar.afterDays(second, days).isBefore(calendar.afterDays(first, days)));
    assertFalse(calendar.beforeDays(second, days).isBefore(calendar.beforeDays(first, days)));
  }
}
