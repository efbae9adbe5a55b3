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
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one account at its own pace, while this node has its lease. The cursor moves in the transaction that stores what
 * was read; a crash on any line costs a page read twice. A pause longer than a moment is kept in steps, each of which
 * prolongs the lease: another node that read the account meanwhile would spend what was to be saved.
 *
 * <pre>
 *   step ─► lease? ─► asked to wait? ─► a request left? ─► read ─► keep, with why and when next ─► pause ─► step ...
 *             └ no ───────┴ yes ────────────┴ no ───────────────────────────────────────────────► pause
 * </pre>
 */
public final class Poller {

  private static final Logger log = LoggerFactory.getLogger(Poller.class);

  /** A node that died is followed by another after this; longer than any read may take. */
  static final Duration LEASE = Duration.ofSeconds(90);
  /** Whatever the connector does, it has answered by then, and what it brought can be kept before the lease ends. */
  private static final Duration READ_WITHIN = Duration.ofSeconds(60);
  /** Of a longer pause; twice that and the lease still stands. */
  private static final Duration STEP = LEASE.dividedBy(3);
  /** What was said longer ago than this before Baton first looked is left as it is, or every old complaint would alarm. */
  private static final Duration FIRST_LOOK_BACK = Duration.ofHours(24);
  /** Between looks whether the node that reads this account is still there. */
  private static final Duration NOT_OURS = Duration.ofSeconds(15);
  /** After a lease ended under a read; whether another node took over is seen at once. */
  private static final Duration LOST = Duration.ofSeconds(1);
  /** Only a person can mend credentials; trying often gets accounts locked. */
  private static final Duration NEEDS_RECONNECT = Duration.ofMinutes(5);

  /** Edits and deletions of pages that could not be kept; more than any page has. */
  private static final int MOST_UNKEPT = 1_000;

  private final Database database;
  private final Account account;
  private final Connector connector;
  private final Intake intake;
  private final AccountStore accounts;
  private final Paces paces;
  private final InstantSource clock;
  private final String node;
  private final Paces.Read read;
  private final Pace pace;
  private final Listening listening;
  private final Rounds rounds;
  /** What waits is a steady pause, which a ring ends; not one that the network asked for. */
  private boolean steady;
  private boolean rung;
  private Instant due = Instant.MIN;
  /** What became of things said before: a connector tells it once, whether or not the page could be kept. */
  private List<Change> unkept = List.of();
  private Duration soonest = Paces.BETWEEN_RINGS;
  /** Of the pause that runs; counted, and looked up, since a clock may be set. */
  private Duration left = Duration.ZERO;
  private Optional<AccountStore.Holder> holder = Optional.empty();
  /** What a look costs that finds nothing, as the last of them did. */
  private long idleCost;

  /** @param every between rounds when there is nothing more to read */
  public Poller(Vertx vertx, Database database, Account account, Connector connector, Intake intake,
                AccountStore accounts, Paces paces, InstantSource clock, String node, Duration every,
                RandomGenerator jitter) {
    this.database = database;
    this.account = account;
    this.connector = connector;
    this.intake = intake;
    this.accounts = accounts;
    this.paces = paces;
    this.clock = clock;
    this.node = node;
    this.read = paces.reads(account, every, connector.quota());
    this.listening = new Listening(vertx, vertx.getOrCreateContext(), account.name(), connector.stream(),
      this::pollNow, clock, jitter);
    this.pace = new Pace(jitter);
    this.rounds = new Rounds(vertx, "poll takes too long account=" + account.name(), LEASE, NOT_OURS, this::step);
  }

  public void start() {
    rounds.start(Duration.ZERO);
  }

  /** A part of the pause that runs, or a page. @return how long until the next step */
  Future<Duration> step() {
    return Future.succeededFuture().compose(v -> isPausing() ? prolong() : pollOnce().recover(this::failed).map(this::pauses))
      .map(v -> nextStep());
  }

  private synchronized boolean isPausing() {
    return left.isPositive() && clock.instant().isBefore(due);
  }

  private Future<Duration> prolong() {
    return accounts.lease(database.reader(), account, node, clock.instant(), LEASE)
      .map(lease -> lease.isEmpty() ? pauses(notOurs()) : STEP).otherwise(STEP);
  }

  private synchronized Duration pauses(Duration pause) {
    due = clock.instant().plus(pause);
    left = pause;
    return pause;
  }

  private synchronized Duration nextStep() {
    var step = left.compareTo(STEP) > 0 ? STEP : left;
    left = left.minus(step);
    return step;
  }

  /**
   * The network rang: look soon instead of at the end of the pause. During a round it is left to the next.
   *
   * @return when the next look is due
   */
  synchronized Instant pollNow() {
    rung = true;
    var soon = clock.instant().plus(soonest);
    if (steady && soon.isBefore(due)) {
      due = soon;
      left = Duration.ZERO;
      rounds.wake(soonest);
    }
    return due;
  }

