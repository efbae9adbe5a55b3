package dev.baton.customer.linking;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The one form of all spellings of a mailbox, by what its provider lets people add and leave out. Where the provider is
 * not known, only upper and lower case are alike: a dot or a plus may be another person there.
 */
public final class EmailAddresses {

  private static final Set<String> GMAIL = Set.of("gmail.com", "googlemail.com");
  private static final Set<String> ICLOUD = Set.of("icloud.com", "me.com", "mac.com");
  private static final Pattern OUTLOOK =
    Pattern.compile("(hotmail|live|outlook)\\.(com|[a-z]{2}|com?\\.[a-z]{2})|msn\\.com|passport\\.com|windowslive\\.com");
  private static final Pattern YAHOO =
    Pattern.compile("yahoo\\.(com|[a-z]{2}|com?\\.[a-z]{2})|ymail\\.com|rocketmail\\.com");
  private static final Set<String> YANDEX =
    Set.of("yandex.ru", "yandex.ua", "yandex.kz", "yandex.com", "yandex.by", "ya.ru");
  /** A dot alone is decoration; two in a row are no mailbox of theirs, and stay so. */
  private static final Pattern LONE_DOT = Pattern.compile("(?<!\\.)\\.(?!\\.)");

  private EmailAddresses() {}

  /** Empty where it is no address. */
  public static String normal(String raw) {
    var text = raw.strip().toLowerCase(Locale.ROOT);
    var at = text.lastIndexOf('@');
    if (at < 1 || at == text.length() - 1) {
      return "";
    }
    var user = text.substring(0, at);
    var domain = text.substring(at + 1);
    if (GMAIL.contains(domain)) {
      return address(LONE_DOT.matcher(until(user, '+')).replaceAll(""), "gmail.com");
    }
    if (ICLOUD.contains(domain) || OUTLOOK.matcher(domain).matches()) {
      return address(until(user, '+'), domain);
    }
    if (YAHOO.matcher(domain).matches()) {
      return address(until(user, '-'), domain);
    }
    return address(user, YANDEX.contains(domain) ? "yandex.ru" : domain);
  }

  private static String address(String user, String domain) {
    return user.isEmpty() ? "" : user + "@" + domain;
  }

  private static String until(String user, char sign) {
    var end = user.indexOf(sign);
    return end < 0 ? user : user.substring(0, end);
  }
}
