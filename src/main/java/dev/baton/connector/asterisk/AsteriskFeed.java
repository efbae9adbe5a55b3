package dev.baton.connector.asterisk;

import dev.baton.connector.Brought;
import dev.baton.connector.Feed;
import dev.baton.connector.Hook;
import dev.baton.connector.SourceException;
import dev.baton.connector.Tools;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Hears calls on the manager interface. What is heard lasts in memory while a call runs; once it is over, all that matters
 * of it is handed over to be kept.
 *
 * <pre>
 *   connect ─► Login ─► CoreShowChannels, QueueStatus: what runs already ─► events, pings ─► the line ends
 * </pre>
 */
final class AsteriskFeed implements Feed {

  /** An idle telephone system says nothing for hours; so often it is asked whether it is there. */
  static final Duration PING = Duration.ofSeconds(15);

  private final Tools tools;
  private final AsteriskConfig config;
  private final Duration ping;
  private final NetClient client;
  private final CallMentions mentions;
  private final Calls calls;
  private volatile AmiLine line;
  private volatile Span heard;

  AsteriskFeed(Tools tools, AsteriskConfig config, Duration ping) {
    this.tools = tools;
    this.config = config;
    this.ping = ping;
    this.mentions = new CallMentions(config);
    this.calls = new Calls(config.contexts());
    this.client = tools.vertx().createNetClient(new NetClientOptions()
      .setConnectTimeout((int) tools.limits().connect().toMillis()).setSsl(config.isSecure())
      .setHostnameVerificationAlgorithm(config.isSecure() ? "HTTPS" : ""));
  }

  /** A line on which we are let in, and what it answered; closed again where we are not. */
  Future<AmiLine> open() {
    return client.connect(config.port(), config.server().getHost())
      .map(socket -> new AmiLine(tools.vertx(), socket, ping, tools.limits().total()))
      .recover(e -> Future.failedFuture(SourceException.unreachable(
        config.server().getHost() + " cannot be reached: " + e.getMessage(), e)));
  }

  Future<AmiMessage> login(AmiLine opened, boolean withEvents) {
    return opened.ask("Login", "Username", config.username(), "Secret", config.secret().value(), "Events",
      withEvents ? "on" : "off");
  }

  @Override
  public Future<End> listen(Function<Event, Future<Void>> keep) {
    heard = null;
    return open().compose(opened -> {
      line = opened;
      calls.begin();
      opened.listen(event -> hear(event, keep));
      return login(opened, true).compose(answer -> answer.isSuccess() ? letIn(opened)
        : opened.close().map(v -> (End) new End.Refused("Asterisk does not let us in: " + answer.get("Message"))));
    }).otherwise(e -> new End.Broken(String.valueOf(e.getMessage())))
      .onComplete(done -> letGo());
  }

  private Future<End> letIn(AmiLine opened) {
    var now = tools.clock().instant();
    heard = new Span(now, now);
    opened.keepAlive();
    opened.ask("CoreShowChannels").otherwiseEmpty();
    opened.ask("QueueStatus").otherwiseEmpty();
    return opened.ended().map(End.Broken::new);
  }

  /** Whatever it was, all before it has been heard once this is kept. */
  private Future<Void> hear(AmiMessage event, Function<Event, Future<Void>> keep) {
    var now = tools.clock().instant();
    var kept = Future.<Void>succeededFuture();
    for (var call : calls.hear(event, now)) {
      if (config.answered() || call.outcome() != Call.Outcome.ANSWERED) {
        kept = kept.compose(v -> keep.apply(new Event(call.linkedId(), Map.of(), call.toJson().toBuffer())));
      }
    }
    return kept.onSuccess(v -> heardUntil(now));
  }

  private void heardUntil(Instant now) {
    var before = heard;
    if (before != null) {
      heard = new Span(before.from(), now);
    }
  }

  private void letGo() {
    var present = line;
    line = null;
    if (present != null) {
      present.close();
    }
  }

  @Override
  public Optional<Span> heard() {
    return Optional.ofNullable(heard);
  }

  @Override
  public Future<Brought> read(Hook.Delivery delivery) {
    try {
      return Future.succeededFuture(Brought.of(List.of(mentions.of(Call.of(new JsonObject(delivery.body())))), List.of()));
    } catch (DecodeException e) {
      throw new IllegalArgumentException("it is no call", e);
    }
  }

  @Override
  public Future<Void> close() {
    var present = line;
    return present == null ? Future.succeededFuture() : present.close();
  }

  Future<Void> end() {
    return close().transform(v -> client.close());
  }
}
