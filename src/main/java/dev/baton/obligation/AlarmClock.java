package dev.baton.obligation;

import dev.baton.db.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
  /** Cases tried again in one look. */
  private static final int RETRIES = 20;

  /** Carries out what is due, in the transaction that claimed it. */
  @FunctionalInterface
  public interface Due {
    /** @return those that could not be carried on, of which nothing was stored; a failure is of all of them */
    Future<List<Obligations.Failed>> carryOut(SqlClient tx, List<Obligations.Due> cases, Instant now);
  }

  private final Vertx vertx;
  private final Database database;
  private final SetAside setAside;
  private final Carrying carrying;
  private final InstantSource clock;
  private final Hand looking = new Hand("alarms could not be looked for");
  private final Hand trying = new Hand("cases set aside could not be tried again");
  private volatile int aside;
  private volatile boolean stopped;

  public AlarmClock(Vertx vertx, Database database, Obligations obligations, SetAside setAside, Due due,
                    Runnable afterCommit, InstantSource clock) {
    this.vertx = vertx;
    this.database = database;
    this.setAside = setAside;
    this.carrying = new Carrying(database, obligations, setAside, due, afterCommit, clock);
    this.clock = clock;
  }

  /** What lies aside is tried at once, since the version that starts may be the one that mends it. */
  public void start() {
    looking.goOn(LOOK_EVERY, () -> due(clock.instant(), 0).map(count -> count > 0 ? LOOK_SOON : LOOK_EVERY));
    setAside.hasten(database.reader(), clock.instant())
      .onFailure(e -> log.warn("cases set aside wait for their time cause={}", e.getMessage()))
      .onComplete(done -> trying.goOn(TRY_EVERY, () -> tryAgain(clock.instant()).map(TRY_EVERY)));
  }

  /** Ends the present rounds. */
  public Future<Void> stop() {
    stopped = true;
    return Future.join(looking.stop(), trying.stop()).mapEmpty();
  }

  /** One of the two things that go round; the next round begins when the last one has ended. */
  private final class Hand {

    private final String trouble;
    private long timer;
    private Future<Void> round = Future.succeededFuture();

    private Hand(String trouble) {
      this.trouble = trouble;
    }

    private void goOn(Duration pause, Supplier<Future<Duration>> work) {
      if (stopped) {
        return;
      }
      timer = vertx.setTimer(pause.toMillis(), t -> round = Future.succeededFuture()
        .compose(v -> work.get())
        .recover(e -> {
          log.warn("{} cause={}", trouble, e.getMessage());
          return Future.succeededFuture(AFTER_FAILURE);
        })
        .onSuccess(next -> goOn(next, work))
        .mapEmpty());
    }

    private Future<Void> stop() {
      vertx.cancelTimer(timer);
      return round.otherwiseEmpty();
    }
  }

  /** Carries out everything that is due now. @return how many cases had an alarm */
  public Future<Integer> runDue() {
    return due(clock.instant(), 0).compose(count -> tryAgain(clock.instant()).map(mended -> count + mended));
  }

  /** What comes due meanwhile is left to the next look, so that a look ends and a trickle comes in handfuls. */
  private Future<Integer> due(Instant by, int before) {
    return carrying.batch(by).compose(count -> count == 0 || stopped ? Future.succeededFuture(before + count)
      : due(by, before + count));
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
