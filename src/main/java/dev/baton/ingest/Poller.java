package dev.baton.ingest;

import dev.baton.connector.Brought;
import dev.baton.connector.Connector;
import dev.baton.connector.ReadOutcome;
import dev.baton.db.Database;
import dev.baton.db.Rounds;
import dev.baton.mention.Change;
import dev.baton.mention.Mention;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one account at its own pace, while this node has its lease. The cursor moves in the transaction that stores what
 * was read; a crash on any line costs a page read twice.
 */
public final class Poller {

  private static final Logger log = LoggerFactory.getLogger(Poller.class);

  /** A node that died is followed by another after this; longer than any read may take. */
  static final Duration LEASE = Duration.ofSeconds(90);
  /** What was said longer ago than this before Baton first looked is left as it is, or every old complaint would alarm. */
  private static final Duration FIRST_LOOK_BACK = Duration.ofHours(24);
  /** Between looks whether the node that reads this account is still there. */
  private static final Duration NOT_OURS = Duration.ofSeconds(15);
  /** Only a person can mend credentials; trying often gets accounts locked. */
  private static final Duration NEEDS_RECONNECT = Duration.ofMinutes(5);

  /** Edits and deletions of pages that could not be kept; more than any page has. */
  private static final int MOST_UNKEPT = 1_000;

  private final Database database;
  private final Account account;
  private final Connector connector;
  private final Intake intake;
  private final AccountStore accounts;
  private final InstantSource clock;
  private final String node;
  private final Pace pace;
  private final Listening listening;
  private final Rounds rounds;
  /** What waits is a steady pause, which a ring ends; not one that the network asked for. */
  private boolean steady;
  private boolean rung;
  private Instant due = Instant.MIN;
  /** What became of things said before: a connector tells it once, whether or not the page could be kept. */
  private List<Change> unkept = List.of();

  /** @param every between rounds when there is nothing more to read */
  public Poller(Vertx vertx, Database database, Account account, Connector connector, Intake intake,
                AccountStore accounts, InstantSource clock, String node, Duration every, RandomGenerator jitter) {
    this.database = database;
    this.account = account;
    this.connector = connector;
    this.intake = intake;
    this.accounts = accounts;
    this.clock = clock;
    this.node = node;
    this.listening = new Listening(vertx, vertx.getOrCreateContext(), account.name(), connector.stream(),
      this::pollNow, clock, jitter);
    this.pace = new Pace(() -> listening.pause(every), jitter);
    this.rounds = new Rounds(vertx, "poll takes too long account=" + account.name(), LEASE, NOT_OURS,
      () -> Future.succeededFuture().compose(v -> pollOnce()).recover(this::failed).onSuccess(this::pauses));
  }

  public void start() {
    rounds.start(Duration.ZERO);
  }

  private synchronized void pauses(Duration pause) {
    due = clock.instant().plus(pause);
  }

  /**
   * The network rang: look soon instead of at the end of the pause. During a round it is left to the next.
   *
   * @return when the next look is due
   */
  synchronized Instant pollNow() {
    rung = true;
    var soon = clock.instant().plus(pace.afterRing());
    if (steady && soon.isBefore(due)) {
      due = soon;
      rounds.wake(pace.afterRing());
    }
    return due;
  }

  /** Ends the present round and gives the lease back. */
  public Future<Void> stop() {
    listening.off();
    return rounds.stop().compose(v -> accounts.release(database.reader(), account, node)).otherwiseEmpty();
  }

  /** One page. @return how long to pause */
  Future<Duration> pollOnce() {
    var began = clock.instant();
    begins();
    return accounts.lease(database.reader(), account, node, began, LEASE).compose(lease -> lease.isEmpty()
      ? notOurs() : connector.read(lease.get().cursor()).compose(outcome -> handle(outcome, lease.get(), began)));
  }

  private Future<Duration> notOurs() {
    listening.off();
    unkept = List.of(); // the other node tells by itself
    return Future.succeededFuture(NOT_OURS);
  }

  private Future<Duration> handle(ReadOutcome outcome, AccountStore.Lease lease, Instant began) {
    return switch (outcome) {
      case ReadOutcome.Page page -> keep(page, lease, began).map(v -> kept(page));
      case ReadOutcome.Wait(var pause, var why) -> {
        var until = clock.instant().plus(pause);
        yield accounts.state(database.reader(), account, new AccountStore.State("waiting", why, Optional.of(until)))
          .map(v -> pace.asTold(pause));
      }
      case ReadOutcome.NeedsReconnect(var why) -> {
        log.warn("account needs reconnecting account={} cause={}", account.name(), why);
        listening.off();
        yield accounts.state(database.reader(), account,
          new AccountStore.State("needs-reconnect", why, Optional.empty())).map(v -> pace.asTold(NEEDS_RECONNECT));
      }
    };
  }

  private synchronized void begins() {
    steady = false;
    rung = false;
  }

  private synchronized Duration kept(ReadOutcome.Page page) {
    listening.on();
    var pause = pace.afterPage(page.more(), page.quota());
    steady = !page.more() && !rung;
    return rung && !page.more() ? pace.afterRing() : pause;
  }

  private Future<Void> keep(ReadOutcome.Page page, AccountStore.Lease lease, Instant began) {
    var all = page.brought();
    var brought = lease.cursor().isEmpty() ? new Brought(since(began.minus(FIRST_LOOK_BACK), all.mentions()), List.of(),
      all.receipts(), all.unreadable()) : new Brought(all.mentions(), withUnkept(all.changes()), all.receipts(), all.unreadable());
    unkept = brought.changes();
    var complete = page.more() ? Optional.<Instant>empty() : Optional.of(began);
    var advance = new AccountStore.Advance(account, node, lease.term(), page.cursor(), complete,
      new AccountUsage.Read(all.mentions().size(), page.quota()), delay(brought.mentions()));
    return intake.take(account, brought, (tx, now) -> accounts.advance(tx, advance, now)).onSuccess(v -> unkept = List.of());
  }

  private List<Change> withUnkept(List<Change> changes) {
    var both = Stream.concat(unkept.stream(), changes.stream()).toList();
    return both.subList(Math.max(0, both.size() - MOST_UNKEPT), both.size());
  }

  /** How long the newest half of them had been said when they were read; shown apart from the customer's own clock. */
  private Optional<Duration> delay(List<Mention> mentions) {
    var now = clock.instant();
    var sorted = mentions.stream().map(m -> Duration.between(m.postedAt(), now)).sorted().toList();
    return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
  }

  private static List<Mention> since(Instant earliest, List<Mention> mentions) {
    return mentions.stream().filter(m -> m.postedAt().isAfter(earliest)).toList();
  }

  private Future<Duration> failed(Throwable cause) {
    if (cause instanceof AccountStore.LeaseLost) {
      log.info("lease lost account={}", account.name());
      return notOurs();
    }
    var pause = pace.afterFailure();
    log.warn("poll failed account={} retry={} cause={}", account.name(), pause, cause.getMessage());
    var state = new AccountStore.State("failing", String.valueOf(cause.getMessage()),
      Optional.of(clock.instant().plus(pause)));
    return accounts.state(database.reader(), account, state).otherwiseEmpty().map(pause);
  }
}
