package dev.baton.policy;

import java.util.List;

/**
 * A department or a vendor that legs are handed to.
 *
 * @param key     {@code department:technical} or {@code vendor:fixit}; how SQL and JSON name it
 * @param title   as people read it
 * @param experts people and rotas, in the order in which they are asked
 * @param ladder  who is alarmed when an answer is late
 */
public record Party(String key, String title, List<String> experts, Ladder ladder, PartyAgreement agreement) {

  private static final String VENDOR = "vendor:";

  public Party {
    experts = List.copyOf(experts);
  }

  static String key(boolean vendor, String name) {
    return (vendor ? VENDOR : "department:") + name;
  }

  /** Somebody outside, who sees only what is theirs. */
  public boolean isVendor() {
    return key.startsWith(VENDOR);
  }
}
