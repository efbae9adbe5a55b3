package dev.baton.connector.meta;

import dev.baton.connector.Fields;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.Set;

/** What the API says went wrong. Its code tells, not the HTTP status; sources: the API's error and rate limit pages. */
record GraphError(long code, long subcode, String message) {

  /** Of the app, the user, the page, the account's own limit; of WhatsApp's throughput and of one pair of numbers. */
  private static final Set<Long> BUSY = Set.of(4L, 17L, 32L, 341L, 613L, 130429L, 131056L);
  /** Of a business use case: 80001 pages, 80002 Instagram, 80006 Messenger, 80007 WhatsApp and their neighbours. */
  private static final long FIRST_BUSY = 80_000;
  private static final long LAST_BUSY = 80_014;
  private static final Set<Long> TOKEN_DEAD = Set.of(102L, 190L);
  /** Of the API itself, and of WhatsApp. */
  private static final Set<Long> TRANSIENT = Set.of(1L, 2L, 131000L, 131016L);
  private static final long NO_PERMISSION = 10;
  private static final long FIRST_PERMISSION = 200;
  private static final long LAST_PERMISSION = 299;
  /** Of {@link #NO_PERMISSION}, when what is missing is a recent word of the customer. */
  private static final Set<Long> WINDOW_SHUT = Set.of(2018278L, 2018065L, 2534022L);
  private static final long WHATSAPP_WINDOW_SHUT = 131047;
  private static final int MAX_WORDS = 400;

  /** In any answer, whatever its status. */
  static Optional<GraphError> in(Buffer body) {
    return Optional.of(Fields.object(Fields.objectOrEmpty(body), "error")).filter(error -> !error.isEmpty())
      .map(error -> new GraphError(Fields.number(error, "code"), Fields.number(error, "error_subcode"),
        Fields.text(error, "message")));
  }

  boolean isBusy() {
    return BUSY.contains(code) || code >= FIRST_BUSY && code <= LAST_BUSY;
  }

  boolean isTokenDead() {
    return TOKEN_DEAD.contains(code);
  }

  boolean isTransient() {
    return TRANSIENT.contains(code);
  }

  boolean isWindowShut() {
    return code == WHATSAPP_WINDOW_SHUT || code == NO_PERMISSION && WINDOW_SHUT.contains(subcode);
  }

  boolean isPermission() {
    return !isWindowShut() && (code == NO_PERMISSION || code >= FIRST_PERMISSION && code <= LAST_PERMISSION);
  }

  /** For whoever has to do something about it. */
  String words() {
    var said = "(#" + code + (subcode == 0 ? "" : "/" + subcode) + ") " + message;
    return (said.length() > MAX_WORDS ? said.substring(0, MAX_WORDS) : said) + advice();
  }

  private String advice() {
    if (isTokenDead()) {
      return ": the token has ended; make a new one and put it at 'token'";
    }
    if (isWindowShut()) {
      return ": " + Window.SHUT;
    }
    return isPermission() ? ": the token lacks a permission; the account's check-up says which" : "";
  }
}
