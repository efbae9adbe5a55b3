package dev.baton.mention;

/**
 * Something that came with a mention.
 *
 * @param kind        what it is to a reader
 * @param url         where the network keeps it; may need the account's credentials and may end soon
 * @param type        the network's claim, such as {@code image/jpeg}; empty if it says none
 * @param description what it shows, in the author's words; empty if they gave none
 */
public record Attachment(Kind kind, String url, String type, String description) {

  private static final int MAX_URL = 4_000;
  private static final int MAX_TYPE = 100;
  private static final int MAX_DESCRIPTION = 2_000;

  /** What it is to a reader. */
  public enum Kind {
    IMAGE, VIDEO, AUDIO, FILE;

    /** The word used in JSON. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** By the network's word or media type; what is not known is a file. */
    public static Kind of(String said) {
      var word = said == null ? "" : said.toLowerCase(java.util.Locale.ROOT);
      if (word.startsWith("image") || word.equals("photo") || word.equals("sticker")) {
        return IMAGE;
      }
      if (word.startsWith("video") || word.startsWith("gif") || word.equals("animated_gif")) {
        return VIDEO;
      }
      return word.startsWith("audio") || word.equals("voice") ? AUDIO : FILE;
    }
  }

  public Attachment {
    url = Text.line(url, MAX_URL);
    type = Text.line(type, MAX_TYPE);
    description = Text.line(description, MAX_DESCRIPTION);
  }
}
