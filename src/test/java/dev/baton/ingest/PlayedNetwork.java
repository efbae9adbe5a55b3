package dev.baton.ingest;

import dev.baton.connector.Connector;
import dev.baton.connector.Draft;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReadOutcome.Quota;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.Stream;
import dev.baton.mention.Mention;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Gives the pages it was told to give, and remembers the cursors it was asked with. */
final class PlayedNetwork implements Connector {
  final Deque<Future<ReadOutcome>> pages = new ArrayDeque<>();
  final List<String> cursors = new CopyOnWriteArrayList<>();
  final AtomicReference<Runnable> bell = new AtomicReference<>();
  final AtomicInteger listeners = new AtomicInteger();
  boolean keepsALine;
  /** The window it shares with others. */
  String shared = "";
  /** What a parser of its answers does once. */
  Error thrown;

  @Override
  public Optional<Stream> stream() {
    return !keepsALine ? Optional.empty() : Optional.of(new Stream() {
      private final Promise<Void> ended = Promise.promise();

      @Override
      public Future<Void> listen(Runnable ring) {
        listeners.incrementAndGet();
        bell.set(ring);
        ring.run();
        return ended.future().onComplete(done -> listeners.decrementAndGet());
      }

      @Override
      public Future<Void> close() {
        ended.tryComplete();
        return Future.succeededFuture();
      }
    });
  }

  @Override
  public String quota() {
    return shared;
  }

  static Future<ReadOutcome> page(String cursor, boolean more, Mention... mentions) {
    return Future.succeededFuture(new ReadOutcome.Page(List.of(mentions), List.of(), cursor, more, Quota.UNSAID));
  }

  @Override
  public Future<ReadOutcome> read(String cursor) {
    cursors.add(cursor);
    if (thrown != null) {
      var error = thrown;
      thrown = null;
      throw error;
    }
    return pages.isEmpty() ? page("end", false) : pages.poll();
  }

  @Override
  public Future<ReplyOutcome> reply(Draft draft) {
    return Future.failedFuture("not played");
  }

  @Override
  public String newAttemptKey(Instant now) {
    return "key";
  }

  @Override
  public boolean repeatable(Draft draft, Instant now) {
    return false;
  }

  @Override
  public ReplyRules rules() {
    return new ReplyRules(500, "characters", true);
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
