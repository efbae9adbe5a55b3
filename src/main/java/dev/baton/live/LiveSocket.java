package dev.baton.live;

import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;

/**
 * One browser's socket. It is written to while it keeps up; when it does not, what it misses is dropped, and it is told
 * to come back with the last number it had. Nothing is queued for it beyond the socket's own buffer.
 */
final class LiveSocket {

  /** Bytes the socket may have unsent: a snapshot is about 100 kB, the largest frame about 500 kB. */
  private static final int MAX_UNSENT = 1024 * 1024;

  /**
   * A frame's bytes, made once for all sockets that hear it. The public frames of Vert.x would encode the text again for
   * every socket, which costs more than the write.
   */
  record Encoded(byte[] bytes) {

    static Encoded of(JsonObject json) {
      return new Encoded(json.toBuffer().getBytes());
    }

    /** Each write moves an index of its own over the same bytes. */
    private WebSocketFrame once() {
      return new WebSocketFrameImpl(WebSocketFrameType.TEXT, bytes, true);
    }
  }

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

  /**
   * In one piece: cut into the pieces that we let browsers send, a large frame would fill the queue of messages between
   * two event loops by itself, and look like a browser that does not keep up.
   *
   * @return false if the socket does not keep up, and just now turned out so
   */
  boolean send(Encoded frame, long upTo) {
    if (behind || socket.isClosed()) {
      return true;
    }
    seq = upTo;
    socket.writeFrame(frame.once());
    if (!socket.writeQueueFull()) {
      return true;
    }
    behind = true;
    socket.drainHandler(v -> socket.writeTextMessage(
      new JsonObject().put("type", "resync").put("after", seq).encode()));
    return false;
  }

  void close(int code, String reason) {
    socket.close((short) code, reason);
  }
}
