package dev.baton.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The clock against a real database whose time the test sets: a {@code clock_timestamp} of ours stands before
 * PostgreSQL's own in the search path.
 */
@ExtendWith(EventLoops.class)
class DatabaseClockIT {

  private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
  private static final Duration SLOW = Duration.ofMillis(200);

  private final Vertx vertx;
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // it may overflow
  /** What passes each time somebody reads the counter. */
  private final AtomicLong reading = new AtomicLong();
  private String url;
  private Database database;
  private DatabaseClock clock;

  DatabaseClockIT(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void open() {
    url = TestDatabase.empty();
    TestDatabase.change(url, """
      create schema played;
      create table played.time (at timestamptz not null);
      insert into played.time values ('2026-03-29T12:00:00Z');
      create function played.clock_timestamp() returns timestamptz language sql as 'select at from played.time';""");
    var path = "search_path=" + URLEncoder.encode("played,pg_catalog,public", StandardCharsets.UTF_8);
    database = Database.open(vertx, url + (url.contains("?") ? "&" : "?") + path, "test", 2);
    clock = DatabaseClock.of(database.reader(), () -> nanos.getAndAdd(reading.get())).await();
  }

  @AfterEach
  void close() {
    database.close().await();
  }

  /** Somebody sets the database's clock. */
  private void set(Instant at) {
    TestDatabase.change(url, "update played.time set at = '" + at + "'");
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void look() {
    clock.look(SLOW).await();
  }

  @Test
  void it_begins_with_the_databases_time_and_counts_on_by_the_steady_counter() {
    assertEquals(NOON, clock.instant());
    pass(Duration.ofMillis(1_500));
    assertEquals(NOON.plusMillis(1_500), clock.instant());
    pass(Duration.ofNanos(1_999));
    assertEquals(NOON.plusMillis(1_500).plusNanos(1_000), clock.instant(), "whole microseconds, as the database keeps");
  }

  @Test
  void a_database_clock_that_is_set_is_followed_with_the_next_look_forward_and_back() {
    set(NOON.plus(Duration.ofHours(5)));
    assertEquals(NOON, clock.instant(), "not before");
    look();
    assertEquals(NOON.plus(Duration.ofHours(5)), clock.instant());
    pass(Duration.ofSeconds(1));
    assertEquals(NOON.plus(Duration.ofHours(5)).plusSeconds(1), clock.instant());
    set(NOON.minus(Duration.ofDays(1)));
    look();
    assertEquals(NOON.minus(Duration.ofDays(1)), clock.instant());
  }

  @Test
  void what_the_network_takes_is_not_taken_for_time() {
    reading.set(Duration.ofMillis(50).toNanos());
    look();
    assertEquals(NOON.plusMillis(75), clock.instant()); // asked at 0, answered at 50: it is of 25; and now it is 100
  }

  @Test
  void an_answer_that_took_too_long_is_left_and_time_goes_on_as_before() {
    set(NOON.plus(Duration.ofHours(5)));
    reading.set(SLOW.toNanos() + 1);
    look();
    reading.set(0);
    assertEquals(NOON.plus(SLOW.multipliedBy(2)), clock.instant());
  }

  @Test
  void a_database_that_does_not_answer_stops_no_clock() {
    TestDatabase.change(url, "drop function played.clock_timestamp; create function played.clock_timestamp() returns"
      + " timestamptz language sql as 'select (1 / 0)::text::timestamptz'");
    pass(Duration.ofSeconds(5));
    assertTrue(clock.look(SLOW).transform(done -> Future.succeededFuture(done.failed())).await());
    assertEquals(NOON.plusSeconds(5), clock.instant());
  }

  @Test
  void two_nodes_whose_counters_began_elsewhere_have_the_same_time() {
    var other = DatabaseClock.of(database.reader(), () -> nanos.get() / 2 - 7).await();
    assertEquals(clock.instant(), other.instant());
  }

  @Test
  void without_anybody_playing_it_is_the_real_time() {
    var real = Database.open(vertx, url, "test", 1);
    var before = Instant.now().minusMillis(100);
    var at = DatabaseClock.of(real.reader()).await().instant();
    assertTrue(at.isAfter(before) && at.isBefore(Instant.now().plusMillis(100)), at::toString);
    real.close().await();
  }
}
