package dev.baton.connector;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One account on one network. Methods fail only for reasons worth another try later (network gone, 5xx, time-out). */
public interface Connector {

  /**
   * Reads the next page after the cursor.
   *
   * @param cursor what the last page returned, or the empty string at the very first
   * @return never refused for being repeated: what was already read may come again, ingest knows it
   */
  Future<ReadOutcome> read(String cursor);

  /** False where there is nothing to ask: what is said comes by itself. */
  default boolean isPolled() {
    return true;
  }

  /**
   * The window that reading spends from, by a name that all accounts who share it have, on every node, and that holds no
   * secret; empty where the account has one to itself.
   */
  default String quota() {
    return "";
  }

  /** Where the network can send by itself, what takes it in. */
  default Optional<Hook> hook() {
    return Optional.empty();
  }

  /** Where the network keeps a line open, what listens to it. */
  default Optional<Stream> stream() {
    return Optional.empty();
  }

  /** Where the network says what happens once and never again, what listens to it. */
  default Optional<Feed> feed() {
    return Optional.empty();
  }

  /** Says it on the network. A failed future means that not one byte left, so the same draft may be given again. */
  Future<ReplyOutcome> reply(Draft draft);

  /** A fresh key that lets the network recognise a repeated draft; stored before the first byte leaves. */
  default String newAttemptKey(Instant now) {
    return UUID.randomUUID().toString();
  }

  /**
   * True while a draft whose outcome is unknown can be given again without being said twice; never, unless the network
   * recognises a repeated one.
   */
  default boolean repeatable(Draft draft, Instant now) {
    return false;
  }

  /**
   * What became of a draft that is not repeatable and whose answer was lost: {@code Sent} where the network has it,
   * {@code TryLater} where it certainly has not, {@code Unknown} where that cannot be seen. A failed future is asked again.
   * Networks show late what they have, so the first {@code TryLater} is not believed: it is asked again after a minute.
   */
  default Future<ReplyOutcome> lookUp(Draft draft) {
    return Future.succeededFuture(new ReplyOutcome.Unknown("the network cannot be asked whether it has it"));
  }

  /**
   * Gets what came with a mention; by default from wherever it says, without credentials. As {@link Guarded#get}.
   *
   * @param web for what is open to everybody
   */
  default Future<Wire.Answer> fetch(String url, Guarded web) {
    return web.get(url);
  }

  /** Tries out whether the account works, without saying anything to anybody. */
  default Future<List<Checked>> check() {
    return read("").map(CheckUp::of).otherwise(e -> List.of(CheckUp.unreached(e)));
  }

  /** What an answer on this account may look like. */
  ReplyRules rules();

  /** Frees its client; safe to call twice. */
  Future<Void> close();
}
