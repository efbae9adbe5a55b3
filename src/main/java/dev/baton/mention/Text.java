package dev.baton.mention;

/** Makes what came over a network storable: PostgreSQL knows no NUL, JSON no lone surrogate. */
public final class Text {

  private Text() {}

  /** One line, trimmed, at most {@code max} characters; empty for null. */
  public static String line(String raw, int max) {
    return raw == null ? "" : cut(clean(raw.replace('\n', ' ').replace('\r', ' ')).strip(), max);
  }

  /** Several lines, at most {@code max} characters; empty for null. */
  public static String lines(String raw, int max) {
    return raw == null ? "" : cut(clean(raw.replace("\r\n", "\n")).strip(), max);
  }

  private static String clean(String raw) {
    if (raw.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
      return raw;
    }
    var out = new StringBuilder(raw.length());
    raw.codePoints()
      .filter(c -> c != 0)
      .forEach(c -> out.appendCodePoint(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c));
    return out.toString();
  }

  private static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
  }
}
