package dev.baton.connector.mail;

import dev.baton.connector.Receipt;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what a mail server says about an answer of ours that it could not deliver (RFC 3464, and those that do not keep
 * it).
 */
final class Bounces {

  private static final Pattern ACTION = Pattern.compile("(?im)^Action:\\s*([a-z]+)");
  private static final Pattern DIAGNOSTIC = Pattern.compile(
    "(?im)^Diagnostic-Code:\\s*(?:[a-z0-9-]+;)?\\s*(.+(?:\\r?\\n[ \\t]+.+)*)");
  private static final Pattern STATUS = Pattern.compile("(?im)^Status:\\s*([0-9.]+)");
  /** The id of the mail that came back, before the ids it refers to. */
  private static final Pattern OF = Pattern.compile("(?im)^[> \\t]*Message-ID:\\s*(.*(?:\\r?\\n[ \\t]+.*)?)");
  private static final int LONGEST_WORDS = 400;

  private final MessageIds ids;

  Bounces(MessageIds ids) {
    this.ids = ids;
  }

  /** Empty where it is about no answer of ours, or about one that is only late. */
  Optional<Receipt> read(MimeParts parts, boolean fromServer, Instant at) {
    var reported = !parts.report().isBlank();
    if (!reported && !fromServer || reported && !hasFailed(parts.report())) {
      return Optional.empty();
    }
    return OF.matcher(parts.returned() + "\n" + (fromServer ? parts.plain() : "")).results()
      .flatMap(of -> ids.firstOwn(of.group(1)).stream()).findFirst()
      .map(id -> new Receipt(ids.attempt(id).orElse(""), id, false, words(parts), at));
  }

  private static boolean hasFailed(String report) {
    return ACTION.matcher(report).results().anyMatch(action -> action.group(1).equalsIgnoreCase("failed"));
  }

  private static String words(MimeParts parts) {
    var diagnostic = DIAGNOSTIC.matcher(parts.report());
    if (diagnostic.find()) {
      return bounded(diagnostic.group(1));
    }
    var status = STATUS.matcher(parts.report());
    return status.find() ? "could not be delivered (" + status.group(1) + ")"
      : bounded(parts.plain().isBlank() ? "could not be delivered" : parts.plain());
  }

  private static String bounded(String words) {
    var line = words.replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST_WORDS ? line.substring(0, LONGEST_WORDS) : line;
  }
}
