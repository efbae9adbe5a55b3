package dev.baton.customer.linking;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The one form of all spellings of a phone number: E.164, such as {@code +493012345678}. */
public final class PhoneNumbers {

  /** It loads what it knows of a country when the country first occurs, and keeps it. */
  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

  /** From here on it is somebody's number, also where the library does not know yet that it was given out. */
  private static final int LONGER_THAN_EXTENSIONS = 7;

  private PhoneNumbers() {}

  /**
   * Empty where nobody could be called. What is short, has no country's code and is no number of the region, such as an
   * extension of the house, keeps its digits, so that it is never taken for somebody's number.
   *
   * @param region two letters, such as {@code DE}, where numbers without a country's code belong; empty if unknown
   */
  public static String normal(String raw, String region) {
    var digits = raw.replaceAll("[^0-9]", "");
    if (digits.isEmpty()) {
      return "";
    }
    var international = raw.stripLeading().startsWith("+");
    try {
      var number = LIBRARY.parse(raw, international || region.isEmpty() ? null : region);
      if (international || digits.length() >= LONGER_THAN_EXTENSIONS || LIBRARY.isValidNumber(number)) {
        return LIBRARY.format(number, PhoneNumberFormat.E164);
      }
    } catch (NumberParseException e) {
      // nobody's plan of numbers knows it; it can still equal itself
    }
    return (international ? "+" : "") + digits;
  }

  /** What {@code region} may be. */
  public static Set<String> regions() {
    return new TreeSet<>(LIBRARY.getSupportedRegions());
  }

  /** As configured, in capitals. */
  public static String region(String written) {
    return written.strip().toUpperCase(Locale.ROOT);
  }
}
