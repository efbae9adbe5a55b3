package dev.baton.connector;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * How X counts: a letter of most alphabets is one, everything else two, an emoji two however it is put together, a web
 * address 23 however long it is. Where the network's own counting is finer, this counts rather too little.
 * Source: docs.x.com, fundamentals/counting-characters; twitter-text, configuration 3.
 */
public final class WeightedLength {

  /** What {@link ReplyRules#unit} says of it. */
  public static final String UNIT = "weighted characters";

  private static final int LINK = 23;
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)\\]']",
    Pattern.CASE_INSENSITIVE);
  private static final Pattern CLUSTER = Pattern.compile("\\X");
  /** Shown as a picture by itself, or made one by a selector, a joiner or a keycap. */
  private static final Pattern EMOJI = Pattern.compile("[\\p{IsEmoji_Presentation}\\uFE0F\\u20E3]");

  private WeightedLength() {}

  public static int of(String text) {
    var composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    int links = (int) ADDRESS.matcher(composed).results().count();
    var words = ADDRESS.matcher(composed).replaceAll("");
    return links * LINK + CLUSTER.matcher(words).results().mapToInt(found -> weight(found.group())).sum();
  }

  private static int weight(String cluster) {
    return EMOJI.matcher(cluster).find() ? 2 : cluster.codePoints().map(c -> isLight(c) ? 1 : 2).sum();
  }

  private static boolean isLight(int c) {
    return c <= 0x10FF || c >= 0x2000 && c <= 0x200D || c >= 0x2010 && c <= 0x201F || c >= 0x2032 && c <= 0x2037;
  }
}
