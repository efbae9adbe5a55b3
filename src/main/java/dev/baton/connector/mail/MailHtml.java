package dev.baton.connector.mail;

import dev.baton.connector.HtmlText;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** HTML of a mail as text, with what it quotes marked as plain mails mark it; nothing in it is ever fetched. */
final class MailHtml {

  /** Markup for more words than are kept. */
  private static final int LONGEST = 400_000;

  private MailHtml() {}

  static String text(String html) {
    var body = Jsoup.parse(html.length() > LONGEST ? html.substring(0, LONGEST) : html).body();
    body.select("title, meta, link, [hidden], [style~=(?i)display\\s*:\\s*none]").remove();
    for (var quote = innermost(body); quote != null; quote = innermost(body)) {
      mark(quote);
    }
    return HtmlText.of(body.html());
  }

  /** From the inside out, so that a quote within a quote gets two marks. */
  private static Element innermost(Element body) {
    return body.selectFirst("blockquote:not(:has(blockquote))");
  }

  private static void mark(Element quote) {
    var marked = new Element("div");
    HtmlText.of(quote.html()).lines().forEach(line -> marked.appendElement("div").text("> " + line));
    quote.replaceWith(marked);
  }
}
