package dev.baton.notice;

import dev.baton.mention.Text;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A letter as mail programs show it. The subject, which phones show to whoever looks on, says nothing of a question. */
final class MailText {

  /** Most programs show less. */
  private static final int LONGEST_SUBJECT = 150;
  /** As long as a question may be. */
  private static final int MOST_QUOTED = 5_000;
  private static final String END = "Baton wrote this by itself; nobody reads answers to it.";

  private MailText() {}

  /** One line, without characters that could end a header. */
  static String subject(Letter letter) {
    var first = letter.paragraphs().getFirst();
    var others = letter.paragraphs().size() - 1 + letter.more();
    return Text.line((first.reference() + ": " + first.words().getFirst()).replaceAll("\\p{Cntrl}", " ")
      + (others == 0 ? "" : " (and " + LetterLine.cases(others) + " more)"), LONGEST_SUBJECT);
  }

  static String plain(Letter letter) {
    return "Hello " + letter.to().name() + ",\n" + joined(letter, MailText::plain) + "\n-- \n" + END + "\n";
  }

  private static String joined(Letter letter, Function<LetterLine, String> form) {
    return LetterLine.of(letter, MOST_QUOTED).stream().map(form).collect(Collectors.joining());
  }

  private static String plain(LetterLine line) {
    return switch (line) {
      case LetterLine.Title(var text) -> "\n" + text + "\n";
      case LetterLine.Says(var text) -> text + "\n";
      case LetterLine.Quoted(var text) -> text.lines().map(l -> "> " + l + "\n").collect(Collectors.joining());
      case LetterLine.Link(var label, var url) -> label + ":\n" + url + "\n";
    };
  }

  static String html(Letter letter) {
    return "<!DOCTYPE html>\n<html><body style=\"font-family: sans-serif\">\n"
      + paragraph("Hello " + escaped(letter.to().name()) + ",") + joined(letter, MailText::html)
      + "<p style=\"color: #666\">" + END + "</p>\n</body></html>\n";
  }

  private static String html(LetterLine line) {
    return switch (line) {
      case LetterLine.Title(var text) -> "<h3>" + escaped(text) + "</h3>\n";
      case LetterLine.Says(var text) -> paragraph(escaped(text));
      case LetterLine.Quoted(var text) -> "<blockquote style=\"white-space: pre-wrap\">" + escaped(text)
        + "</blockquote>\n";
      case LetterLine.Link(var label, var url) ->
        paragraph("<a href=\"" + escaped(url) + "\">" + escaped(label) + "</a>");
    };
  }

  private static String paragraph(String html) {
    return "<p>" + html + "</p>\n";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
      .replace("'", "&#39;");
  }
}
