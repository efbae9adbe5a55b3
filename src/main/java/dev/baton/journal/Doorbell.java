package dev.baton.journal;

import dev.baton.db.Database;
import dev.baton.db.Rounds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
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
  private static final Duration RECONNECT = Duration.ofSeconds(1);
  /** Who only listens never learns that nobody is there any more, so the server is asked whether it is. */
  private static final Duration ASK_EVERY = Duration.ofSeconds(10);

  private final SqlClient client;
  private final Database ear;
  private final Rounds listening;
  private final Duration every;
  private volatile SqlConnection connection;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean ringing = new AtomicBoolean();
  private final AtomicBoolean ringAgain = new AtomicBoolean();

  /** @param ear for its one connection that listens; closed with the bell */
  public Doorbell(Vertx vertx, SqlClient client, Database ear) {
    this(vertx, client, ear, ASK_EVERY);
  }

  /** @param every between two looks whether the server is still there */
  public Doorbell(Vertx vertx, SqlClient client, Database ear, Duration every) {
    this.every = every;
    this.client = client;
    this.ear = ear;
    listening = new Rounds(vertx, "other nodes are not heard", Rounds.WITHIN, RECONNECT,
      () -> listen().map(every));
  }

  /** @param listener called on any thread, often; it should only note that there is something to read */
  public void onRing(Runnable listener) {
    listeners.add(listener);
  }

  /** Begins to hear the other nodes. */
  public Future<Void> open() {
    return listen().onSuccess(v -> listening.start(every));
  }

  private Future<Void> listen() {
    var present = connection;
    return present != null ? present.query("select 1").execute().mapEmpty() : ear.keep().compose(this::listenOn);
  }

  private Future<Void> listenOn(SqlConnection fresh) {
    PgConnection.cast(fresh).notificationHandler(ring -> heard());
    fresh.closeHandler(v -> {
      connection = null;
      listening.wake();
    });
    return fresh.query("listen " + CHANNEL).execute()
      .onSuccess(v -> {
        connection = fresh;
        heard();
      })
      .onFailure(e -> fresh.close())
      .mapEmpty();
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
    return listening.stop().eventually(ear::close);
  }
}
