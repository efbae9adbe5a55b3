package dev.baton.reply;

import dev.baton.mention.ExternalId;
import dev.baton.mention.Text;

/** How a reply ended, as its row says it. */
record Settled(String state, String externalId, String url, String cause) {

  private static final int MAX_URL = 2_000;
  private static final int MAX_CAUSE = 500;

  /** A network's words are made storable, or its answer could never be kept. */
  Settled {
    externalId = ExternalId.orNone(externalId);
    url = Text.line(url, MAX_URL);
    cause = Text.line(cause, MAX_CAUSE);
  }

  static Settled accepted(String externalId, String url) {
    return new Settled("accepted", externalId, url, "");
  }

  /** A network may say that it cannot deliver something before it answers that it took it. */
  Settled knowing(OwnWords.Known known) {
    return known.undeliverable().isEmpty() ? this : new Settled("refused", externalId, url, known.undeliverable());
  }

  static Settled refused(String cause) {
    return new Settled("refused", "", "", cause);
  }

  static Settled unknown(String cause) {
    return new Settled("unknown", "", "", cause);
  }
}
