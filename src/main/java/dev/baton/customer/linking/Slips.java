package dev.baton.customer.linking;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** How two values of a trait agree that is one piece: a number, an address, a day, a time. */
final class Slips {

  /** What an address begins with that is no person. */
  private static final Set<String> OFFICES = Set.of("info", "contact", "kontakt", "support", "hello", "mail", "office",
    "admin", "sales", "team", "service", "noreply", "no-reply", "help", "webmaster", "postmaster", "kundenservice");
  private static final int SHORTEST_USER = 5;
  /** In one domain; more make another person's address. */
  private static final int MAX_SLIPS = 2;
  private static final int LETTERS_PER_SLIP = 6;
  /** Digits by which a number is known within its country, whatever stands before them. */
  private static final int TAIL = 8;
  /** A slip in something shorter is something else. */
  private static final int SHORTEST_NUMBER = 5;
  private static final Duration MINUTES = Duration.ofMinutes(15);
  private static final Duration HOURS = Duration.ofHours(2);
  private static final Duration DAY = Duration.ofDays(1);

  private Slips() {}

  static Agreement email(String a, String b) {
    var userA = a.substring(0, a.lastIndexOf('@'));
    var userB = b.substring(0, b.lastIndexOf('@'));
    return Agreement.of(Trait.EMAIL, a.equals(b) ? Evidence.SAME
      : userA.equals(userB) && userA.length() >= SHORTEST_USER && !OFFICES.contains(userA) ? "user"
      : isSlip(a, b, Math.min(userA.length(), userB.length())) && !OFFICES.contains(userA) && !OFFICES.contains(userB)
        ? "close" : "different");
  }

  /**
   * Two in one house have addresses that are nearly alike; who has slips on both sides of the @ as well is one who
   * cannot type.
   */
  private static boolean isSlip(String a, String b, int shorterUser) {
    var slips = Closeness.slips(a, b);
    var isOneDomain = a.substring(a.lastIndexOf('@')).equals(b.substring(b.lastIndexOf('@')));
    return !Closeness.haveOtherDigits(a, b) && (Closeness.isMixedUp(a, b)
      || shorterUser >= SHORTEST_USER && slips <= (isOneDomain ? MAX_SLIPS
        : Math.min(a.length(), b.length()) / LETTERS_PER_SLIP));
  }

  static Agreement phone(String a, String b) {
    return Agreement.of(Trait.PHONE, a.equals(b) ? Evidence.SAME
      : a.startsWith("+") != b.startsWith("+") && a.length() > TAIL && b.length() > TAIL
        && a.regionMatches(a.length() - TAIL, b, b.length() - TAIL, TAIL) ? "tail"
      : a.length() > TAIL && Closeness.slips(a, b) == 1 ? "close" : "different");
  }

  static Agreement exact(Trait trait, String a, String b) {
    return Agreement.of(trait, a.equals(b) ? Evidence.SAME : "different");
  }

  static Agreement number(Trait trait, String a, String b) {
    return Agreement.of(trait, a.equals(b) ? Evidence.SAME
      : Math.min(a.length(), b.length()) >= SHORTEST_NUMBER && Closeness.slips(a, b) == 1 ? "close" : "different");
  }

  static Agreement postcode(String a, String b, Commonness common) {
    var information = Math.min(common.information(Trait.POSTCODE, a), common.information(Trait.POSTCODE, b));
    return a.equals(b) ? Agreement.of(Trait.POSTCODE, Evidence.SAME, information)
      : Closeness.slips(a, b) == 1 ? Agreement.of(Trait.POSTCODE, "close", information)
      : Agreement.of(Trait.POSTCODE, "different");
  }

  static Agreement place(String a, String b, Commonness common) {
    var information = Math.min(common.information(Trait.PLACE, a), common.information(Trait.PLACE, b));
    return a.equals(b) ? Agreement.of(Trait.PLACE, Evidence.SAME, information)
      : Closeness.isClose(a, b) ? Agreement.of(Trait.PLACE, "close", information)
      : Agreement.of(Trait.PLACE, "different");
  }

  static Agreement born(String a, String b, Commonness common) {
    var information = Math.min(common.information(Trait.BORN, a), common.information(Trait.BORN, b));
    if (a.equals(b)) {
      return Agreement.of(Trait.BORN, Evidence.SAME, information);
    }
    if (Closeness.slips(a, b) == 1 || areDayAndMonthSwapped(a, b)) {
      return Agreement.of(Trait.BORN, "slip", information);
    }
    var days = days(a, b);
    return Agreement.of(Trait.BORN, days <= 31 ? "month" : days <= 366 ? "year" : "different");
  }

  private static boolean areDayAndMonthSwapped(String a, String b) {
    return a.equals(b.substring(0, 4) + b.substring(6) + b.substring(4, 6));
  }

  private static long days(String a, String b) {
    try {
      return Math.abs(ChronoUnit.DAYS.between(LocalDate.parse(a, DateTimeFormatter.BASIC_ISO_DATE),
        LocalDate.parse(b, DateTimeFormatter.BASIC_ISO_DATE)));
    } catch (DateTimeException e) {
      return Long.MAX_VALUE;
    }
  }

  static Agreement seen(String a, String b) {
    var apart = Duration.between(Instant.parse(a), Instant.parse(b)).abs();
    var level = apart.compareTo(MINUTES) <= 0 ? "minutes" : apart.compareTo(HOURS) <= 0 ? "hours"
      : apart.compareTo(DAY) <= 0 ? "day" : "later";
    return new Agreement(Trait.SEEN, level, 0, level.equals("later") ? "" : words(apart) + " apart");
  }

  private static String words(Duration apart) {
    if (apart.toMinutes() == 0) {
      return "less than a minute";
    }
    return apart.compareTo(HOURS) <= 0 ? several(apart.toMinutes(), "minute") : several(apart.toHours(), "hour");
  }

  private static String several(long count, String what) {
    return count == 1 ? "1 " + what : count + " " + what + "s";
  }
}
