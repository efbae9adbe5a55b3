package dev.baton.obligation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Eventually;
import dev.baton.Line;
import dev.baton.ingest.Accepted;
import dev.baton.ingest.Ingest;
import dev.baton.mention.Mention;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One case that cannot be carried on is in nobody's way, is known of, and goes on as soon as it can. */
@ExtendWith(EventLoops.class)
class SetAsideIT {

  private static final int OTHERS = 500;
  private static final String BROKEN_JSON = "update cases set dealings = '{\"legs\": 7}' where id = ";

  private final Vertx vertx;
  private Line line;

  SetAsideIT(Vertx vertx) {
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
    for (var from = 0; from < count; from += Ingest.MAX_BATCH) {
      var batch = IntStream.range(from, Math.min(from + Ingest.MAX_BATCH, count))
        .<Mention>mapToObj(i -> line.mention("customer" + i, "hello")).toList();
      line.ingest.accept(line.account("mastodon"), batch, Ingest.Also.NOTHING).await();
    }
  }

  private long anyCase() {
    return line.count("select max(id) - 200 from cases");
  }

  private void change(String sql) {
    line.database.reader().query(sql).execute().await();
  }

  private void pass(Duration time) {
    line.clock.advance(time);
    line.alarmClock.runDue().await();
  }

  private long aside() {
    return line.count("select count(*) from set_aside");
  }

  private long told() {
    return line.count("select count(*) from notice where subject = 'set-aside'");
  }

  private long fired() {
    return line.count("select count(distinct case_id) from escalation where step = 1 and number = 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    BROKEN_JSON + "%d",
    "update cases set facts = '[]' where id = %d",
    "update obligation set kind = 'nonsense' where number = 2 and case_id = %d",
    "update obligation set kind = 'answer', about = 77 where number = 1 and case_id = %d",
    "insert into escalation select brand, case_id, 1, 1, 1, 'maria', due_at, opened_at from obligation where number = 1"
      + " and case_id = %d"})
  void of_five_hundred_and_one_due_cases_the_one_that_cannot_be_carried_on_is_set_aside_and_the_others_fire_at_once(
      String poison) {
    cases(OTHERS + 1);
    var poisoned = anyCase();
    change(poison.formatted(poisoned));
    var planted = line.count("select count(*) from escalation");

    pass(Duration.ofMinutes(5));

    assertEquals(OTHERS, line.count("select count(*) from escalation") - planted, "all others, once each");
    assertEquals(0, line.count("select count(*) from escalation where case_id = $1", poisoned) - planted);
    assertEquals(OTHERS, line.count("select count(*) from escalation where fired_at = $1",
      line.clock.instant().atOffset(ZoneOffset.UTC)), "on time");
    assertEquals(List.of(poisoned), line.rows("select case_id from set_aside").stream().map(r -> r.getLong(0)).toList());
    assertEquals(1, line.alarmClock.setAside());
    var notice = line.rows("select person, case_id, words from notice where subject = 'set-aside'");
    assertEquals(1, notice.size());
    assertEquals(line.policy.lastResort().person(), notice.getFirst().getString("person"));
    assertEquals(poisoned, notice.getFirst().getLong("case_id"));
  }

  @Test
  void it_is_tried_again_ever_more_seldom_told_of_once_and_goes_on_when_it_is_mended() {
    cases(3);
    var poisoned = line.count("select min(id) from cases");
    change(BROKEN_JSON + poisoned);
    pass(Duration.ofMinutes(5));
    assertEquals(line.clock.instant().plus(Duration.ofMinutes(1)), retryAt());

    pass(Duration.ofSeconds(59));
    assertEquals(1, line.count("select tries::bigint from set_aside"), "not yet");
    for (var minutes : List.of(1, 2, 4, 8, 16, 32, 60, 60)) {
      pass(Duration.between(line.clock.instant(), retryAt()));
      assertEquals(Duration.ofMinutes(Math.min(60, 2L * minutes)), Duration.between(line.clock.instant(), retryAt()));
    }
    assertEquals(9, line.count("select tries::bigint from set_aside"));
    assertEquals(1, told());
    assertEquals(2, fired());

    change("update cases set dealings = '{}' where id = " + poisoned);
    pass(Duration.ofHours(1));
    assertEquals(0, aside());
    assertEquals(0, line.alarmClock.runDue().await());
    assertEquals(0, line.alarmClock.setAside());
    assertEquals(3, fired());
    assertEquals(1, line.count("select count(*) from escalation where case_id = $1 and number = 1", poisoned), "once");

    change(BROKEN_JSON + poisoned);
    pass(Duration.ofHours(1));
    assertEquals(2, told(), "once each time");
  }