  /** Ends the present round and gives the lease back. */
  public Future<Void> stop() {
    listening.off();
    paces.leaves(read);
    return rounds.stop().compose(v -> accounts.release(database.reader(), account, node)).otherwiseEmpty();
  }

  /** One page. @return how long to pause */
  Future<Duration> pollOnce() {
    var began = clock.instant();
    begins();
    return accounts.lease(database.reader(), account, node, began, LEASE)
      .compose(lease -> lease.isEmpty() ? Future.succeededFuture(notOurs()) : ours(lease.get(), began));
  }

  private synchronized void begins() {
    steady = false;
    rung = false;
    holder = Optional.empty();
  }

  private Duration notOurs() {
    listening.off();
    unkept = List.of(); // the other node tells by itself
    return NOT_OURS;
  }

  private Future<Duration> ours(AccountStore.Lease lease, Instant began) {
    var mine = new AccountStore.Holder(account, node, lease.term());
    holder = Optional.of(mine);
    var askFrom = lease.askFrom().filter(began::isBefore);
    return askFrom.isPresent() ? notBefore(mine, PaceWords.LIMITED, askFrom.get(), began)
      : paces.claim(read, began).compose(none -> none.isEmpty() ? ask(mine, lease.cursor(), began)
        : notBefore(mine, PaceWords.NONE_LEFT, none.get(), began));
  }

  private Future<Duration> notBefore(AccountStore.Holder mine, String words, Instant at, Instant now) {
    return accounts.pace(database.reader(), mine, words, at, now).map(Duration.between(now, at));
  }

  private Future<Duration> ask(AccountStore.Holder mine, String cursor, Instant began) {
    return Future.succeededFuture().compose(v -> connector.read(cursor))
      .timeout(READ_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
      .recover(e -> Future.failedFuture(Stumbled.of(e)))
      .compose(outcome -> handle(outcome, mine, cursor, began));
  }

  private Future<Duration> handle(ReadOutcome outcome, AccountStore.Holder mine, String cursor, Instant began) {
    pace.answered();
    return switch (outcome) {
      case ReadOutcome.Page page -> next(page).compose(next -> keep(page, mine, cursor.isEmpty(), next, began)
        .map(v -> kept(page, next)));
      case ReadOutcome.Wait(var pause, var why) -> waits(mine, pause, why, PaceWords.LIMITED, true);
      case ReadOutcome.Rest(var pause, var why) -> waits(mine, pause, why, PaceWords.RESTS, false);
      case ReadOutcome.NeedsReconnect(var why) -> {
        log.warn("account needs reconnecting account={} cause={}", account.name(), why);
        listening.off();
        yield tell(mine, new AccountStore.State("needs-reconnect", why, Optional.empty())).map(NEEDS_RECONNECT);
      }
    };
  }

  private Future<Duration> waits(AccountStore.Holder mine, Duration pause, String why, String pace, boolean isTold) {
    return tell(mine, new AccountStore.State("waiting", why, Optional.of(clock.instant().plus(pause)), pace, isTold))
      .map(pause);
  }

  private Future<Void> tell(AccountStore.Holder mine, AccountStore.State state) {
    return accounts.state(database.reader(), mine, state, clock.instant());
  }

  private Future<Paces.Next> next(ReadOutcome.Page page) {
    if (page.mentions().isEmpty()) {
      idleCost = page.quota().cost();
    }
    var every = listening.pause(read.every());
    return paces.next(read, new Paces.Told(every, !every.equals(read.every()), page.more(), page.quota(), idleCost),
      clock.instant());
  }

  private synchronized Duration kept(ReadOutcome.Page page, Paces.Next next) {
    listening.on();
    soonest = next.soonest();
    steady = !page.more() && !rung;
    return rung && !page.more() ? soonest : next.pause();
  }

  private Future<Void> keep(ReadOutcome.Page page, AccountStore.Holder mine, boolean first, Paces.Next next, Instant began) {
    var all = page.brought();
    var brought = first ? new Brought(since(began.minus(FIRST_LOOK_BACK), all.mentions()), List.of(),
      all.receipts(), all.unreadable()) : new Brought(all.mentions(), withUnkept(all.changes()), all.receipts(), all.unreadable());
    unkept = brought.changes();
    var complete = page.more() ? Optional.<Instant>empty() : Optional.of(began);
    var advance = new AccountStore.Advance(mine, page.cursor(), complete,
      new AccountUsage.Read(all.mentions().size(), page.quota()), delay(brought.mentions()), next);
    return intake.take(account, brought, (tx, now) -> accounts.held(tx, mine, now),
      (tx, now) -> accounts.advance(tx, advance, now)).onSuccess(v -> unkept = List.of());
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
      return Future.succeededFuture(LOST);
    }
    var pause = pace.afterFailure();
    var why = Stumbled.words(cause);
    log.warn("poll failed account={} retry={} cause={}", account.name(), pause, why);
    return holder.map(mine -> tell(mine, new AccountStore.State("failing", why, Optional.of(clock.instant().plus(pause)))))
      .orElseGet(Future::succeededFuture).otherwiseEmpty().map(pause);
  }
}
