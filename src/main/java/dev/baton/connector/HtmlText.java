package dev.baton.connector;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/**
 * HTML of strangers as plain text. Paragraphs and breaks become lines. Of a link the agent sees where it
 * leads: the parts that Mastodon hides are shown, and a text that says something else than the address is followed by
 * the address.
 */
public final class HtmlText {

  /** Looks at a run of blanks once, where it begins: a stranger may send a million of them. */
  private static final Pattern BLANKS_AROUND = Pattern.compile("(?<![ \\t\\u00a0])[ \\t\\u00a0]*\\n[ \\t]*");

  private static final Pattern TAG = Pattern.compile("<[^<>]*>");

  private HtmlText() {}

  /** Of anything at all: a stranger may know what the parser stumbles over, and then the tags are only left out. */
  public static String of(String html) {
    try {
      return read(html);
    } catch (RuntimeException mistakeOfTheParser) {
      return Parser.unescapeEntities(TAG.matcher(html).replaceAll(" "), false).replaceAll("[\\s\\u00a0]+", " ").strip();
    }
  }

  private static String read(String html) {
    var body = Jsoup.parseBodyFragment(html).body();
    body.select("script, style, template, noscript").remove();
    for (var link : body.select("a[href]")) {
      link.text(shown(link));
    }
    var writer = new Writer();
    NodeTraversor.traverse(writer, body);
    return BLANKS_AROUND.matcher(writer.text).replaceAll("\n").replaceAll("\\n{3,}", "\n\n").strip();
  }

  private static String shown(Element link) {
    var text = link.text();
    var href = link.attr("href");
    boolean name = link.hasClass("mention") || link.hasClass("hashtag") || text.startsWith("@") || text.startsWith("#");
    if (name || !href.matches("(?i)https?://.*") || text.equals(href)) {
      return text;
    }
    return text.isBlank() || href.contains(text) ? href : text + " (" + href + ")";
  }

  private static final class Writer implements NodeVisitor {

    private final StringBuilder text = new StringBuilder();

    @Override
    public void head(Node node, int depth) {
      if (node instanceof TextNode words) {
        text.append(words.getWholeText().replaceAll("\\s+", " "));
      } else if (node.nameIs("br")) {
        text.append('\n');
      } else if (node.nameIs("li")) {
        text.append("\n- ");
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node instanceof Element element && element.isBlock()) {
        text.append(element.nameIs("li") ? "" : element.nameIs("p") ? "\n\n" : "\n");
      }
    }
  }
}