  private Instant retryAt() {
    return line.time("select retry_at as at from set_aside");
  }

  @Test
  void nodes_that_find_it_at_the_same_time_count_it_once_and_tell_of_it_once() {
    cases(OTHERS);
    change(BROKEN_JSON + anyCase());
    var other = new Line(vertx, line);
    line.clock.advance(Duration.ofMinutes(5));
    Future.all(line.alarmClock.runDue(), other.alarmClock.runDue(), line.alarmClock.runDue()).await();

    assertEquals(1, line.count("select tries::bigint from set_aside"));
    assertEquals(1, told());
    assertEquals(OTHERS - 1, fired());
    line.clock.advance(Duration.ofMinutes(1));
    Future.all(line.alarmClock.runDue(), other.alarmClock.runDue()).await();
    assertEquals(2, line.count("select tries::bigint from set_aside"));
    other.close();
  }

  @Test
  void many_that_cannot_be_carried_on_hold_up_nobody_either() {
    cases(OTHERS);
    change("update cases set dealings = '{\"legs\": 7}' where id % 2 = 0");
    change("insert into escalation select brand, case_id, 1, 1, 1, 'maria', due_at, due_at from obligation"
      + " where number = 1 and case_id % 10 = 1");
    pass(Duration.ofMinutes(5));
    assertEquals(OTHERS * 6 / 10, aside());
    assertEquals(OTHERS * 4 / 10, line.count("select count(*) from escalation where fired_at > due_at - interval '1 s'"
      + " and case_id not in (select case_id from set_aside)"));
    assertEquals(0, line.alarmClock.runDue().await(), "and they are left alone");
  }

  @Test
  void what_the_customer_of_a_broken_case_says_opens_another_case_and_spoils_nobody_elses_word() {
    cases(2);
    var broken = line.count("select min(id) from cases");
    change(BROKEN_JSON + broken);
    var said = line.ingest.accept(line.account("mastodon"), List.of(line.mention("customer0", "still broken"),
      line.mention("customer1", "any news?"), line.mention("customer0", "hello?")), Ingest.Also.NOTHING).await()
      .stream().map(Accepted::caseId).toList();

    assertTrue(said.getFirst() > broken + 1, "another case");
    assertEquals(said.getFirst(), said.getLast(), "which is joined by what comes after");
    assertEquals(broken + 1, said.get(1));
    assertEquals(2, line.count("select contacts::bigint from cases where id = $1", said.getFirst()));
    assertEquals(5, line.count("select count(*) from mention"));
  }

  /** A clock whose engine fails as the database would whenever this case is among those to be carried on. */
  private AlarmClock failing(long poisoned, String state) {
    return new AlarmClock(vertx, line.database, new Obligations(), new SetAside(line.desk::setAside), (tx, due, now) ->
      due.stream().anyMatch(d -> d.caseId() == poisoned) ? Future.failedFuture(new PgException("played", "ERROR", state, ""))
        : line.desk.timePassed(tx, due, now), () -> { }, line.clock);
  }

  @ParameterizedTest
  @ValueSource(strings = {"55P03", "57014", "23514", "P0001", "XX000"})
  void a_case_whose_rows_somebody_keeps_locked_or_whose_statement_fails_holds_up_no_other(String state) {
    cases(20);
    var poisoned = line.count("select max(id) from cases");
    line.clock.advance(Duration.ofMinutes(5));
    failing(poisoned, state).runDue().await();
    assertEquals(19, fired());
    assertEquals(poisoned, line.count("select case_id from set_aside"));
  }

  @Test
  void a_node_that_starts_tries_at_once_what_lies_aside() {
    cases(2);
    var mended = line.count("select min(id) from cases");
    change("insert into set_aside select brand, id, opened_at, 9, opened_at + interval '1 hour', 'an older version' from cases"
      + " where id = " + mended);
    line.clock.advance(Duration.ofMinutes(5));
    line.alarmClock.runDue().await();
    assertEquals(1, fired());
    line.alarmClock.start();
    Eventually.until("it goes on", () -> fired() == 2 && aside() == 0);
    line.alarmClock.stop().await();
  }

  @ParameterizedTest
  @ValueSource(strings = {"57P01", "08006", "53300", "40001"})
  void a_database_that_is_away_is_no_cases_fault(String state) {
    cases(1);
    line.clock.advance(Duration.ofMinutes(5));
    var away = failing(line.count("select id from cases"), state);
    assertTrue(away.runDue().transform(done -> Future.succeededFuture(done.failed())).await());
    assertEquals(0, aside());
  }
}
