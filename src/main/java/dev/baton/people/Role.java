package dev.baton.people;

import java.util.Locale;

/** What somebody may do. */
public enum Role {
  AGENT, LEAD, SUPERVISOR,
  /** Answers legs of a department or vendor, and sees only those. */
  EXPERT,
  /** A program with the API token; no person has it. */
  API;

  /** As in configuration, JSON and on the screen. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
