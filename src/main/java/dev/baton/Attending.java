package dev.baton;

import dev.baton.connector.Feed;
import dev.baton.ingest.Listener;
import dev.baton.ingest.Poller;
import dev.baton.ingest.Served;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Who reads and who listens, one for each account that has to be read or listened to. Of an account that was changed the new
 * one begins when the old one has ended, so that they never have its lease at once.
 */
final class Attending {

  private final Parts parts;
  private final Ground ground;
  private final Map<String, Attended> attended = new HashMap<>();
  private boolean stopped;

  /** @param stop ends it, and gives the lease back */
  private record Attended(Served.One one, Supplier<Future<Void>> stop) {}

  Attending(Parts parts) {
    this.parts = parts;
    this.ground = parts.ground;
  }

  synchronized void become(Served served) {
    if (stopped) {
      return;
    }
    Stream.concat(attended.keySet().stream(), served.all().keySet().stream()).distinct().toList().forEach(name -> {
      var is = attended.get(name);
      var wanted = served.all().get(name);
      if (is == null ? wanted != null : is.one() != wanted) {
        var ended = is == null ? Future.<Void>succeededFuture() : is.stop().get();
        attended.remove(name);
        if (wanted != null) {
          attended.put(name, begin(wanted, ended));
        }
      }
    });
  }

  private Attended begin(Served.One one, Future<Void> ended) {
    if (one.paused() || one.connector().isEmpty()) {
      return new Attended(one, () -> ended);
    }
    var connector = one.connector().get();
    if (connector.isPolled()) {
      return poller(one, ended);
    }
    return connector.feed().map(feed -> listener(one, feed, ended)).orElseGet(() -> new Attended(one, () -> ended));
  }

  private Attended poller(Served.One one, Future<Void> ended) {
    var every = Connectors.every(parts.serving.configs().get(one.account().name()), ground.config().demo());
    var poller = new Poller(ground.vertx(), ground.database(), one.account(), one.connector().orElseThrow(), parts.intake,
      parts.accountStore, parts.paces, ground.clock(), ground.node(), every, new Random());
    return after(ended, one, poller::start, poller::stop);
  }

  private Attended listener(Served.One one, Feed feed, Future<Void> ended) {
    var listener = new Listener(ground.vertx(), ground.database(), one.account(), feed, parts.accountStore,
      parts.deliveryReader::wake, ground.clock(), ground.node());
    return after(ended, one, listener::start, listener::stop);
  }

  /** Begins when its predecessor has ended, unless it was stopped meanwhile. */
  private static Attended after(Future<Void> ended, Served.One one, Runnable start, Supplier<Future<Void>> stop) {
    var begins = new Turn(start);
    ended.onComplete(v -> begins.begin());
    return new Attended(one, () -> ended.transform(v -> begins.cancel() ? stop.get() : Future.succeededFuture()));
  }

  /** Begins at most once, and never after it was cancelled. */
  private static final class Turn {

    private final Runnable start;
    private boolean begun;
    private boolean cancelled;

    Turn(Runnable start) {
      this.start = start;
    }

    synchronized void begin() {
      if (!cancelled) {
        begun = true;
        start.run();
      }
    }

    /** @return whether it had begun */
    synchronized boolean cancel() {
      cancelled = true;
      return begun;
    }
  }

  /** All of them end. */
  synchronized Future<Void> stop() {
    stopped = true;
    return Future.join(attended.values().stream().map(a -> a.stop().get()).toList()).mapEmpty();
  }
}
