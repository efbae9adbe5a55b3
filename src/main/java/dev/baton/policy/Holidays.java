package dev.baton.policy;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Public holidays of a country or a part of it, from Jollyday: {@code pt}, {@code de-by}, {@code us-ny}. A region that
 * it does not know is an error; the library itself would silently give the country's holidays for an unknown part.
 */
final class Holidays implements Predicate<LocalDate> {

  private final HolidayManager manager;
  private final String[] parts;
  private final Map<Integer, Set<LocalDate>> byYear = new ConcurrentHashMap<>();

  private Holidays(HolidayManager manager, String[] parts) {
    this.manager = manager;
    this.parts = parts;
  }

  /** @throws IllegalArgumentException naming what there is, if there is no such region */
  static Holidays of(String region) {
    var codes = region.toLowerCase(Locale.ROOT).split("-", -1);
    if (!HolidayManager.getSupportedCalendarCodes().contains(codes[0].toUpperCase(Locale.ROOT))
      && !HolidayManager.getSupportedCalendarCodes().contains(codes[0])) {
      throw new IllegalArgumentException("'" + codes[0] + "' is no country whose holidays are known");
    }
    var manager = HolidayManager.getInstance(ManagerParameters.create(codes[0]));
    var level = manager.getCalendarHierarchy();
    for (var part : Arrays.copyOfRange(codes, 1, codes.length)) {
      var below = level.getChildren();
      if (!below.containsKey(part)) {
        throw new IllegalArgumentException("'" + part + "' is no part of it: there is "
          + (below.isEmpty() ? "none" : below.keySet().stream().sorted().collect(Collectors.joining(", "))));
      }
      level = below.get(part);
    }
    return new Holidays(manager, Arrays.copyOfRange(codes, 1, codes.length));
  }

  /** A holiday that a rule moves to another day, such as off a Sunday, is kept on the day it is moved to. */
  @Override
  public boolean test(LocalDate day) {
    return byYear.computeIfAbsent(day.getYear(), year -> manager.getHolidays(Year.of(year), parts).stream()
      .map(holiday -> holiday.getObservedDate().orElse(holiday.getActualDate())).collect(Collectors.toSet()))
      .contains(day);
  }
}
