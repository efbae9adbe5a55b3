package dev.baton.connector.mail;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes away the history that mail programs put below an answer. Only what stands at the end and certainly is history;
 * where somebody answers between the lines, or nothing would be left, all of it stays.
 */
final class Quotes {

  private static final String WROTE = "(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|skrev|napisał)";
  /** "On Monday Ann wrote:", in the languages whose programs write so; may be broken over two or three lines. */
  private static final Pattern SOMEBODY_WROTE = Pattern.compile(
    "(?is)\\s*>*\\s*(?:on|am|le|el|il|op|em|den|dnia|på)\\b.{4,300}" + WROTE + "\\b.{0,100}:\\s*");
  private static final Pattern OTHER_WAY_ROUND = Pattern.compile(
    "(?i)\\s*\\S.{1,200}<[^<>\\s]+@[^<>\\s]+>.{0,60}" + WROTE + ".{0,60}:\\s*");
  private static final Pattern ORIGINAL = Pattern.compile("(?i)\\s*-{3,}\\s*(?:original message|original appointment|"
    + "ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale|oorspronkelijk bericht|"
    + "mensagem original)\\s*-{3,}\\s*");
  private static final Pattern HEADER = Pattern.compile("(?i)\\s*\\*?(?:from|von|de|da|van|sent|gesendet|envoyé|"
    + "enviado|inviato|verzonden|date|datum|to|an|à|para|a|aan|cc|subject|betreff|objet|asunto|oggetto|onderwerp|assunto)"
    + "\\s*:\\*?\\s.*");
  private static final Pattern FROM = Pattern.compile("(?i)\\s*\\*?(?:from|von|de|da|van)\\s*:\\*?\\s.*");
  private static final Pattern RULE = Pattern.compile("\\s*(?:_{8,}|-{8,})\\s*");
  private static final Pattern FORWARDED = Pattern.compile("(?i)\\s*(?:fwd?|wg|tr|rv|enc|doorst|vb)\\s*:.*");
  /** An attribution is at most broken so often. */
  private static final int BROKEN_OVER = 3;

  private Quotes() {}

  /** @param subject of the mail: what is forwarded is not history but what it is about */
  static String cut(String text, String subject) {
    if (FORWARDED.matcher(subject).matches()) {
      return text;
    }
    var lines = text.lines().toList();
    var end = Math.min(quotedTail(lines), Math.min(original(lines), headers(lines)));
    var kept = String.join("\n", lines.subList(0, end)).strip();
    return kept.isEmpty() ? text : kept;
  }

  /** Where a tail of nothing but quoted lines begins, with the line that says whose they are. */
  private static int quotedTail(List<String> lines) {
    var end = lines.size();
    while (end > 0 && (lines.get(end - 1).isBlank() || isQuoted(lines.get(end - 1)))) {
      end--;
    }
    var anyQuoted = lines.subList(end, lines.size()).stream().anyMatch(Quotes::isQuoted);
    return anyQuoted ? attribution(lines, end) : lines.size();
  }

  private static boolean isQuoted(String line) {
    return line.stripLeading().startsWith(">");
  }

  private static int attribution(List<String> lines, int end) {
    for (var from = end - 1; from >= Math.max(0, end - BROKEN_OVER); from--) {
      var said = String.join(" ", lines.subList(from, end));
      if (SOMEBODY_WROTE.matcher(said).matches() || OTHER_WAY_ROUND.matcher(said).matches()) {
        return from;
      }
    }
    return end;
  }

  private static int original(List<String> lines) {
    for (var i = 0; i < lines.size(); i++) {
      if (ORIGINAL.matcher(bounded(lines.get(i))).matches()) {
        return i;
      }
    }
    return lines.size();
  }

  /** Outlook puts the headers of what it answers there, without a quote sign; a line alone may be anybody's. */
  private static int headers(List<String> lines) {
    for (var i = 0; i + 2 < lines.size(); i++) {
      if (FROM.matcher(bounded(lines.get(i))).matches()
        && lines.subList(i + 1, Math.min(lines.size(), i + 6)).stream()
          .filter(l -> HEADER.matcher(bounded(l)).matches()).count() >= 2) {
        return i > 0 && RULE.matcher(bounded(lines.get(i - 1))).matches() ? i - 1 : i;
      }
    }
    return lines.size();
  }

  private static String bounded(String line) {
    return line.length() > 300 ? line.substring(0, 300) : line;
  }
}
