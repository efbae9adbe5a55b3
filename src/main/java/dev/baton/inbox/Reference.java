package dev.baton.inbox;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a customer is told to call their case: {@code B-1042-7Q}. The two letters at the end catch slips of the tongue and
 * of the keyboard; they are not a secret.
 */
public final class Reference {

  /** Crockford's base 32: no I, L, O, U. */
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final Pattern IN_TEXT = Pattern.compile("\\bB-?(\\d{1,15})-?([0-9A-HJKMNP-TV-Z]{2})\\b",
    Pattern.CASE_INSENSITIVE);
  /** More references than this in one text are not a customer's. */
  private static final int MAX_IN_TEXT = 5;

  private Reference() {}

  public static String of(long caseId) {
    return "B-" + caseId + "-" + check(caseId);
  }

  /** The cases that a text names, as far as the check letters fit. */
  public static Set<Long> in(String text) {
    if (!mayName(text)) {
      return Set.of();
    }
    var found = new TreeSet<Long>();
    var matcher = IN_TEXT.matcher(text);
    while (found.size() < MAX_IN_TEXT && matcher.find()) {
      caseOf(matcher.group(1), matcher.group(2)).ifPresent(found::add);
    }
    return found;
  }

  /** A look for {@code B1} or {@code B-1}, which nearly every text fails, before the pattern is tried at every letter. */
  private static boolean mayName(String text) {
    for (var i = 0; i < text.length() - 1; i++) {
      if ((text.charAt(i) | 0x20) == 'b') {
        var next = text.charAt(i + 1) == '-' && i + 2 < text.length() ? text.charAt(i + 2) : text.charAt(i + 1);
        if (next >= '0' && next <= '9') {
          return true;
        }
      }
    }
    return false;
  }

  private static Optional<Long> caseOf(String digits, String letters) {
    var id = Long.parseLong(digits);
    return check(id).equalsIgnoreCase(letters) ? Optional.of(id) : Optional.empty();
  }

  /** Fibonacci hashing spreads neighbouring numbers over all 1,024 pairs. */
  private static String check(long id) {
    var mixed = (int) ((id * 0x9E3779B97F4A7C15L) >>> 54);
    return "" + LETTERS.charAt(mixed >> 5) + LETTERS.charAt(mixed & 31);
  }
}
