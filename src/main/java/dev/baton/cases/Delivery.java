package dev.baton.cases;

/** How the case's latest replies fare on the network. */
public enum Delivery {
  NONE("none"),
  UNDER_WAY("under-way"),
  /** The network refused one; the customer has not been answered. */
  UNDELIVERED("undelivered"),
  /** It may or may not have been said; a person has to look. */
  UNKNOWN("unknown");

  private final String word;

  Delivery(String word) {
    this.word = word;
  }

  /** The word used in SQL and JSON. */
  public String word() {
    return word;
  }

  static Delivery of(String word) {
    for (var delivery : values()) {
      if (delivery.word.equals(word)) {
        return delivery;
      }
    }
    throw new IllegalArgumentException("there is no delivery called '" + word + "'");
  }
}
