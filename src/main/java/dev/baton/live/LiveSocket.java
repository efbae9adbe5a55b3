package dev.baton.live;

import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

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
  private final int maxUnsent;
  /** Bytes handed to the socket that have not left. */
  private final AtomicInteger unsent = new AtomicInteger();
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile long seq;
  private volatile boolean behind;
  private volatile long behindSince;

  /** @param token of its session, or empty for a program */
  LiveSocket(ServerWebSocket socket, String[] brands, String token) {
    this(socket, brands, token, MAX_UNSENT);
  }

  /** @param maxUnsent bytes that may be unsent before it counts as behind */
  LiveSocket(ServerWebSocket socket, String[] brands, String token, int maxUnsent) {
    this.maxUnsent = maxUnsent;
    this.socket = socket;
    this.brands = brands;
    this.token = token;
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

  /** It was told to come back, or could not even be told, and has not gone for so long. */
  boolean isStuck(Duration patience) {
    return behind && System.nanoTime() - behindSince > patience.toNanos();
  }

  boolean isClosed() {
    return socket.isClosed();
  }

  /** @return false if the socket does not keep up, and just now turned out so */
  boolean send(Encoded frame, long upTo) {
    if (behind || socket.isClosed()) {
      return true;
    }
    seq = upTo;
    try {
      write(frame);
    } catch (IllegalStateException closedMeanwhile) {
      return true;
    }
    if (unsent.get() <= maxUnsent) {
      return true;
    }
    behindSince = System.nanoTime();
    behind = true;
    resyncOnceSent(); // perhaps all left while we looked
    return false;
  }

  /** We count for ourselves what is unsent, in bytes: the queue of the server counts frames, whatever their size. */
  private void write(Encoded frame) {
    unsent.addAndGet(frame.bytes().length);
    socket.writeFrame(frame.once()).onComplete(done -> {
      unsent.addAndGet(-frame.bytes().length);
      resyncOnceSent();
    });
  }

  private void resyncOnceSent() {
    if (behind && unsent.get() == 0 && told.compareAndSet(false, true)) {
      socket.writeTextMessage(new JsonObject().put("type", "resync").put("after", seq).encode());
    }
  }

  void close(int code, String reason) {
    socket.close((short) code, reason);
  }
}
