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
import java.util.Map;
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
  /** Taken at once. */
  private static final int AT_ONCE = 20;

  private final Database database;
  private final Supplier<Served> served;
  private final Intake intake;
  private final InstantSource clock;
  private final Deliveries deliveries = new Deliveries();
  private final Rounds rounds;

  /** @param served as it is at the moment */
  public DeliveryReader(Vertx vertx, Database database, Supplier<Served> served, Intake intake, InstantSource clock) {
    this.database = database;
    this.served = served;
    this.intake = intake;
    this.clock = clock;
    this.rounds = new Rounds(vertx, "deliveries could not be looked for", LEASE, AFTER_FAILURE,
      () -> readDue().map(count -> count == AT_ONCE ? LOOK_SOON : LOOK_EVERY));
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

  /** Ends the present round. */
  public Future<Void> stop() {
    return rounds.stop();
  }

  /** There is something: look now instead of soon. */
  public void wake() {
    rounds.wake();
  }

  /** Reads what is due, at most a handful. @return how many were taken */
  public Future<Integer> readDue() {
    var readings = readings(served.get());
    if (readings.isEmpty()) {
      return Future.succeededFuture(0);
    }
    return deliveries.take(database.reader(), readings.keySet().toArray(Integer[]::new), clock.instant(), LEASE, AT_ONCE)
      .compose(taken -> Future.join(taken.stream().map(one -> read(one, readings.get(one.account()))).toList()).otherwiseEmpty().map(taken.size()));
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
