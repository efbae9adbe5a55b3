package dev.baton.connector.mail;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/**
 * How far a mailbox is read.
 *
 * <pre>
 *   … read … | uid … below … | came since: read whatever its date
 *                  └ was there when we began to look: only what is not older than the floor
 * </pre>
 *
 * UIDs only grow, so the highest one read is enough, until the server says with another UIDVALIDITY that it has
 * forgotten them all. Then the mailbox is looked through by date, and ingest knows by its Message-ID what was read
 * before.
 *
 * @param validity the mailbox's UIDVALIDITY
 * @param uid      read up to here
 * @param newest   the latest date read
 * @param floor    nothing older is read of what lay there
 * @param below    the mailbox's UIDNEXT when we began to look by date
 */
record MailCursor(long validity, long uid, Instant newest, Instant floor, long below) {

  /** How much of the past is read when an account is connected. */
  static final Duration FIRST_LOOK = Duration.ofHours(24);

  /** How far back is looked once the UIDs are forgotten; a server may have been down for a day and set up anew. */
  static final Duration LOOK_BACK = Duration.ofDays(3);

  static MailCursor parse(String text) {
    var json = new JsonObject(text);
    return new MailCursor(json.getLong("validity"), json.getLong("uid"), json.getInstant("newest"),
      json.getInstant("floor"), json.getLong("below"));
  }

  String text() {
    return new JsonObject().put("validity", validity).put("uid", uid).put("newest", newest).put("floor", floor)
      .put("below", below).encode();
  }

  /** True where the mailbox still knows its UIDs: it has the same validity and never counted backwards. */
  boolean holdsFor(long validityNow, long uidNext) {
    return validity == validityNow && (uidNext <= 0 || uid < uidNext);
  }

  /** From when on to look, once the UIDs are forgotten; what was too old to be read before stays so. */
  Instant lookBackTo() {
    var back = newest.minus(LOOK_BACK);
    return back.isAfter(floor) ? back : floor;
  }

  /** Whether a mail is wanted, or lay there before we looked that far. */
  boolean wants(long mail, Instant date) {
    return mail > uid && (mail >= below || !date.isBefore(floor));
  }

  MailCursor after(long upTo, Instant latest) {
    return new MailCursor(validity, Math.max(uid, upTo), latest.isAfter(newest) ? latest : newest, floor, below);
  }
}
