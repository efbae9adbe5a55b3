package dev.baton.triage;

import java.util.Locale;

/** How the customer sounds. */
public enum Mood {
  ANGRY, UNHAPPY, NEUTRAL, HAPPY,
  /** No word told. */
  UNKNOWN;

  /** The word used in SQL and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Mood of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
