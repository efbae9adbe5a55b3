package dev.baton;

import static org.junit.jupiter.api.Assertions.fail;

import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What the live feed said to one listener, in its order. */
final class Frames {

  /** On a busy machine. */
  private static final int PATIENCE_SECONDS = 20;
  private static final JsonObject CLOSED = new JsonObject().put("type", "closed");

  private final ClientWebSocket socket;
  private final BlockingQueue<JsonObject> queue = new LinkedBlockingQueue<>();
  private final List<JsonObject> seen = new ArrayList<>();

  Frames(ClientWebSocket socket) {
    this.socket = socket;
    socket.textMessageHandler(text -> queue.add(new JsonObject(text)));
    socket.closeHandler(v -> queue.add(CLOSED));
  }

  /** The next frame that is like this; those before it are remembered in {@link #seen}. */
  JsonObject until(String what, Predicate<JsonObject> isIt) {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try {
      while (true) {
        var frame = queue.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (frame == null) {
          return fail("no frame with " + what + " in " + PATIENCE_SECONDS + " s; there were "
            + seen.stream().map(f -> f.getString("type") + " " + f.getLong("seq")).toList());
        }
        seen.add(frame);
        if (isIt.test(frame)) {
          return frame;
        }
        if (frame == CLOSED) {
          return fail("closed with " + socket.closeStatusCode() + " before there was " + what);
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonObject next(String type) {
    return until("type " + type, frame -> frame.getString("type").equals(type));
  }

  /** The next frame that shows this case. @return the case as it shows it */
  JsonObject caseShown(long caseId) {
    return item(until("case " + caseId, frame -> item(frame, caseId) != null), caseId);
  }

  static JsonObject item(JsonObject frame, long caseId) {
    return frame.getJsonArray("items") == null ? null : frame.getJsonArray("items").stream()
      .map(JsonObject.class::cast).filter(i -> i.getLong("id") == caseId).findFirst().orElse(null);
  }

  /** Every frame looked at so far. */
  List<JsonObject> seen() {
    return seen;
  }

  /** Waits for the end. @return its code */
  int closed() {
    until("the end", frame -> frame == CLOSED);
    return socket.closeStatusCode();
  }

  /** Reads no more, as a browser in the background of a slow machine. */
  void stopReading() {
    socket.pause();
  }

  void readOn() {
    socket.resume();
  }

  void close() {
    socket.close();
  }
}
