package dev.baton.connector.mail;

import dev.baton.connector.HtmlText;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;

/** HTML of a mail as text, with what it quotes marked as plain mails mark it; nothing in it is ever fetched. */
final class MailHtml {

  /** Markup for more words than are kept. */
  private static final int LONGEST = 400_000;
  /** Two letters that no language has say where a quote begins and ends, while markup turns into text. */
  private static final char BEGIN = '\uE000';
  private static final char END = '\uE001';
  /** Deeper than this a mark more says nothing. */
  private static final int MOST_MARKS = 5;

  private MailHtml() {}

  static String text(String html) {
    var bounded = html.length() > LONGEST ? html.substring(0, LONGEST) : html;
    var page = Jsoup.parse(bounded.replace(BEGIN, ' ').replace(END, ' '));
    page.outputSettings().prettyPrint(false);
    page.select("title, meta, link, [hidden], [style~=(?i)display\\s*:\\s*none]").remove();
    page.select("blockquote").forEach(quote -> quote.prependText(BEGIN + "").appendText(END + ""));
    return marked(HtmlText.of(page.body().html()));
  }

  private static String marked(String text) {
    var depth = new int[1];
    return text.lines().map(line -> {
      var within = depth[0] + count(line, BEGIN);
      depth[0] = Math.max(0, within - count(line, END));
      var words = line.replace(String.valueOf(BEGIN), "").replace(String.valueOf(END), "").strip();
      return within == 0 || words.isEmpty() ? words : ">".repeat(Math.min(within, MOST_MARKS)) + " " + words;
    }).collect(Collectors.joining("\n")).replaceAll("\n{3,}", "\n\n").strip();
  }

  private static int count(String line, char letter) {
    return (int) line.chars().filter(c -> c == letter).count();
  }
}
