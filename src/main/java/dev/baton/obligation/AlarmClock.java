package dev.baton.obligation;

import dev.baton.db.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for alarms that are due and hands them on, in transactions of a bounded size. Any number of nodes may look: a
 * case that one has claimed, the others pass by.
 */
public final class AlarmClock {

  private static final Logger log = LoggerFactory.getLogger(AlarmClock.class);

  /** Cases of one transaction: many enough to be cheap, few enough to be short. */
  private static final int BATCH = 200;
  /** Between looks; the most an alarm is late when all is well. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  /** After a failed look, as when the database is away. */
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  /** A case whose alarm fails is left alone for so long, so that it holds up no other. */
  private static final Duration SET_ASIDE = Duration.ofMinutes(1);

  /** Carries out what is due, in the transaction that claimed it. */
  @FunctionalInterface
  public interface Due {
    Future<Void> carryOut(SqlClient tx, List<Obligations.Due> cases, Instant now);
  }

  private final Vertx vertx;
  private final Database database;
  private final Obligations obligations;
  private final Due due;
  private final Runnable afterCommit;
  private final InstantSource clock;
  private final Map<Long, Instant> setAside = new ConcurrentHashMap<>();
  private volatile int batch = BATCH;
  private long timer;
  private boolean stopped;
  private Future<Void> round = Future.succeededFuture();

  public AlarmClock(Vertx vertx, Database database, Obligations obligations, Due due, Runnable afterCommit,
                    InstantSource clock) {
    this.vertx = vertx;
    this.database = database;
    this.obligations = obligations;
    this.due = due;
    this.afterCommit = afterCommit;
    this.clock = clock;
  }

  public void start() {
    lookAfter(LOOK_EVERY);
  }

  /** Ends the present round. */
  public Future<Void> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    return round.otherwiseEmpty();
  }

  private void lookAfter(Duration pause) {
    if (stopped) {
      return;
    }
    timer = vertx.setTimer(pause.toMillis(), t -> round = Future.succeededFuture()
      .compose(v -> runDue())
      .map(count -> LOOK_EVERY)
      .recover(e -> {
        log.warn("alarms could not be looked for cause={}", e.getMessage());
        return Future.succeededFuture(AFTER_FAILURE);
      })
      .onSuccess(this::lookAfter)
      .mapEmpty());
  }

  /** Carries out everything that is due now. @return how many cases had an alarm */
  public Future<Integer> runDue() {
    var now = clock.instant();
    setAside.values().removeIf(until -> !until.isAfter(now));
    return runDue(now, 0);
  }

  private Future<Integer> runDue(Instant now, int before) {
    return runBatch(now).compose(count -> count == 0 || stopped ? Future.succeededFuture(before + count)
      : runDue(now, before + count));
  }

  private Future<Integer> runBatch(Instant now) {
    var claimed = new AtomicReference<List<Obligations.Due>>(List.of());
    return database.inTransaction(tx -> obligations.claimDue(tx, now, batch, setAside.keySet())
        .compose(cases -> {
          claimed.set(cases);
          return cases.isEmpty() ? Future.succeededFuture(0) : due.carryOut(tx, cases, now).map(cases.size());
        }))
      .onSuccess(count -> {
        batch = BATCH;
        if (count > 0) {
          afterCommit.run();
        }
      })
      .recover(e -> isolate(claimed.get(), now, e));
  }

  /** One case that fails must not hold up the others: look at them singly, and set aside the one that fails alone. */
  private Future<Integer> isolate(List<Obligations.Due> cases, Instant now, Throwable cause) {
    if (cases.isEmpty()) {
      return Future.failedFuture(cause);
    }
    return database.ping().map(v -> { // else it is the database that fails, and no case is to blame
      if (cases.size() == 1) {
        log.error("alarm failed and is set aside case={} for={}", cases.getFirst().caseId(), SET_ASIDE, cause);
        setAside.put(cases.getFirst().caseId(), now.plus(SET_ASIDE));
      }
      batch = 1;
      return cases.size();
    });
  }

  /** Cases whose alarm failed lately. */
  public int setAside() {
    return setAside.size();
  }
}
