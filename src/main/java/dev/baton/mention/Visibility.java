package dev.baton.mention;

/** Who else can read a mention; an answer never widens it. */
public enum Visibility {
  PUBLIC,
  PRIVATE;

  /** The word used in SQL and JSON. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** @throws IllegalArgumentException naming the two words there are */
  public static Visibility of(String word) {
    return switch (word) {
      case "public" -> PUBLIC;
      case "private" -> PRIVATE;
      default -> throw new IllegalArgumentException("visibility is '" + word + "': use public or private");
    };
  }
}
