package dev.baton.connector;

import io.vertx.core.Future;
import java.time.Instant;

/** One account on one network. Methods fail only for reasons worth another try later (network gone, 5xx, time-out). */
public interface Connector {

  /**
   * Reads the next page after the cursor.
   *
   * @param cursor what the last page returned, or the empty string at the very first
   * @return never refused for being repeated: what was already read may come again, ingest knows it
   */
  Future<ReadOutcome> read(String cursor);

  /** Says it on the network. A failed future means that not one byte left, so the same draft may be given again. */
  Future<ReplyOutcome> reply(Draft draft);

  /** A fresh key that lets the network recognise a repeated draft; stored before the first byte leaves. */
  String newAttemptKey(Instant now);

  /** True while a draft whose outcome is unknown can be given again without being said twice. */
  boolean repeatable(Draft draft, Instant now);

  /** What an answer on this account may look like. */
  ReplyRules rules();

  /** Frees its client; safe to call twice. */
  Future<Void> close();
}
