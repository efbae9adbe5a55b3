package dev.baton.customer.linking;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The one form that all spellings of a trait share, as far as that can be told without a second one beside it. */
final class Normal {

  private static final int MAX_LENGTH = 2_000;
  private static final Pattern NO_SIGN = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})\\D(\\d{1,2})\\D(\\d{4})");
  private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})\\D(\\d{1,2})\\D(\\d{1,2}).*");
  /** They come and go, and are nobody's own. */
  private static final Set<String> TITLES = Set.of("mr", "mrs", "ms", "miss", "dr", "prof", "sir", "herr", "frau", "jr",
    "sr", "ii", "iii", "mme", "sra", "dipl", "ing", "phd", "md");

  private Normal() {}

  static String of(Trait trait, String raw, String region) {
    var text = raw.length() > MAX_LENGTH ? raw.substring(0, MAX_LENGTH) : raw;
    return switch (trait) {
      case EMAIL -> EmailAddresses.normal(text);
      case PHONE -> PhoneNumbers.normal(text, region);
      case LINK -> text.strip().toLowerCase(Locale.ROOT).replaceFirst("^https?://(www\\.)?", "").replaceFirst("/+$", "");
      case REFERENCE, NUMBER, ORDER, POSTCODE -> Letters.latin(NO_SIGN.matcher(text).replaceAll(""));
      case BORN -> born(text.strip());
      case HANDLE -> handle(text.strip());
      case NAME -> name(text);
      case STREET, PLACE, WORDS -> words(text);
      case SEEN -> seen(text.strip());
    };
  }

  /** Words of Latin letters and digits, a space between them. */
  static String words(String text) {
    return NO_SIGN.matcher(Letters.latin(text)).replaceAll(" ").strip();
  }

  private static String name(String text) {
    return Arrays.stream(words(text.replaceAll("['’.`]", "")).split(" ")).filter(word -> !TITLES.contains(word))
      .collect(Collectors.joining(" "));
  }

  /**
   * Without the server that some networks write behind it, and without signs. What has no letter is a key that the
   * network made up.
   */
  private static String handle(String text) {
    var own = text.replaceFirst("^@", "").replaceFirst("(?i)@.*|\\.bsky\\.social$", "");
    var plain = NO_SIGN.matcher(Letters.latin(own)).replaceAll("");
    return plain.chars().anyMatch(Character::isLetter) ? plain : "";
  }

  /** Eight digits, the year first, also of a day that there is not; empty where it is something else. */
  private static String born(String text) {
    var last = YEAR_LAST.matcher(text);
    if (last.matches()) {
      return last.group(3) + two(last.group(2)) + two(last.group(1));
    }
    var first = YEAR_FIRST.matcher(text);
    if (first.matches()) {
      return first.group(1) + two(first.group(2)) + two(first.group(3));
    }
    return text.matches("\\d{8}") ? text : "";
  }

  private static String two(String digits) {
    return digits.length() == 1 ? "0" + digits : digits;
  }

  private static String seen(String text) {
    try {
      return text.isEmpty() ? "" : OffsetDateTime.parse(text.replace(' ', 'T')).toInstant().toString();
    } catch (DateTimeException e) {
      return "";
    }
  }
}
