package dev.baton.policy;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Days of the week as people write them: {@code mon}, {@code mon-fri}, {@code fri-mon}, {@code daily}. */
final class Days {

  private static final List<String> NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private Days() {}

  /** @throws IllegalArgumentException if it is none of these */
  static Set<DayOfWeek> parse(String text) {
    var days = EnumSet.noneOf(DayOfWeek.class);
    Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s*,\\s*")).forEach(part -> days.addAll(range(part.strip())));
    return days;
  }

  private static Set<DayOfWeek> range(String text) {
    if (text.equals("daily")) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    var ends = text.split("\\s*-\\s*", 2);
    var last = day(ends[ends.length - 1]);
    var days = EnumSet.noneOf(DayOfWeek.class);
    for (var day = day(ends[0]); days.add(day) && day != last; day = day.plus(1)) {
      continue;
    }
    return days;
  }

  private static DayOfWeek day(String name) {
    var at = NAMES.indexOf(name);
    if (at < 0) {
      throw new IllegalArgumentException(name);
    }
    return DayOfWeek.of(at + 1);
  }
}
