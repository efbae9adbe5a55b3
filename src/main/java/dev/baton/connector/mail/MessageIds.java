package dev.baton.connector.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ids of mails, without brackets. Those of our answers are made of their attempt's key, so that each can be told
 * from the other.
 */
final class MessageIds {

  /** RFC 5322's longest line, and more than any program uses. */
  private static final int LONGEST = 900;
  /** A header with more is not believed to the end; a thread of a hundred mails has a hundred ids. */
  private static final int LONGEST_HEADER = 50_000;
  private static final int HASH_DIGITS = 40;
  private static final Pattern BRACKETED = Pattern.compile("<([^<>]{1,1000})>");
  private static final Pattern USABLE = Pattern.compile("[\\x21-\\x7e&&[^<>\"\\\\]]+@[\\x21-\\x7e&&[^<>\"\\\\]]+");
  private static final String OURS = "baton-";

  private final String domain;
  private final Pattern own;

  /** @param domain of the address that answers come from */
  MessageIds(String domain) {
    this.domain = domain;
    this.own = Pattern.compile("(?i)" + Pattern.quote(OURS) + "([0-9a-z-]{1,80})@" + Pattern.quote(domain));
  }

  /** The id under which the answer of this attempt is known, at every try. */
  String of(String attemptKey) {
    return OURS + attemptKey + "@" + domain;
  }

  /** The attempt whose answer has this id. */
  Optional<String> attempt(String id) {
    var match = own.matcher(id);
    return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
  }

  /** The first id of ours in some text, such as the lines of a bounce. */
  Optional<String> firstOwn(String text) {
    var match = own.matcher(text);
    return match.find() ? Optional.of(match.group()) : Optional.empty();
  }

  /** The ids of a header, in its order; what cannot be an id is left out. */
  static List<String> all(String header) {
    return BRACKETED.matcher(header).results().map(m -> m.group(1).replaceAll("\\s+", "")).filter(MessageIds::isUsable)
      .distinct().toList();
  }

  /** What a mail calls itself, in brackets or not; empty where that cannot be an id. */
  static Optional<String> own(String header) {
    if (header == null || header.length() > LONGEST_HEADER) {
      return Optional.empty();
    }
    var bare = header.strip().replaceAll("^<+|>+$", "").strip();
    return Optional.of(bare).filter(MessageIds::isUsable);
  }

  /** Several {@code @} do occur, and do no harm; a blank within does, for it cannot be answered to. */
  static boolean isUsable(String id) {
    return id.length() <= LONGEST && USABLE.matcher(id).matches();
  }

  /** For a mail without a usable id: the same for the same mail, wherever and whenever it is read. */
  static String artificial(String... of) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : of) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return "hash-" + HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
