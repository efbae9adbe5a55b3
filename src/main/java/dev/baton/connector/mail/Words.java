package dev.baton.connector.mail;

import dev.baton.connector.Unreached;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a mail server said, for a person to read. */
final class Words {

  private static final int LONGEST = 300;
  private static final Pattern BUSY = Pattern.compile(
    "\\[(?:unavailable|limit|inuse|serverbug|overquota)]|too many|temporar|try again|rate limit|internal error");

  private Words() {}

  /** One line. Passwords are in no message: the library never repeats what it sent to sign in. */
  static String of(Throwable e) {
    var deepest = e;
    while (deepest instanceof MessagingException m && m.getNextException() != null && m.getNextException() != deepest) {
      deepest = m.getNextException();
    }
    var known = Unreached.words(e);
    if (!known.isEmpty()) {
      return known;
    }
    var message = deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
    var line = message.replace("* BYE Jakarta Mail Exception: ", "").replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
  }

  /**
   * True where user and password are wrong; servers say no to a sign-in also when they are busy, which mends itself.
   */
  static boolean isUnwelcome(Throwable e) {
    return e instanceof AuthenticationFailedException && !isBusy(e);
  }

  static boolean isBusy(Throwable e) {
    return BUSY.matcher(of(e).toLowerCase(Locale.ROOT)).find();
  }
}
