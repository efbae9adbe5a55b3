package dev.baton.obligation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.EventLoops;
import dev.baton.Eventually;
import dev.baton.Line;
import dev.baton.ingest.Ingest;
import dev.baton.mention.Mention;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EventLoops.class)
class AlarmClockIT {

  private final Vertx vertx;
  private Line line;

  AlarmClockIT(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void open() {
    line = new Line(vertx);
  }

  @AfterEach
  void close() {
    line.close();
  }

  private void cases(int count) {
    for (var from = 0; from < count; from += 500) {
      var batch = IntStream.range(from, Math.min(from + 500, count))
        .<Mention>mapToObj(i -> line.mention("customer" + i, "hello")).toList();
      line.ingest.accept(line.account("mastodon"), batch, Ingest.Also.NOTHING).await();
    }
  }

  @Test
  void a_case_nobody_takes_in_time_goes_up_one_level() {
    cases(1);
    line.clock.advance(Duration.ofMinutes(5));
    assertEquals(1, line.alarmClock.runDue().await());
    assertEquals(1, line.count("select level::bigint from cases"));
    assertEquals(0, line.alarmClock.runDue().await(), "once");
  }

  @Test
  void two_nodes_fire_two_thousand_due_obligations_once_each() {
    cases(2_000);
    var other = new Line(vertx, line);
    line.clock.advance(Duration.ofMinutes(5));
    Future.all(line.alarmClock.runDue(), other.alarmClock.runDue(), line.alarmClock.runDue()).await();
    assertEquals(0, line.alarmClock.runDue().await());
    assertEquals(2_000, line.count("select count(*) from escalation"));
    assertEquals(2_000, line.count("select count(distinct (case_id, number, step)) from escalation"));
    assertEquals(2_000, line.count("select count(*) from journal where kind = 'time-passed'"));
    other.close();
  }

  @Test
  void a_clock_that_jumps_back_fires_nothing_again() {
    cases(3);
    line.clock.advance(Duration.ofMinutes(5));
    line.alarmClock.runDue().await();
    line.clock.advance(Duration.ofHours(-2));
    assertEquals(0, line.alarmClock.runDue().await());
    line.clock.advance(Duration.ofHours(2));
    assertEquals(0, line.alarmClock.runDue().await());
    assertEquals(3, line.count("select count(*) from escalation"));
  }

  @Test
  void a_gateway_that_was_away_for_a_night_fires_each_obligation_once_and_goes_on_in_rhythm() {
    cases(1);
    line.clock.advance(Duration.ofHours(9));
    line.alarmClock.runDue().await();
    assertEquals(2, line.count("select count(*) from escalation"), "pickup and first reply");
    line.clock.advance(Duration.ofMinutes(9));
    assertEquals(0, line.alarmClock.runDue().await());
    line.clock.advance(Duration.ofMinutes(1));
    assertEquals(1, line.alarmClock.runDue().await());
  }

  @Test
  void a_case_that_somebody_dealt_with_between_claim_and_step_needs_no_alarm_and_spoils_no_other() {
    cases(2);
    line.clock.advance(Duration.ofMinutes(5));
    var dealtWith = line.count("select min(case_id) from obligation");
    line.rows("update obligation set alarm_at = alarm_at + interval '1 hour' where case_id = $1", dealtWith);
    var claimed = line.rows("select distinct case_id from obligation").stream()
      .map(row -> new Obligations.Due("northwind", row.getLong(0))).toList();
    line.database.inTransaction(tx -> line.desk.timePassed(tx, claimed, line.clock.instant())).await();
    assertEquals(1, line.count("select count(distinct case_id) from escalation"));
  }

  @Test
  void a_look_ends_however_much_is_due_and_the_next_goes_on() {
    cases(1);
    line.clock.advance(Duration.ofMinutes(5));
    var carried = new AtomicInteger();
    var clock = new AlarmClock(vertx, line.database, new Obligations(), new SetAside(line.desk::setAside),
      (tx, due, now) -> {
        carried.addAndGet(due.size()); // and leaves it due
        return Future.succeededFuture(List.of());
      }, () -> { }, line.clock);
    assertEquals(AlarmClock.MOST_BATCHES, clock.look().await());
    clock.start();
    Eventually.until("it goes on", () -> carried.get() > 3 * AlarmClock.MOST_BATCHES);
    clock.stop().await();
  }
}
