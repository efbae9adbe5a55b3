package dev.baton.reply;

/** How a reply ended, as its row says it. */
record Settled(String state, String externalId, String url, String cause) {

  static Settled accepted(String externalId, String url) {
    return new Settled("accepted", externalId, url, "");
  }

  static Settled refused(String cause) {
    return new Settled("refused", "", "", cause);
  }

  static Settled unknown(String cause) {
    return new Settled("unknown", "", "", cause);
  }
}
