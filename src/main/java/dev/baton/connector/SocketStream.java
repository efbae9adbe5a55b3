package dev.baton.connector;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A WebSocket that a network keeps open. What it says is looked at, never read; a line gone silent is hung up. */
public final class SocketStream implements Stream {

  /** A post with all that belongs to it has a few kilobytes. */
  private static final int MAX_MESSAGE = 1 << 20;

  /** We ask whether somebody is there, since not every network does. */
  private static final Duration ASK = Duration.ofSeconds(30);

  /** Three questions without an answer. */
  private static final Duration SILENT = Duration.ofSeconds(95);

  /** Where the line is and who we are. */
  public record Line(URI address, MultiMap headers) {}

  private final Vertx vertx;
  private final Supplier<Future<Line>> where;
  private final Predicate<String> concerns;
  private final Wire.Limits limits;
  private final WebSocketClient client;
  private volatile WebSocket open;

  /** @param concerns whether what was said is worth a ring */
  public SocketStream(Vertx vertx, Wire.Limits limits, Supplier<Future<Line>> where, Predicate<String> concerns) {
    this.vertx = vertx;
    this.where = where;
    this.concerns = concerns;
    this.limits = limits;
    this.client = vertx.createWebSocketClient(new WebSocketClientOptions()
      .setConnectTimeout((int) limits.connect().toMillis()).setMaxFrameSize(MAX_MESSAGE).setMaxMessageSize(MAX_MESSAGE)
      .setReadIdleTimeout((int) SILENT.toSeconds()).setIdleTimeoutUnit(TimeUnit.SECONDS));
  }

  @Override
  public Future<Void> listen(Runnable ring) {
    return where.get().compose(this::connect).compose(socket -> attend(socket, ring));
  }

  private Future<WebSocket> connect(Line line) {
    var address = line.address();
    boolean safe = "wss".equals(address.getScheme()) || "https".equals(address.getScheme());
    var options = new WebSocketConnectOptions().setHost(address.getHost()).setSsl(safe)
      .setPort(address.getPort() > 0 ? address.getPort() : safe ? 443 : 80)
      .setURI(address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery()))
      .setTimeout(limits.total().toMillis());
    options.setHeaders(MultiMap.caseInsensitiveMultiMap().addAll(line.headers()));
    return client.connect(options).recover(e -> Future.failedFuture(SourceException.unreachable(
      address.getHost() + " opens no line: " + e.getMessage(), e)));
  }

  /** A promise, because the line calls back. */
  private Future<Void> attend(WebSocket socket, Runnable ring) {
    var ended = Promise.<Void>promise();
    open = socket;
    socket.textMessageHandler(text -> {
      if (concerns.test(text)) {
        ring.run();
      }
    });
    socket.exceptionHandler(e -> socket.close());
    socket.closeHandler(v -> ended.tryComplete());
    ask(socket);
    ring.run();
    return ended.future();
  }

  private void ask(WebSocket socket) {
    vertx.setTimer(ASK.toMillis(), t -> {
      if (!socket.isClosed()) {
        socket.writePing(Buffer.buffer()).onSuccess(v -> ask(socket)).onFailure(e -> socket.close());
      }
    });
  }

  @Override
  public Future<Void> close() {
    var socket = open;
    return socket == null || socket.isClosed() ? Future.succeededFuture() : socket.close().otherwiseEmpty();
  }
}
