package dev.baton.mention;

/** Somebody else's words that a mention quotes or answers, as the network gave them. @param author as people write it */
public record Quoted(String author, String text, String url) {

  private static final int MAX_AUTHOR = 500;
  private static final int MAX_TEXT = 2_000;
  private static final int MAX_URL = 2_000;

  public Quoted {
    author = Text.line(author, MAX_AUTHOR);
    text = Text.lines(text, MAX_TEXT);
    url = Text.line(url, MAX_URL);
    url = url.startsWith("https://") || url.startsWith("http://") ? url : "";
  }
}
