package dev.baton.connector.mastodon;

import dev.baton.connector.CheckUp;
import dev.baton.connector.Checked;
import dev.baton.connector.Connector;
import dev.baton.connector.Draft;
import dev.baton.connector.RateLimits;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.SharedQuota;
import dev.baton.connector.SocketStream;
import dev.baton.connector.SourceException;
import dev.baton.connector.Stream;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One Mastodon account. What was said before the account was connected is read as far as one page goes (80 mentions);
 * from then on every mention is read, oldest first. Called from one event loop.
 */
public final class MastodonConnector implements Connector {

  /** The server forgets an idempotency key after an hour; ten minutes are left for slow clocks and slow requests. */
  private static final Duration REPEATABLE = Duration.ofMinutes(50);

  private final String quota;
  private final Wire wire;
  private final MastodonApi api;
  private final MastodonInstance instance;
  private final MastodonReader reader;
  private final MastodonLookUp lookUp;
  private final MastodonReplies replies;
  private final Stream stream;

  private MastodonConnector(Vertx vertx, MastodonConfig config, InstantSource clock, RateLimits limits,
                            Wire.Limits bounds) {
    quota = SharedQuota.ofToken("mastodon", config.token());
    wire = new Wire(vertx, config.server(), bounds);
    api = new MastodonApi(wire, config, limits);
    instance = new MastodonInstance(api, config.server());
    reader = new MastodonReader(vertx, api, instance, limits, clock, wire.host());
    lookUp = new MastodonLookUp(api, instance, clock);
    replies = new MastodonReplies(api, instance, lookUp, clock, wire.host());
    stream = new SocketStream(vertx, bounds, this::line, text -> text.contains("\"notification\""));
  }

  public static MastodonConnector of(Vertx vertx, MastodonConfig config, InstantSource clock, RandomGenerator jitter) {
    return of(vertx, config, clock, jitter, Wire.Limits.USUAL);
  }

  public static MastodonConnector of(Vertx vertx, MastodonConfig config, InstantSource clock, RandomGenerator jitter,
                                     Wire.Limits limits) {
    return new MastodonConnector(vertx, config, clock, new RateLimits(clock, jitter), limits);
  }

  @Override
  public Future<ReadOutcome> read(String cursor) {
    return reader.read(cursor);
  }

  /** Counted by token. */
  @Override
  public String quota() {
    return quota;
  }

  @Override
  public Optional<Stream> stream() {
    return Optional.of(stream);
  }

  private Future<SocketStream.Line> line() {
    return instance.meet().map(trouble -> instance.line().filter(address -> trouble.isEmpty()))
      .compose(address -> address.isPresent()
        ? Future.succeededFuture(new SocketStream.Line(address.get(), api.authorised()))
        : Future.failedFuture(SourceException.unreachable(wire.host() + " names no line that is safe to open", null)));
  }

  @Override
  public Future<ReplyOutcome> reply(Draft draft) {
    return replies.say(draft);
  }

  @Override
  public boolean repeatable(Draft draft, Instant now) {
    return now.isBefore(draft.firstTriedAt().plus(REPEATABLE));
  }

  @Override
  public Future<ReplyOutcome> lookUp(Draft draft) {
    return lookUp.of(draft);
  }

  @Override
  public Future<List<Checked>> check() {
    return read("").compose(new MastodonCheck(api, instance)::of).otherwise(e -> List.of(CheckUp.unreached(e)));
  }

  @Override
  public ReplyRules rules() {
    return new ReplyRules(instance.maxLength() - MastodonInstance.FOR_THE_NAME, "characters", true);
  }

  @Override
  public Future<Void> close() {
    return stream.close().transform(done -> wire.close());
  }
}
