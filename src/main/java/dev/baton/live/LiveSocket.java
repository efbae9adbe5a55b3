package dev.baton.live;

import io.vertx.core.Handler;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One browser's socket. It is written to while it keeps up; when it does not, what it misses is dropped, and it is told
 * to come back with the last number it had. Nothing is queued for it beyond the socket's own buffer.
 */
final class LiveSocket {

  /** Bytes the socket may have unsent; a snapshot of 50 cases is about 50 kB. */
  private static final int MAX_UNSENT = 512 * 1024;

  private final ServerWebSocket socket;
  private final String[] brands;
  private final String token;
  private long seq;
  private boolean behind;

  /** @param token of its session, or empty for a program */
  LiveSocket(ServerWebSocket socket, String[] brands, String token) {
    this.socket = socket;
    this.brands = brands;
    this.token = token;
    socket.setWriteQueueMaxSize(MAX_UNSENT);
  }

  String[] brands() {
    return brands;
  }

  /** Sockets of one group hear the same. */
  List<String> group() {
    return Arrays.asList(brands);
  }

  String token() {
    return token;
  }

  /** The number of the last frame it was sent. */
  long seq() {
    return seq;
  }

  boolean isBehind() {
    return behind;
  }

  boolean isClosed() {
    return socket.isClosed();
  }

  /** @return false if the socket does not keep up, and just now turned out so */
  boolean send(String frame, long upTo) {
    if (behind || socket.isClosed()) {
      return true;
    }
    seq = upTo;
    try {
      return write(frame);
    } catch (IllegalStateException closedMeanwhile) {
      return true;
    }
  }

  private boolean write(String frame) {
    socket.writeTextMessage(frame);
    if (!socket.writeQueueFull()) {
      return true;
    }
    behind = true;
    var resync = new JsonObject().put("type", "resync").put("after", seq).encode();
    var told = new AtomicBoolean();
    Handler<Void> drained = v -> {
      if (told.compareAndSet(false, true)) {
        socket.writeTextMessage(resync);
      }
    };
    socket.drainHandler(drained);
    if (!socket.writeQueueFull()) {
      drained.handle(null); // it drained on its own loop before we listened
    }
    return false;
  }

  void close(int code, String reason) {
    socket.close((short) code, reason);
  }
}
