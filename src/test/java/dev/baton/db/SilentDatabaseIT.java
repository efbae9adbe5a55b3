package dev.baton.db;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Eventually;
import dev.baton.Line;
import dev.baton.Road;
import dev.baton.journal.Doorbell;
import dev.baton.obligation.AlarmClock;
import dev.baton.obligation.Obligations;
import dev.baton.obligation.SetAside;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What waits for an answer that will never come, since whoever was to give it is gone without a word. */
@ExtendWith(EventLoops.class)
class SilentDatabaseIT {

  private static final Duration SILENCE = Duration.ofSeconds(1);
  private static final int CONNECTIONS = 3;

  private final Vertx vertx;
  private Line line;
  private Road road;
  private Database database;

  SilentDatabaseIT(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void open() {
    line = new Line(vertx);
    road = new Road(vertx, line.url);
    database = Database.open(vertx, road.url(), "test", CONNECTIONS, SILENCE);
  }

  @AfterEach
  void close() {
    database.close().await();
    road.close();
    line.close();
  }

  private long fired() {
    return line.count("select count(*) from escalation");
  }

  @Test
  void alarms_go_on_when_the_road_to_a_database_that_fell_silent_is_mended() {
    line.receive("mastodon", line.mention("rosa", "router down"));
    var clock = new AlarmClock(vertx, database, new Obligations(), new SetAside(line.desk::setAside),
      line.desk::timePassed, () -> { }, line.clock);
    clock.start();
    line.clock.advance(Duration.ofMinutes(5));
    Eventually.until("the first alarm", () -> fired() == 1);

    road.swallow();
    line.clock.advance(Duration.ofMinutes(10));
    assertThrows(Exception.class, () -> database.ping().await(), "nothing gets through");
    road.mend();
    Eventually.until("the next alarm", () -> fired() > 1);
    clock.stop().await();
  }

  @Test
  void whoever_waits_is_told_that_the_database_is_away_and_no_connection_is_lost_for_good() {
    IntStream.range(0, 3).forEach(round -> {
      all(i -> database.ping()).await();
      road.swallow();
      var asked = IntStream.range(0, CONNECTIONS).mapToObj(i -> database.ping()).toList();
      asked.forEach(SilentDatabaseIT::assertAway);
      var connecting = IntStream.range(0, CONNECTIONS).mapToObj(i -> database.ping()).toList();
      connecting.forEach(SilentDatabaseIT::assertAway);
      road.mend();
    });
    all(i -> database.keep()).await();
  }

  private static void assertAway(Future<?> asked) {
    var failure = assertThrows(Throwable.class, asked::await);
    assertTrue(Database.isAway(failure), failure::toString);
  }

  private static <T> Future<?> all(IntFunction<Future<T>> each) {
    return Future.all(IntStream.range(0, CONNECTIONS).mapToObj(each).toList());
  }

  @Test
  void nothing_of_a_transaction_that_was_swallowed_stays_and_its_connection_is_not_used_again() {
    int before = database.inTransaction(SilentDatabaseIT::process).await();
    assertThrows(Throwable.class, () -> database.inTransaction(tx -> tx.query("delete from account").execute()
      .onSuccess(v -> road.swallow())).await());
    road.mend();
    Eventually.until("there is another connection", () -> database.inTransaction(SilentDatabaseIT::process)
      .otherwise(before).await() != before);
    assertTrue(line.count("select count(*) from account") > 0);
  }

  private static Future<Integer> process(SqlConnection tx) {
    return tx.query("select pg_backend_pid() as pid").execute().map(rows -> rows.iterator().next().getInteger("pid"));
  }

  @Test
  void connections_that_nobody_needs_are_given_back_and_new_ones_are_made() {
    all(i -> database.ping()).await();
    Eventually.until("nobody is connected", () -> line.count("""
      select count(*) from pg_stat_activity where application_name = 'baton test' and datname = current_database()
        and query = 'select 1'""") == 0);
    database.ping().await();
  }

  @Test
  void the_bell_is_heard_again_after_a_silence() {
    var heard = new AtomicInteger();
    var bell = new Doorbell(vertx, line.database.reader(), Database.open(vertx, road.url(), "bell", 1, SILENCE),
      SILENCE.dividedBy(4));
    bell.onRing(heard::incrementAndGet);
    bell.open().await();
    road.swallow();
    road.mend();
    var before = heard.get();
    Eventually.until("it listens again", () -> heard.get() > before);
    bell.close().await();
  }
}
