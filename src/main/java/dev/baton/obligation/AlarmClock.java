package dev.baton.obligation;

import dev.baton.db.Database;
import dev.baton.db.Rounds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for alarms that are due and hands them on, in transactions of a bounded size. Any number of nodes may look: a
 * case that one has claimed, the others pass by. A case that cannot be carried on is set aside and holds up no other;
 * those set aside are tried again beside the looks, each in a transaction of its own.
 */
public final class AlarmClock {

  private static final Logger log = LoggerFactory.getLogger(AlarmClock.class);

  /** Between looks; the most an alarm is late when all is well. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  /** After a look that found something: where much falls due, more is, and is dealt with in handfuls. */
  private static final Duration LOOK_SOON = Duration.ofMillis(50);
  /** Between looks at what lies aside, which is tried again after a minute at the soonest. */
  private static final Duration TRY_EVERY = Duration.ofSeconds(1);
  /** After a failed look, as when the database is away. */
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  /** Transactions of one look, which so ends however much is due; the next goes on soon. */
  static final int MOST_BATCHES = 20;
  /** Cases tried again in one look. */
  private static final int RETRIES = 20;

  /** Carries out what is due, in the transaction that claimed it. */
  @FunctionalInterface
  public interface Due {
    /** @return those that could not be carried on, of which nothing was stored; a failure is of all of them */
    Future<List<Obligations.Failed>> carryOut(SqlClient tx, List<Obligations.Due> cases, Instant now);
  }

  private final Database database;
  private final SetAside setAside;
  private final Carrying carrying;
  private final InstantSource clock;
  private final Rounds looking;
  private final Rounds trying;
  private volatile int aside;
  private volatile boolean stopped;

  public AlarmClock(Vertx vertx, Database database, Obligations obligations, SetAside setAside, Due due,
                    Runnable afterCommit, InstantSource clock) {
    this.database = database;
    this.setAside = setAside;
    this.carrying = new Carrying(database, obligations, setAside, due, afterCommit, clock);
    this.clock = clock;
    looking = new Rounds(vertx, "alarms could not be looked for", Rounds.WITHIN, AFTER_FAILURE,
      () -> look().map(count -> count > 0 ? LOOK_SOON : LOOK_EVERY));
    trying = new Rounds(vertx, "cases set aside could not be tried again", Rounds.WITHIN, AFTER_FAILURE,
      () -> tryAgain(clock.instant()).map(TRY_EVERY));
  }

  /** What lies aside is tried at once, since the version that starts may be the one that mends it. */
  public void start() {
    looking.start(LOOK_EVERY);
    setAside.hasten(database.reader(), clock.instant())
      .onFailure(e -> log.warn("cases set aside wait for their time cause={}", e.getMessage()))
      .onComplete(done -> trying.start(TRY_EVERY));
  }

  /** Ends the present rounds. */
  public Future<Void> stop() {
    stopped = true;
    return Future.join(looking.stop(), trying.stop()).mapEmpty();
  }

  /** Carries out everything that is due now. @return how many cases had an alarm */
  public Future<Integer> runDue() {
    return look().compose(count -> count > 0 ? runDue().map(more -> count + more) : tryAgain(clock.instant()));
  }

  /** @return how many cases had an alarm; 0 when nothing is due that nobody else is at */
  Future<Integer> look() {
    return due(clock.instant(), MOST_BATCHES, 0);
  }

  /** What comes due meanwhile is left to the next look, so that a trickle comes in handfuls. */
  private Future<Integer> due(Instant by, int batches, int before) {
    return carrying.batch(by).compose(count -> count == 0 || batches == 1 || stopped
      ? Future.succeededFuture(before + count) : due(by, batches - 1, before + count));
  }

  /** @return how many could be carried on */
  private Future<Integer> tryAgain(Instant now) {
    return setAside.look(database.reader(), now, RETRIES).compose(look -> {
      aside = look.count();
      var count = Future.succeededFuture(0);
      for (var which : look.due()) {
        count = count.compose(n -> stopped ? Future.succeededFuture(n)
          : carrying.again(which).map(mended -> mended ? n + 1 : n));
      }
      return count;
    });
  }

  /**
   * Tries a case that lies aside at once.
   *
   * @return how it lies aside now, or empty if it does not any more; fails as the database does
   */
  public Future<Optional<SetAside.Case>> retry(SetAside.Case one) {
    return setAside.hasten(database.reader(), one, clock.instant())
      .compose(v -> carrying.again(new Obligations.Due(one.brand(), one.caseId())))
      .compose(v -> setAside.find(database.reader(), new String[] {one.brand()}, one.caseId()));
  }

  /** Cases that lay aside at the last look. */
  public int setAside() {
    return aside;
  }
}
