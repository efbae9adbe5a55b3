package dev.baton.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Line;
import dev.baton.inbox.Inbox;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The hub on a real database; its sockets are played, since each of their moods must be had at will. */
@ExtendWith(EventLoops.class)
class LiveHubIT {

  private static final String[] BRANDS = {"northwind"};
  private static final long FAR_TOO_MANY = 200;

  /** A browser: it keeps up, or is gone, or reads nothing. */
  private static final class PlayedSocket {
    final List<JsonObject> heard = new CopyOnWriteArrayList<>();
    volatile boolean closed;
    volatile boolean breaks;
    private final boolean full;
    final LiveSocket socket;

    /** @param full it never reads */
    PlayedSocket(boolean full) {
      this.full = full;
      socket = new LiveSocket((ServerWebSocket) Proxy.newProxyInstance(
      PlayedSocket.class.getClassLoader(), new Class<?>[] {ServerWebSocket.class}, (self, method, arguments) ->
        switch (method.getName()) {
          case "isClosed" -> closed;
          case "writeFrame" -> write(((WebSocketFrame) arguments[0]).textData());
          case "close" -> Future.succeededFuture();
          default -> self;
        }), BRANDS, "", full ? 0 : Integer.MAX_VALUE);
    }

    private Future<Void> write(String frame) {
      if (breaks) {
        throw new IllegalStateException("the socket closed at this very moment");
      }
      heard.add(new JsonObject(frame));
      return full ? Promise.<Void>promise().future() : Future.succeededFuture();
    }

    long items() {
      return heard.stream().filter(f -> f.getString("type").equals("changes"))
        .mapToLong(f -> f.getJsonArray("items").size()).sum();
    }
  }

  private final Vertx vertx;
  private final AtomicInteger asked = new AtomicInteger();
  private Line line;
  private LiveHub hub;

  LiveHubIT(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void open() {
    line = new Line(vertx);
    line.receive("mastodon", line.mention("rosa", "hello"));
    hub = new LiveHub(vertx, counting(line.database.reader()), line.journal, new Inbox(counting(line.database.reader()),
      person -> person, (brand, queue) -> "maria"), line.doorbell, line.clock, BRANDS);
    hub.start().await();
    until(() -> hub.position() >= 0);
  }

  @AfterEach
  void close() {
    hub.stop();
    line.close();
  }

  private SqlClient counting(SqlClient client) {
    return (SqlClient) Proxy.newProxyInstance(LiveHubIT.class.getClassLoader(), new Class<?>[] {SqlClient.class},
      (self, method, arguments) -> {
        asked.incrementAndGet();
        try {
          return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
          throw e.getCause();
        }
      });
  }

  private void until(BooleanSupplier reached) {
    for (var i = 0; i < 1_000 && !reached.getAsBoolean(); i++) {
      vertx.timer(5).await();
    }
    assertTrue(reached.getAsBoolean(), "waited five seconds in vain");
  }

  private PlayedSocket joined() {
    var played = new PlayedSocket(false);
    hub.join(played.socket, -1);
    until(() -> !played.heard.isEmpty());
    return played;
  }

  /** What the hub asks the database while somebody else joins and hears three new cases, one after the other. */
  private void othersAreServed(String name) {
    asked.set(0);
    var other = joined();
    for (var i = 1; i <= 3; i++) {
      line.receive("mastodon", line.mention(name + i, "hello"));
      var expected = i;
      until(() -> other.items() >= expected);
    }
    assertTrue(asked.get() < FAR_TOO_MANY, "it asked the database " + asked + " times");
  }

  @Test
  void a_browser_that_is_gone_before_its_snapshot_costs_nothing_more() {
    var gone = new PlayedSocket(false);
    gone.closed = true;
    hub.join(gone.socket, -1);
    othersAreServed("tom");
    assertEquals(1, hub.open(), "only the other");
  }

  @Test
  void a_browser_that_reads_nothing_from_the_start_costs_nothing_more() {
    var slow = new PlayedSocket(true);
    hub.join(slow.socket, 0);
    until(() -> !slow.heard.isEmpty());
    line.receive("mastodon", line.mention("eva", "hello"));
    var again = new PlayedSocket(true);
    hub.join(again.socket, -1);
    othersAreServed("tom");
    assertEquals(1, again.heard.size(), "nothing is queued for it");
  }

  @Test
  void a_socket_that_breaks_while_it_is_written_to_takes_no_frame_from_the_others() {
    var before = joined();
    var breaks = joined();
    var after = joined();
    breaks.breaks = true;
    line.receive("mastodon", line.mention("tom", "hello"));
    until(() -> before.items() == 1);
    line.receive("mastodon", line.mention("eva", "hello"));
    until(() -> before.items() == 2);
    until(() -> after.items() == 2);
  }
}
