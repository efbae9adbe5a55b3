package dev.baton.obligation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Line;
import dev.baton.cases.CaseEvent;
import dev.baton.cases.CaseKey;
import dev.baton.cases.Move;
import dev.baton.cases.Moved;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever happens to the clock, each step that is due fires once, and nothing fires in a burst. */
@ExtendWith(EventLoops.class)
class ClockJumpsIT {

  private static final Duration STEP = Duration.ofMinutes(5);

  private final Vertx vertx;
  private Line line;

  ClockJumpsIT(Vertx vertx) {
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

  private void jump(Duration by) {
    line.clock.advance(by);
    line.alarmClock.runDue().await();
  }

  private long fired() {
    return line.count("select count(*) from escalation");
  }

  private long due() {
    return line.count("select count(*) from obligation where running and alarm_at <= $1",
      line.clock.instant().atOffset(ZoneOffset.UTC));
  }

  /** Looks again and again while time passes; at each look what is due fires, once, and a step of time late at most. */
  private void walk(Duration time) {
    for (var end = line.clock.instant().plus(time); line.clock.instant().isBefore(end);) {
      line.clock.advance(STEP);
      var due = due();
      var before = fired();
      assertTrue(due <= 4, "a case's obligations, not a burst");
      line.alarmClock.runDue().await();
      assertEquals(due, fired() - before, () -> "at " + line.clock.instant());
      assertEquals(0, line.alarmClock.runDue().await(), "once");
    }
  }

  @Test
  void a_jump_forward_fires_what_is_due_once_not_what_would_have_been_and_goes_on_in_rhythm() {
    line.receive("mastodon", line.mention("rosa", "router down"));
    jump(Duration.ofHours(7));
    assertEquals(2, fired(), "pickup and first reply, each its first step");
    assertEquals(0, line.count("select count(*) from escalation where level > 1"), "not the whole ladder at once");
    assertEquals(0, line.alarmClock.runDue().await());
    jump(Duration.ofMinutes(9));
    assertEquals(2, fired());
    jump(Duration.ofMinutes(1));
    assertEquals(4, fired(), "the next level, when the first had its time to act");
    walk(Duration.ofHours(2));
  }

  @Test
  void a_jump_back_fires_nothing_again_and_what_was_not_due_yet_when_its_time_has_come() {
    line.receive("mastodon", line.mention("rosa", "router down"));
    jump(Duration.ofMinutes(6));
    assertEquals(1, fired());
    jump(Duration.ofHours(-3));
    assertEquals(1, fired());
    walk(Duration.ofHours(3));
    assertEquals(1, fired(), "as before the jump");
    jump(Duration.ofMinutes(14));
    assertEquals(3, fired(), "the first reply, and the pickup's next level");
  }

  @Test
  void a_clock_that_jumps_to_and_fro_all_the_time_fires_each_step_once() {
    for (var i = 0; i < 20; i++) {
      line.receive("mastodon", line.mention("customer" + i, "router down"));
    }
    for (var hours : List.of(1, -1, 2, -2, 3, -3, 1, -1)) {
      jump(Duration.ofHours(hours));
    }
    assertEquals(fired(), line.count("select count(distinct (case_id, number, step)) from escalation"));
    assertEquals(fired(), line.count("select sum(jsonb_array_length(body -> 'alarms'))::bigint from journal"
      + " where kind = 'time-passed'"));
    assertEquals(0, line.count("select count(*) from obligation o where o.running and o.step <> (select count(*)"
      + " from escalation e where e.case_id = o.case_id and e.number = o.number)"));
  }

  /** Four working hours of a department that works until 22:00 and from 06:00 on, wherever the night puts its clock. */
  @ParameterizedTest
  @CsvSource({
    "2026-03-28T20:00:00Z, 2026-03-29T07:10:00Z", // an hour of the night is not there
    "2026-10-24T19:00:00Z, 2026-10-25T08:10:00Z", // an hour of the night is there twice
    "2028-02-28T20:00:00Z, 2028-02-29T08:10:00Z", // the leap day
    "2027-12-31T20:00:00Z, 2028-01-01T08:10:00Z"})
  void through_an_odd_night_each_step_fires_once_and_in_time(Instant evening, Instant answerDue) {
    line.clock.advance(Duration.between(line.clock.instant(), evening));
    var key = new CaseKey("northwind", line.receive("mastodon", line.mention("rosa", "router down")));
    happen(key, new CaseEvent.LegOpened("ana", false, 7, "department:technical", ""));
    var expert = line.rows("select expert from leg where id = 7").getFirst().getString(0);
    happen(key, new CaseEvent.LegAccepted(7, expert, false));
    assertEquals(answerDue, line.time("select due_at as at from obligation where kind = 'answer'"));

    walk(Duration.between(evening, answerDue).minus(STEP));
    assertEquals(0, line.count("select count(*) from escalation e join obligation o using (brand, case_id, number)"
      + " where o.kind = 'answer'"));
    walk(Duration.ofHours(3));
    assertEquals(answerDue, line.time("select min(fired_at) as at from escalation e join obligation o using (brand, case_id,"
      + " number) where o.kind = 'answer'"));
    assertEquals(3, line.count("select min(e.level)::bigint from escalation e join obligation o using (brand, case_id,"
      + " number) where o.kind = 'first-reply' and fired_at >= $1", answerDue.atOffset(ZoneOffset.UTC)),
      "the last resort has been alarmed about it all night");
  }

  private void happen(CaseKey key, CaseEvent event) {
    line.database.inTransaction(tx -> line.desk.carryOut(tx, List.of(Move.Happening.of(key, event, "ana")),
      line.clock.instant())).await().forEach(moved -> assertTrue(moved instanceof Moved.Done, moved::toString));
  }
}
