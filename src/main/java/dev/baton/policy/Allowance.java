package dev.baton.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * How long something may take. "8 working hours" is not "1 day": working time passes only while the agreement's calendar
 * is open.
 */
public sealed interface Allowance {

  /** Time as it passes, day and night. */
  record Running(Duration length) implements Allowance {}

  /** Time while the calendar is open. */
  record Working(Duration length) implements Allowance {}

  /** To the same time of day so many working days later. */
  record WorkingDays(int days) implements Allowance {}

  Pattern FORM = Pattern.compile("(\\d{1,6})\\s*(working)?\\s*"
    + "(ms|milliseconds?|s|seconds?|m|min|minutes?|h|hours?|d|days?)");

  /** When it is over. */
  default Instant after(Instant from, Calendar calendar) {
    return switch (this) {
      case Running(var length) -> from.plus(length);
      case Working(var length) -> calendar.after(from, length);
      case WorkingDays(var days) -> calendar.afterDays(from, days);
    };
  }

  /** The moment from which it would end then; so long before it something is due. */
  default Instant before(Instant until, Calendar calendar) {
    return switch (this) {
      case Running(var length) -> until.minus(length);
      case Working(var length) -> calendar.before(until, length);
      case WorkingDays(var days) -> calendar.beforeDays(until, days);
    };
  }

  /** As it is written in {@code config/}. */
  default String words() {
    return switch (this) {
      case Running(var length) -> words(length, "");
      case Working(var length) -> words(length, "working ");
      case WorkingDays(var days) -> days + (days == 1 ? " working day" : " working days");
    };
  }

  private static String words(Duration length, String which) {
    if (length.toMillis() % 1_000 != 0) {
      return plural(length.toMillis(), "millisecond", which);
    }
    if (length.toSeconds() % 3_600 == 0) {
      return which.isEmpty() && length.toHours() % 24 == 0 ? plural(length.toDays(), "day", which)
        : plural(length.toHours(), "hour", which);
    }
    return length.toSeconds() % 60 == 0 ? plural(length.toMinutes(), "minute", which)
      : plural(length.toSeconds(), "second", which);
  }

  private static String plural(long count, String unit, String which) {
    return count + " " + which + unit + (count == 1 ? "" : "s");
  }

  static Allowance running(Duration length) {
    return new Running(length);
  }

  /**
   * Reads {@code 90s}, {@code 15m}, {@code 2h}, {@code 3d} (24 hours each), {@code 30 working minutes},
   * {@code 8 working hours} or {@code 2 working days}.
   *
   * @throws IllegalArgumentException if it is none of these or nothing at all
   */
  static Allowance parse(String text) {
    var form = FORM.matcher(text.strip());
    if (!form.matches() || Long.parseLong(form.group(1)) == 0) {
      throw new IllegalArgumentException(text);
    }
    var amount = Long.parseLong(form.group(1));
    var isWorking = form.group(2) != null;
    var unit = form.group(3);
    if (isWorking && unit.startsWith("d")) {
      return new WorkingDays((int) amount);
    }
    var length = unit.matches("ms|milli.*") ? Duration.ofMillis(amount) : switch (unit.charAt(0)) {
      case 's' -> Duration.ofSeconds(amount);
      case 'm' -> Duration.ofMinutes(amount);
      case 'h' -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
    return isWorking ? new Working(length) : new Running(length);
  }
}
