package dev.baton.reply;

import dev.baton.cases.CaseKey;
import dev.baton.connector.Draft;
import java.time.Instant;

/** A reply claimed for sending. {@code attempt} tells this claim from a later one of the same reply. */
record Outgoing(CaseKey key, long id, int accountId, String account, int attempt, Draft draft, Doubt doubt) {

  /**
   * Whether an earlier try may have been said.
   *
   * @param since when the last such try was lost; {@link Instant#MAX} where there is none
   * @param asked how often its network was asked since
   * @param why   in words
   */
  record Doubt(Instant since, int asked, String why) {
    static final Doubt NONE = new Doubt(Instant.MAX, 0, "");

    boolean isThere() {
      return !since.equals(Instant.MAX);
    }
  }
}
