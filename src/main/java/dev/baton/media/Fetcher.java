package dev.baton.media;

import dev.baton.connector.Connector;
import dev.baton.connector.Guarded;
import dev.baton.connector.OffLimits;
import dev.baton.connector.SourceException;
import dev.baton.connector.Wire;
import dev.baton.db.Database;
import dev.baton.db.Rounds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/** Fetches what came with mentions, some at a time, on every node; a picture's trouble is nobody else's. */
public final class Fetcher {

  /** A larger file stays on the network; its link is shown. */
  public static final Wire.Limits LIMITS = new Wire.Limits(Duration.ofSeconds(10), Duration.ofSeconds(30), 10 << 20);
  /** Longer than a fetch with its redirects takes. */
  static final Duration LEASE = Duration.ofMinutes(3);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration LOOK_SOON = Duration.ofMillis(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
  /** Also bounds the memory: so many of the largest size at once. */
  private static final int AT_ONCE = 4;
  private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
  /** With doubling that is over an hour; what a network has not shown until then is gone. */
  private static final int MOST_TRIES = 10;

  private final Database database;
  private final Supplier<Map<String, Connector>> connectors;
  private final Guarded web;
  private final InstantSource clock;
  private final Attachments attachments = new Attachments();
  private final Rounds rounds;

  /** @param connectors by the names of their accounts, as they are at the moment */
  public Fetcher(Vertx vertx, Database database, Supplier<Map<String, Connector>> connectors, Guarded web,
                 InstantSource clock) {
    this.database = database;
    this.connectors = connectors;
    this.web = web;
    this.clock = clock;
    this.rounds = new Rounds(vertx, "attachments could not be looked for", LEASE, AFTER_FAILURE,
      () -> fetchDue().map(count -> count == AT_ONCE ? LOOK_SOON : LOOK_EVERY));
  }

  public void start() {
    rounds.start(LOOK_EVERY);
  }

  /** Ends the present round. */
  public Future<Void> stop() {
    return rounds.stop();
  }

  /** @return how many were tried */
  public Future<Integer> fetchDue() {
    var served = connectors.get();
    return attachments.take(database.reader(), served.keySet(), clock.instant(), LEASE, AT_ONCE)
      .compose(taken -> Future.join(taken.stream().map(one -> fetch(one, served.get(one.account()))).toList()).otherwiseEmpty().map(taken.size()));
  }

  private Future<Void> fetch(Attachments.Taken taken, Connector connector) {
    return Future.succeededFuture().compose(v -> connector.fetch(taken.url(), web))
      .compose(answer -> got(taken, answer), e -> failed(taken, e));
  }

  private Future<Void> got(Attachments.Taken taken, Wire.Answer answer) {
    var status = answer.status();
    if (status == 429 || status >= 500) {
      return later(taken, "the server answered " + status);
    }
    if (status < 200 || status >= 300 || answer.body().length() == 0) {
      return attachments.refuse(database.reader(), taken, "the server answered " + status);
    }
    return attachments.keep(database.reader(), taken, Sniffed.type(answer.body()), answer.body());
  }

  private Future<Void> failed(Attachments.Taken taken, Throwable cause) {
    return cause instanceof OffLimits || cause instanceof SourceException answered && answered.isTooLarge()
      ? attachments.refuse(database.reader(), taken, String.valueOf(cause.getMessage()))
      : later(taken, String.valueOf(cause.getMessage()));
  }

  private Future<Void> later(Attachments.Taken taken, String why) {
    return taken.attempt() >= MOST_TRIES ? attachments.refuse(database.reader(), taken, why)
      : attachments.later(database.reader(), taken,
        clock.instant().plus(FIRST_RETRY.multipliedBy(1L << (taken.attempt() - 1))), why);
  }
}
