package dev.baton.obligation;

/** How an obligation ended. */
public enum Outcome {
  MET,
  MISSED,
  /** It is no longer owed: the case was released, resolved with a reason, or an older contact took its place. */
  WITHDRAWN;

  /** The word used in SQL and JSON. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
