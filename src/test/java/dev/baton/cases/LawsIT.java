package dev.baton.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Line;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The database holds the laws whatever code writes it. */
@ExtendWith(EventLoops.class)
class LawsIT {

  private final Vertx vertx;
  private Line line;
  private long id;

  LawsIT(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void open() {
    line = new Line(vertx);
    id = line.receive("mastodon", line.mention("rosa", "router down"));
  }

  @AfterEach
  void close() {
    line.close();
  }

  private void refused(String constraint, String sql) {
    var refused = assertThrows(PgException.class,
      () -> line.database.reader().query(sql.formatted(id)).execute().await());
    assertTrue((refused.getMessage() + " " + refused.getConstraint()).contains(constraint), refused.getMessage());
  }

  @Test
  void a_case_without_an_owner_is_refused() {
    refused("no_naked_case", "update cases set owner = '' where id = %d");
  }

  @Test
  void a_case_that_points_at_no_obligation_is_refused() {
    refused("no_naked_case", "update cases set next_obligation = null where id = %d");
  }

  @Test
  void ending_the_obligation_that_a_case_points_at_is_refused() {
    refused("its_obligation_runs", """
      update obligation set running = false, outcome = 'met', closed_at = opened_at
      where case_id = %d and number = (select next_obligation from cases where id = case_id)""");
  }

  @Test
  void deleting_the_obligations_of_an_open_case_is_refused() {
    refused("its_obligation_runs", "delete from obligation where case_id = %d");
  }

  @Test
  void pointing_at_an_obligation_that_does_not_exist_is_refused() {
    refused("its_obligation_runs", "update cases set next_obligation = 77 where id = %d");
  }

  @Test
  void reopening_a_case_without_an_obligation_is_refused() {
    line.database.reader().query("""
      with closed as (update cases set phase = 'resolved', resolved_at = opened_at, next_obligation = null,
        next_due_at = null, next_alarm_at = null where id = %1$d)
      update obligation set running = false, outcome = 'met', closed_at = opened_at where case_id = %1$d"""
      .formatted(id)).execute().await();
    refused("no_naked_case", "update cases set phase = 'waiting' where id = %d");
  }

  @Test
  void closing_a_case_whose_reply_was_not_delivered_is_refused() {
    refused("closed_means_delivered", "update cases set phase = 'resolved', delivery = 'undelivered' where id = %d");
  }

  @Test
  void an_obligation_that_runs_without_a_next_alarm_is_refused() {
    refused("alarm_at", "update obligation set alarm_at = null where case_id = %d");
  }

  @Test
  void an_alarm_for_nobody_is_refused() {
    refused("escalation_person_check", """
      insert into escalation (brand, case_id, number, step, level, person, due_at, fired_at)
      select brand, case_id, number, 1, 1, '', due_at, due_at from obligation where case_id = %d""");
  }

  @Test
  void the_same_step_of_an_obligation_cannot_fire_twice() {
    var insert = """
      insert into escalation (brand, case_id, number, step, level, person, due_at, fired_at)
      select brand, case_id, number, 1, 1, 'maria', due_at, due_at from obligation where case_id = %d and number = 1""";
    line.database.reader().query(insert.formatted(id)).execute().await();
    refused("escalation_pkey", insert);
  }

  private void happens(CaseEvent event) {
    line.database.inTransaction(tx -> line.desk.carryOut(tx, List.of(Move.Happening.of(new CaseKey("northwind", id),
      event, "ana")), line.clock.instant())).await();
  }

  private static final String CLOSE = """
    update cases set phase = 'resolved', resolved_at = opened_at, next_obligation = null, next_due_at = null,
      next_alarm_at = null where id = %1$d""";

  @Test
  void closing_a_case_that_is_handed_to_somebody_is_refused() {
    happens(new CaseEvent.LegOpened("ana", false, 50, "vendor:fixit", ""));
    refused("closed_means_handed_back", CLOSE);
    refused("its_obligation_runs", """
      update obligation set running = false, outcome = 'met', closed_at = opened_at
      where case_id = %d and kind = 'accept'""");
    refused("open_leg_is_owed", "update leg set obligation = null where case_id = %d");
    refused("open_leg_is_owed", "update leg set state = 'answered' where case_id = %d");
    refused("leg_expert_check", "update leg set expert = '' where case_id = %d");
  }

  @Test
  void closing_a_case_over_a_promise_is_refused() {
    happens(new CaseEvent.Promised("ana", false, 60, line.clock.instant().plusSeconds(3_600)));
    refused("closed_means_handed_back", CLOSE);
    refused("its_obligation_runs", """
      update obligation set running = false, outcome = 'met', closed_at = opened_at
      where case_id = %d and kind = 'promise'""");
    refused("open_promise_is_owed", "update promise set state = 'kept' where case_id = %d");
  }

  @Test
  void closing_a_case_that_still_owes_something_is_refused() {
    refused("closed_case_owes_nothing", CLOSE);
  }

  @Test
  void handing_off_or_promising_in_a_closed_case_is_refused() {
    happens(new CaseEvent.Promised("ana", false, 60, line.clock.instant().plusSeconds(3_600)));
    happens(new CaseEvent.LegOpened("ana", false, 50, "vendor:fixit", ""));
    happens(new CaseEvent.LegWithdrawn(50, "ana", false));
    happens(new CaseEvent.PromiseWithdrawn("ana", false, 60, "mistyped"));
    happens(new CaseEvent.Resolved("ana", false, "spam"));
    var planted = """
      with planted as (insert into obligation (brand, case_id, number, kind, about, opened_at, due_at, alarm_at, level,
        step, running) select brand, case_id, 77, '%s', id, opened_at, opened_at, opened_at, 0, 0, true from leg
        where case_id = %%1$d)
      update %s set state = '%s', closed_at = null, obligation = 77 where case_id = %%1$d""";
    refused("needs_open_case", planted.formatted("accept", "leg", "offered"));
    refused("needs_open_case", planted.formatted("promise", "promise", "open"));
  }

  @Test
  void an_alarm_before_something_is_due_is_refused() {
    refused("alarm_not_before_due", "update obligation set alarm_at = due_at - interval '1 second' where case_id = %d");
  }

  @Test
  void the_same_mention_cannot_be_kept_twice() {
    refused("said_once", """
      insert into mention select brand, 999999, account_id, external_id, case_id, customer_id, author_id, body,
        in_reply_to, thread, url, language, visibility, answer_ref, mood, signals, joined, posted_at, received_at
      from mention where case_id = %d""");
  }

  @Test
  void what_the_monitor_counts_as_naked_is_none() {
    assertEquals(0, line.count("""
      select count(*) from cases c where c.phase <> 'resolved' and not exists (
        select from obligation o where o.brand = c.brand and o.case_id = c.id and o.running)"""));
  }
}
