package dev.baton;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.pgclient.PgConnectOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The road between a gateway and its PostgreSQL. It can swallow what travels on it without a word to either end, as
 * when a firewall forgets a connection or a host loses power.
 */
public final class Road implements AutoCloseable {

  private final NetClient client;
  private final NetServer server;
  private final SocketAddress to;
  private final String url;
  private final List<Trip> trips = new CopyOnWriteArrayList<>();
  private volatile boolean swallows;

  public Road(Vertx vertx, String database) {
    var options = PgConnectOptions.fromUri(database);
    to = SocketAddress.inetSocketAddress(options.getPort(), options.getHost());
    client = vertx.createNetClient();
    server = vertx.createNetServer().connectHandler(this::connect).listen(0, "127.0.0.1").await();
    var direct = URI.create(database);
    url = "postgresql://" + direct.getUserInfo() + "@127.0.0.1:" + server.actualPort() + direct.getPath();
  }

  /** Both ends of a connection; it goes on for as long as it was not swallowed, even when the road is mended. */
  private final class Trip {

    private final NetSocket left;
    private volatile boolean lost;

    private Trip(NetSocket left) {
      this.left = left;
      lost = swallows;
    }

    private void begin() {
      left.pause();
      client.connect(to).onSuccess(right -> {
        right.handler(bytes -> pass(left, bytes));
        left.handler(bytes -> pass(right, bytes));
        right.closeHandler(v -> close(left));
        left.closeHandler(v -> right.close());
        left.resume();
      }).onFailure(e -> left.close());
    }

    private void pass(NetSocket other, Buffer bytes) {
      if (!lost) {
        other.write(bytes);
      }
    }

    private void close(NetSocket other) {
      if (!lost) {
        other.close();
      }
    }
  }

  private void connect(NetSocket left) {
    var trip = new Trip(left);
    trips.add(trip);
    trip.begin();
  }

  /** The database's URL by this road. */
  public String url() {
    return url;
  }

  /** All that is under way is lost from now on, and whoever connects meets silence. */
  public void swallow() {
    swallows = true;
    trips.forEach(trip -> trip.lost = true);
  }

  /** Whoever connects now gets through; what was lost stays lost. */
  public void mend() {
    swallows = false;
  }

  @Override
  public void close() {
    server.close().await();
    client.close().await();
  }
}
