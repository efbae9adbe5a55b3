package dev.baton.ingest;

import dev.baton.connector.Brought;
import dev.baton.connector.Hook;
import dev.baton.db.Database;
import dev.baton.db.Rounds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what networks sent by themselves, on every node, some at a time. What cannot be understood is set aside; what could
 * not be read for another reason is tried again, for ever, ever more seldom.
 */
public final class DeliveryReader {

  private static final Logger log = LoggerFactory.getLogger(DeliveryReader.class);

  /** Longer than any reading takes, a network asked for more included. */
  static final Duration LEASE = Duration.ofSeconds(90);
  /** Other nodes take in, and retries come due, without a word. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration LOOK_SOON = Duration.ofMillis(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(30);
  /** Doubling further would pass the longest retry. */
  private static final int MOST_DOUBLINGS = 10;
  /** Being read at once; also bounds the memory, so many of the largest size. */
  private static final int AT_ONCE = 40;
  /** Taken at once of one account, which has no more than twice as many: a network that is silent holds up no other. */
  private static final int OF_ONE = 4;

  private final Database database;
  private final Supplier<Served> served;
  private final Intake intake;
  private final InstantSource clock;
  private final Deliveries deliveries = new Deliveries();
  private final Map<Long, UnderWay> underWay = new ConcurrentHashMap<>();
  private final Rounds rounds;

  private record UnderWay(int account, Future<Void> reading) {}

  /** @param served as it is at the moment */
  public DeliveryReader(Vertx vertx, Database database, Supplier<Served> served, Intake intake, InstantSource clock) {
    this.database = database;
    this.served = served;
    this.intake = intake;
    this.clock = clock;
    this.rounds = new Rounds(vertx, "deliveries could not be looked for", Rounds.WITHIN, AFTER_FAILURE,
      () -> begin().map(begun -> begun.isEmpty() ? LOOK_EVERY : LOOK_SOON));
  }

  /** An account, and what understands what its network sent or said. */
  private record Reading(Account account, Function<Hook.Delivery, Future<Brought>> read) {}

  private static Map<Integer, Reading> readings(Served served) {
    var readings = new HashMap<Integer, Reading>();
    served.connectors().forEach((name, connector) -> connector.hook()
      .<Function<Hook.Delivery, Future<Brought>>>map(hook -> hook::read).or(() -> connector.feed().map(feed -> feed::read))
      .ifPresent(read -> {
        var account = served.accounts().get(name);
        readings.put(account.id(), new Reading(account, read));
      }));
    return readings;
  }

  public void start() {
    rounds.start(LOOK_EVERY);
  }

  /** Takes nothing more; what is being read is waited for. */
  public Future<Void> stop() {
    return rounds.stop().compose(v -> Future.join(underWay.values().stream().map(UnderWay::reading).toList())).mapEmpty();
  }

  /** There is something: look now instead of soon. */
  public void wake() {
    rounds.wake();
  }

  /** Reads what is due, at most a handful. @return how many were taken */
  public Future<Integer> readDue() {
    return begin().compose(begun -> Future.join(begun).otherwiseEmpty().map(begun.size()));
  }

  /** Whoever is slow to be read does not hold up the next round. */
  private Future<List<Future<Void>>> begin() {
    var readings = readings(served.get());
    var accounts = readings.keySet().stream().filter(this::hasRoom).toArray(Integer[]::new);
    var room = AT_ONCE - underWay.size();
    return accounts.length == 0 || room <= 0 ? Future.succeededFuture(List.of())
      : deliveries.take(database.reader(), accounts, clock.instant(), LEASE, OF_ONE, room)
        .map(taken -> taken.stream().map(one -> goes(one, readings.get(one.account()))).toList());
  }

  private boolean hasRoom(int account) {
    return underWay.values().stream().filter(one -> one.account() == account).count() <= OF_ONE;
  }

  private Future<Void> goes(Deliveries.Taken taken, Reading by) {
    // after that others may have it, and one that never ends must not keep its place
    var reading = read(taken, by).timeout(LEASE.toMillis(), TimeUnit.MILLISECONDS).otherwiseEmpty();
    underWay.put(taken.id(), new UnderWay(taken.account(), reading));
    return reading.onComplete(done -> {
      underWay.remove(taken.id());
      rounds.wake();
    });
  }

  private Future<Void> read(Deliveries.Taken taken, Reading reading) {
    return Future.succeededFuture().compose(v -> reading.read().apply(taken.what()))
      .compose(brought -> intake.take(reading.account(), brought,
        (tx, now) -> deliveries.held(tx, taken, now), (tx, now) -> deliveries.read(tx, taken, now)))
      .recover(e -> failed(taken, reading.account().name(), e));
  }

  private Future<Void> failed(Deliveries.Taken taken, String account, Throwable cause) {
    if (cause instanceof Deliveries.Overtaken) {
      log.info("delivery left to another reading account={} delivery={}", account, taken.id());
      return Future.succeededFuture();
    }
    if (cause instanceof IllegalArgumentException) {
      log.warn("delivery is unreadable account={} delivery={}", account, taken.id()); // why may quote a customer
      return deliveries.unreadable(database.reader(), taken, String.valueOf(cause.getMessage()));
    }
    var pause = backoff(taken.attempt());
    log.warn("delivery not read account={} delivery={} retry={} cause={}", account, taken.id(), pause,
      cause.getMessage());
    return deliveries.later(database.reader(), taken, clock.instant().plus(pause), String.valueOf(cause.getMessage()));
  }

  private static Duration backoff(int attempt) {
    var doubled = FIRST_RETRY.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
    return doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
  }
}
