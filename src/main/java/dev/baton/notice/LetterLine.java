package dev.baton.notice;

import dev.baton.mention.Text;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A letter line by line, for every form to write in its own way. */
sealed interface LetterLine {

  String OVER = "Meanwhile it has been answered, taken back or given to somebody else: nothing is left to do.";

  /** Begins a case. */
  record Title(String text) implements LetterLine {}

  record Says(String text) implements LetterLine {}

  /** What somebody wrote; several lines. */
  record Quoted(String text) implements LetterLine {}

  record Link(String label, String url) implements LetterLine {}

  /** @param mostQuoted characters of a question; the link shows all of it */
  static List<LetterLine> of(Letter letter, int mostQuoted) {
    var lines = new ArrayList<LetterLine>();
    for (var paragraph : letter.paragraphs()) {
      lines.add(new Title(paragraph.reference()));
      paragraph.words().forEach(words -> lines.add(new Says(words)));
      if (!paragraph.link().isEmpty()) {
        lines.add(new Link("Open the case", paragraph.link()));
      }
      paragraph.asked().forEach(asked -> ask(lines, asked, letter.zone(), mostQuoted));
    }
    if (letter.more() > 0) {
      lines.add(new Title("And " + cases(letter.more()) + " more"));
      lines.add(new Link("See them all", letter.address().toString()));
    }
    return lines;
  }

  private static void ask(List<LetterLine> lines, Asked asked, ZoneId zone, int mostQuoted) {
    lines.add(new Says(asked.by() + (asked.whom().isEmpty() ? " asks you:" : " asks " + asked.whom() + ":")));
    lines.add(new Quoted(cut(asked.question(), mostQuoted)));
    if (asked.isOpen()) {
      lines.add(new Says("Accept it by " + moment(asked.acceptBy(), zone) + "."));
      lines.add(new Says("Answer it by " + moment(asked.answerBy(), zone) + " (" + zone + ")."));
      lines.add(new Link("Accept and answer it here, without signing in; the link is yours alone", asked.link()));
    } else {
      lines.add(new Says(OVER));
    }
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : Text.lines(text, most - 1) + "…";
  }

  private static String moment(Instant at, ZoneId zone) {
    return DateTimeFormatter.ofPattern("EEEE d MMMM yyyy, HH:mm", Locale.ENGLISH).format(at.atZone(zone));
  }

  static String cases(int count) {
    return count == 1 ? "1 case" : count + " cases";
  }
}
