package dev.baton.journal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * NOTIFY as a bell: it says that something was committed, never what. A ring may be lost and then costs a short delay;
 * whoever listens also reads on by themselves every few seconds.
 */
public final class Doorbell {

  private static final Logger log = LoggerFactory.getLogger(Doorbell.class);
  private static final String CHANNEL = "baton_journal";
  /** Between tries to hear other nodes again; the feed goes on reading by itself meanwhile. */
  private static final long RECONNECT_MILLIS = 1_000;

  private final SqlClient client;
  private final PgSubscriber subscriber;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean ringing = new AtomicBoolean();
  private final AtomicBoolean ringAgain = new AtomicBoolean();

  public Doorbell(Vertx vertx, SqlClient client, PgConnectOptions options) {
    this.client = client;
    subscriber = PgSubscriber.subscriber(vertx, options);
    subscriber.reconnectPolicy(tries -> RECONNECT_MILLIS);
    subscriber.channel(CHANNEL)
      .subscribeHandler(v -> heard())
      .handler(payload -> heard());
  }

  /** @param listener called on any thread, often; it should only note that there is something to read */
  public void onRing(Runnable listener) {
    listeners.add(listener);
  }

  /** Begins to hear the other nodes. */
  public Future<Void> open() {
    return subscriber.connect();
  }

  /** After a commit. Listeners here hear it at once, other nodes by one notification for all rings meanwhile. */
  public void ring() {
    heard();
    if (!ringing.compareAndSet(false, true)) {
      ringAgain.set(true);
      return;
    }
    client.preparedQuery("select pg_notify('" + CHANNEL + "', '')").execute()
      .onFailure(e -> log.debug("ring failed cause={}", e.getMessage()))
      .onComplete(done -> {
        ringing.set(false);
        if (ringAgain.getAndSet(false)) {
          ring();
        }
      });
  }

  private void heard() {
    listeners.forEach(Runnable::run);
  }

  public Future<Void> close() {
    return subscriber.close().recover(e -> e instanceof VertxException ? Future.succeededFuture()
      : Future.failedFuture(e));
  }
}
