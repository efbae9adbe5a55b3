package dev.baton.demo;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * One caller's talk with a mail server, as RFC 5321 has it: a line comes, an answer goes. Takes every mail of bounded
 * size, to whoever it is.
 *
 * <pre>
 *   greeted ──EHLO──► ready ──MAIL──► from ──RCPT──► to ──DATA──► text ──"."──► ready
 *                       ▲───────────────RSET────────────│
 * </pre>
 */
final class SmtpTalk {

  static final int MAX_MAIL = 256 << 10;
  private static final int MAX_RECIPIENTS = 100;
  private static final int LONGEST_PATH = 256;
  private static final String NO_ANSWER = "";

  /** An envelope and what is in it. */
  record Envelope(String from, String to, String text) {}

  private final Consumer<Envelope> taken;
  private boolean greeted;
  private String from;
  private StringBuilder to = new StringBuilder();
  private int recipients;
  private StringBuilder text;
  private boolean tooLong;

  /** @param taken called once for each mail that was promised to be kept */
  SmtpTalk(Consumer<Envelope> taken) {
    this.taken = taken;
  }

  static String greeting() {
    return "220 localhost Baton's demo mailbox";
  }

  /** @return one or several lines; empty while the text of a mail comes in */
  String answer(String line) {
    return text == null ? command(line) : text(line);
  }

  /** The caller has said goodbye. */
  static boolean isLast(String answer) {
    return answer.startsWith("221");
  }

  private String command(String line) {
    var verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
    return switch (verb) {
      case "EHLO" -> greet("250-localhost\r\n250-SIZE " + MAX_MAIL + "\r\n250 8BITMIME");
      case "HELO" -> greet("250 localhost");
      case "MAIL" -> mail(line);
      case "RCPT" -> recipient(line);
      case "DATA" -> data();
      case "RSET" -> {
        reset();
        yield "250 forgotten";
      }
      case "NOOP" -> "250 here";
      case "VRFY" -> "252 send it and see";
      case "QUIT" -> "221 goodbye";
      default -> "500 no such command";
    };
  }

  private String greet(String answer) {
    greeted = true;
    reset();
    return answer;
  }

  private void reset() {
    from = null;
    to = new StringBuilder();
    recipients = 0;
    text = null;
    tooLong = false;
  }

  private String mail(String line) {
    if (!greeted || from != null) {
      return "503 " + (greeted ? "one mail after the other" : "say EHLO first");
    }
    if (!line.regionMatches(true, 0, "MAIL FROM:", 0, 10) || path(line).length() > LONGEST_PATH) {
      return "501 MAIL FROM:<address>";
    }
    from = path(line);
    return "250 from " + from;
  }

  private String recipient(String line) {
    if (from == null) {
      return "503 MAIL comes first";
    }
    if (!line.regionMatches(true, 0, "RCPT TO:", 0, 8) || path(line).isEmpty() || path(line).length() > LONGEST_PATH) {
      return "501 RCPT TO:<address>";
    }
    if (recipients == MAX_RECIPIENTS) {
      return "452 too many recipients";
    }
    recipients++;
    to.append(to.isEmpty() ? "" : ", ").append(path(line));
    return "250 to " + path(line);
  }

  /** What stands between the brackets. */
  private static String path(String line) {
    var begin = line.indexOf('<');
    var end = line.indexOf('>', begin + 1);
    return begin < 0 || end < 0 ? "" : line.substring(begin + 1, end);
  }

  private String data() {
    if (recipients == 0) {
      return "503 RCPT comes first";
    }
    text = new StringBuilder();
    return "354 go on, and end with a dot";
  }

  private String text(String line) {
    if (line.equals(".")) {
      var answer = tooLong ? "552 longer than " + MAX_MAIL + " bytes" : "250 kept";
      if (!tooLong) {
        taken.accept(new Envelope(from, to.toString(), text.toString()));
      }
      reset();
      return answer;
    }
    var said = line.startsWith(".") ? line.substring(1) : line;
    tooLong = tooLong || text.length() + said.length() + 2 > MAX_MAIL;
    if (!tooLong) {
      text.append(said).append("\r\n");
    }
    return NO_ANSWER;
  }
}
