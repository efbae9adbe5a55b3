package dev.baton.connector.bluesky;

import dev.baton.connector.CheckUp;
import dev.baton.connector.Checked;
import dev.baton.connector.Connector;
import dev.baton.connector.Draft;
import dev.baton.connector.RateLimits;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.Stream;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One Bluesky account. What was said in the day before the account was connected is read, and everything since; one
 * page a call, newest first, down to what an earlier run has read. Called from one event loop.
 */
public final class BlueskyConnector implements Connector {

  private final Wire wire;
  private final BlueskySession session;
  private final BlueskyReader reader;
  private final BlueskyReplies replies;
  private final Tid keys;
  private final Optional<Stream> stream;

  private BlueskyConnector(Vertx vertx, BlueskyConfig config, InstantSource clock, RandomGenerator random,
                           Wire.Limits bounds) {
    this.wire = new Wire(vertx, config.server(), bounds);
    var limits = new RateLimits(clock, random);
    this.session = new BlueskySession(wire, config, limits, clock);
    this.reader = new BlueskyReader(session, limits, clock, wire.host());
    this.replies = new BlueskyReplies(session, config.identifier());
    this.keys = new Tid(random);
    this.stream = config.jetstream().isEmpty() ? Optional.empty()
      : Optional.of(new BlueskyStream(vertx, bounds, session, config.jetstream()));
  }

  public static BlueskyConnector of(Vertx vertx, BlueskyConfig config, InstantSource clock, RandomGenerator random) {
    return of(vertx, config, clock, random, Wire.Limits.USUAL);
  }

  public static BlueskyConnector of(Vertx vertx, BlueskyConfig config, InstantSource clock, RandomGenerator random,
                                    Wire.Limits limits) {
    return new BlueskyConnector(vertx, config, clock, random, limits);
  }

  @Override
  public Future<ReadOutcome> read(String cursor) {
    return reader.read(cursor);
  }

  /** Counted by our address, whoever signs in. */
  @Override
  public String quota() {
    return "bluesky " + wire.host();
  }

  @Override
  public Future<ReplyOutcome> reply(Draft draft) {
    return replies.say(draft);
  }

  @Override
  public String newAttemptKey(Instant now) {
    return keys.next(now);
  }

  /** For ever: the key is taken once the answer was said. */
  @Override
  public boolean repeatable(Draft draft, Instant now) {
    return true;
  }

  @Override
  public Future<ReplyOutcome> lookUp(Draft draft) {
    return replies.lookUp(draft);
  }

  @Override
  public Optional<Stream> stream() {
    return stream;
  }

  @Override
  public Future<List<Checked>> check() {
    return read("").compose(new BlueskyCheck(session)::of).otherwise(e -> List.of(CheckUp.unreached(e)));
  }

  @Override
  public ReplyRules rules() {
    return new ReplyRules(PostText.MAX_GRAPHEMES, "graphemes", true);
  }

  @Override
  public Future<Void> close() {
    return stream.map(Stream::close).orElseGet(Future::succeededFuture).transform(done -> wire.close());
  }
}
