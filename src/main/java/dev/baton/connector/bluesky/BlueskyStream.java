package dev.baton.connector.bluesky;

import dev.baton.connector.SocketStream;
import dev.baton.connector.SourceException;
import dev.baton.connector.Stream;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * All posts of the network, listened to for our own identifier: nobody offers a line of what is said to one account
 * alone. It stands in a post that names, answers or quotes us. The notification follows some seconds after the post, so a
 * ring comes late, and once more.
 */
final class BlueskyStream implements Stream {

  /** The first is when notifications usually are there; the second when the network has much to do. */
  private static final List<Duration> AFTER = List.of(Duration.ofSeconds(2), Duration.ofSeconds(10));

  private final Vertx vertx;
  private final BlueskySession session;
  private final URI address;
  private final SocketStream line;

  BlueskyStream(Vertx vertx, Wire.Limits limits, BlueskySession session, String jetstream) {
    this.vertx = vertx;
    this.session = session;
    this.address = URI.create(jetstream + "/subscribe?wantedCollections=app.bsky.feed.post");
    this.line = new SocketStream(vertx, limits, this::line, text -> text.contains(session.did()));
  }

  /** Without knowing who we are there is nothing to listen for. */
  private Future<SocketStream.Line> line() {
    return session.get("com.atproto.server.getSession", "").compose(heard -> session.did().isEmpty()
      ? Future.failedFuture(SourceException.unreachable("not signed in, so there is nothing to listen for", null))
      : Future.succeededFuture(new SocketStream.Line(address, MultiMap.caseInsensitiveMultiMap())));
  }

  @Override
  public Future<Void> listen(Runnable ring) {
    return line.listen(new Late(ring));
  }

  @Override
  public Future<Void> close() {
    return line.close();
  }

  /** The first ring says that the line stands; it is passed on at once. */
  private final class Late implements Runnable {

    private final Runnable ring;
    private final List<Once> later;
    private boolean stands;

    private Late(Runnable ring) {
      this.ring = ring;
      this.later = AFTER.stream().map(pause -> new Once(pause, ring)).toList();
    }

    @Override
    public void run() {
      if (stands) {
        later.forEach(Once::ring);
      } else {
        stands = true;
        ring.run();
      }
    }
  }

  /** One ring waits at a time, however much is said: what is said meanwhile has its own after it. */
  private final class Once {

    private final Duration pause;
    private final Runnable ring;
    private boolean waits;
    private boolean again;

    private Once(Duration pause, Runnable ring) {
      this.pause = pause;
      this.ring = ring;
    }

    private void ring() {
      again = waits;
      if (!waits) {
        waits = true;
        vertx.setTimer(pause.toMillis(), t -> rung());
      }
    }

    private void rung() {
      waits = false;
      ring.run();
      if (again) {
        ring();
      }
    }
  }
}
