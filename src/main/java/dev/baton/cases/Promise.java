package dev.baton.cases;

import java.time.Instant;

/**
 * A date that was given to the customer, until a reply has kept it.
 *
 * @param by     who gave it
 * @param broken the date has passed
 */
record Promise(long id, String by, Instant madeAt, Instant dueAt, boolean broken) {

  Promise nowBroken() {
    return new Promise(id, by, madeAt, dueAt, true);
  }

  /** What a promise is or became; the ledger's words. */
  enum State {
    OPEN,
    /** Kept in time. */
    KEPT,
    /** Its date passed; kept late, moved too late, or closed without. */
    BROKEN,
    /** Another date was given before this one had passed. */
    MOVED,
    WITHDRAWN;

    /** The word used in SQL and JSON. */
    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
