package dev.baton.ingest;

import dev.baton.connector.Feed;
import dev.baton.connector.Hook;
import dev.baton.db.Database;
import dev.baton.db.Rounds;
import dev.baton.db.Turns;
import dev.baton.mention.Text;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to one account while this node has its lease. What matters is kept as a delivery before anything else is heard,
 * and read from there; what nobody heard is a gap that is told of.
 *
 * <pre>
 *   lease ─► listen ─► heard until now, again and again ─► the line ends ─► why, and a pause ─┐
 *     ▲                                                                                       │
 *     └───────────────────────────────────────────────────────────────────────────────────────┘
 * </pre>
 */
public final class Listener {

  private static final Logger log = LoggerFactory.getLogger(Listener.class);

  /** Between notes of how far it was heard; what a killed node heard after the last counts as a gap. */
  private static final Duration NOTE_EVERY = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofMillis(50);
  /** Between looks whether the node that listens is still there. */
  private static final Duration NOT_OURS = Duration.ofSeconds(15);
  /** Only a person can mend credentials; trying often gets us locked out. */
  private static final Duration REFUSED = Duration.ofMinutes(5);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  /** What happens meanwhile is lost, so the longest pause is short. */
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);
  private static final int MOST_DOUBLINGS = 5;
  private static final Duration KEEP_AGAIN = Duration.ofSeconds(1);
  private static final int MAX_KEY = 500;
  private static final Hook.Verdict.Says NOTHING = new Hook.Verdict.Says(200, Map.of(), "");

  private final Vertx vertx;
  private final Database database;
  private final Account account;
  private final Feed feed;
  private final AccountStore accounts;
  private final Runnable arrived;
  private final InstantSource clock;
  private final String node;
  private final Deliveries deliveries = new Deliveries();
  private final Rounds rounds;
  private volatile Optional<Future<Feed.End>> line = Optional.empty();
  private volatile boolean stopped;
  private volatile long term;
  private int failures;

  /** @param arrived after something was kept */
  public Listener(Vertx vertx, Database database, Account account, Feed feed, AccountStore accounts, Runnable arrived,
                  InstantSource clock, String node) {
    this.vertx = vertx;
    this.database = database;
    this.account = account;
    this.feed = feed;
    this.accounts = accounts;
    this.arrived = arrived;
    this.clock = clock;
    this.node = node;
    this.rounds = new Rounds(vertx, "account could not be attended to account=" + account.name(), Rounds.WITHIN,
      NOTE_EVERY, this::attend);
  }

  public void start() {
    rounds.start(Duration.ZERO);
  }

  /** Lets go of the line and gives the lease back. */
  public Future<Void> stop() {
    stopped = true;
    return rounds.stop().eventually(feed::close).compose(v -> noteHeard())
      .eventually(() -> accounts.release(database.reader(), account, node)).otherwiseEmpty();
  }

  /** One look. @return how long to pause */
  Future<Duration> attend() {
    return accounts.lease(database.reader(), account, node, clock.instant(), Poller.LEASE).compose(lease -> {
      if (lease.isEmpty()) {
        line = Optional.empty(); // what was heard on it was noted while the account was ours
        return feed.close().map(NOT_OURS);
      }
      term = lease.get().term();
      return line.isEmpty() ? listen() : noteHeard().recover(this::lost).compose(v -> ended());
    });
  }

  private Future<Duration> listen() {
    var listening = Future.succeededFuture().compose(v -> feed.listen(this::keep))
      .otherwise(e -> new Feed.End.Broken(Stumbled.words(e)));
    line = Optional.of(listening);
    listening.onComplete(done -> rounds.wake());
    return Future.succeededFuture(SOON);
  }

  /** Committed, or tried until it is: nobody says it again. */
  private Future<Void> keep(Feed.Event event) {
    var kept = new Hook.Verdict.Keep(Text.line(event.key(), MAX_KEY), event.head(), NOTHING);
    return Turns.whileMore(() -> deliveries.keep(database.reader(), account, kept, event.body(), clock.instant())
      .onSuccess(fresh -> arrived.run())
      .map(false)
      .recover(this::keepAgain));
  }

  private Future<Boolean> keepAgain(Throwable cause) {
    if (stopped) {
      return Future.failedFuture(cause);
    }
    log.warn("event not kept yet account={} retry={} cause={}", account.name(), KEEP_AGAIN, cause.getMessage());
    return vertx.timer(KEEP_AGAIN.toMillis()).map(true);
  }

  private Future<Void> noteHeard() {
    return feed.heard().map(span -> database.inTransaction(
      tx -> accounts.heard(tx, holder(), span, clock.instant()))).orElseGet(Future::succeededFuture);
  }

  private Future<Void> lost(Throwable cause) {
    return cause instanceof AccountStore.LeaseLost ? feed.close() : Future.failedFuture(cause);
  }

  private Future<Duration> ended() {
    if (!line.map(Future::isComplete).orElse(true)) {
      failures = feed.heard().isPresent() ? 0 : failures;
      return Future.succeededFuture(NOTE_EVERY);
    }
    var end = line.get().result();
    line = Optional.empty();
    return switch (end) {
      case Feed.End.Refused(var why) -> tell("needs-reconnect", why, REFUSED);
      case Feed.End.Broken(var why) -> tell("failing", why, afterFailure());
    };
  }

  private Duration afterFailure() {
    var doubled = FIRST_RETRY.multipliedBy(1L << Math.min(failures++, MOST_DOUBLINGS));
    return doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
  }

  private Future<Duration> tell(String state, String why, Duration pause) {
    log.warn("nobody listens account={} retry={} cause={}", account.name(), pause, why);
    return accounts.state(database.reader(), holder(), new AccountStore.State(state, why,
      Optional.of(clock.instant().plus(pause))), clock.instant()).map(pause);
  }

  private AccountStore.Holder holder() {
    return new AccountStore.Holder(account, node, term);
  }
}
