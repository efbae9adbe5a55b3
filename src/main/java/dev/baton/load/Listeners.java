package dev.baton.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Many live feeds: a few probes read every frame, the others only count, so that listening costs less than telling. */
final class Listeners {

  /** Probes; each bit of a long is one. */
  static final int PROBES = 8;
  /** Connections opened at once, well below any listen backlog. */
  private static final int AT_ONCE = 50;
  private static final int MAX_BYTES = 64 * 1024 * 1024;
  /** A resync is short; other frames are not looked into. */
  private static final int SHORT = 64;

  private final LoadSettings settings;
  private final Sightings sightings;
  private final WebSocketClient client;
  private final List<WebSocket> open = new ArrayList<>();
  private boolean stopped;
  private long frames;
  private long bytes;
  private long resyncs;
  private long snapshots;
  private long holes;
  private long lost;

  Listeners(Vertx vertx, LoadSettings settings, Sightings sightings) {
    this.settings = settings;
    this.sightings = sightings;
    client = vertx.createWebSocketClient(new WebSocketClientOptions()
      .setMaxConnections(settings.sockets() + 1).setMaxFrameSize(MAX_BYTES).setMaxMessageSize(MAX_BYTES));
  }

  static int probes(LoadSettings settings) {
    return Math.min(PROBES, settings.sockets());
  }

  /** Succeeds when all are open. */
  Future<Void> open() {
    return openFrom(0);
  }

  private Future<Void> openFrom(int first) {
    if (first >= settings.sockets()) {
      return Future.succeededFuture();
    }
    var last = Math.min(first + AT_ONCE, settings.sockets());
    return Future.all(IntStream.range(first, last).mapToObj(i -> i < probes(settings) ? new Probe(i).connect() : count())
      .toList()).compose(v -> openFrom(last));
  }

  private Future<WebSocket> connect(String path) {
    return client.connect(new WebSocketConnectOptions().setHost(settings.url().getHost())
        .setPort(settings.url().getPort()).setURI(path).setTimeout(TimeUnit.SECONDS.toMillis(30))
        .putHeader("Authorization", "Bearer " + settings.token().value()))
      .onSuccess(socket -> {
        open.add(socket);
        socket.closeHandler(v -> lost += stopped ? 0 : 1);
      });
  }

  private Future<WebSocket> count() {
    return connect("/api/live").onSuccess(socket -> socket.frameHandler(frame -> {
      var data = frame.binaryData();
      frames += frame.isFinal() ? 1 : 0;
      bytes += data.length();
      resyncs += data.length() < SHORT && data.toString().contains("\"resync\"") ? 1 : 0;
    }));
  }

  /** Reads every frame, and comes back as a browser would when it is told to. */
  private final class Probe {
    private final int number;
    private long seq = -1;

    private Probe(int number) {
      this.number = number;
    }

    private Future<WebSocket> connect() {
      return Listeners.this.connect(seq < 0 ? "/api/live" : "/api/live?after=" + seq)
        .onSuccess(socket -> socket.textMessageHandler(text -> receive(socket, text)));
    }

    private void receive(WebSocket socket, String text) {
      if (socket.isClosed()) {
        return;
      }
      var now = System.nanoTime();
      frames++;
      bytes += text.length();
      var frame = Frame.read(text);
      switch (frame.type()) {
        case "snapshot" -> {
          snapshots++;
          sightings.snapshot(number);
        }
        case "changes" -> holes += frame.after() == seq ? 0 : 1;
        case "resync" -> {
          resyncs++;
          socket.textMessageHandler(null);
          socket.closeHandler(v -> { });
          socket.close();
          connect();
          return;
        }
        default -> { }
      }
      seq = frame.seq();
      frame.items().forEach(item -> sightings.shown(number, item.id(), item.contacts(), now));
    }
  }

  Future<Void> close() {
    stopped = true;
    return Future.join(open.stream().filter(s -> !s.isClosed()).map(WebSocket::close).toList())
      .transform(v -> client.close());
  }

  String report() {
    return """
        frames               %,d, %,d MB, to %,d sockets
        continuity           %,d holes (must be 0), %,d resyncs, %,d snapshots at %d probes, %,d sockets lost"""
      .formatted(frames, bytes / 1_000_000, settings.sockets(), holes, resyncs, snapshots, probes(settings), lost);
  }
}
