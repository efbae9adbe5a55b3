package dev.baton.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Eventually;
import dev.baton.Line;
import dev.baton.TestDatabase;
import dev.baton.ops.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each kind of row that nobody will ever deal with is planted, and exactly that is found. */
@ExtendWith(EventLoops.class)
class AuditorIT {

  private static final Duration EVERY = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final Metrics metrics = new Metrics();
  private final List<String> knocks = new CopyOnWriteArrayList<>();
  private int status = 200;
  private Line line;
  private Auditor auditor;
  private long id;

  AuditorIT(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void open() {
    line = new Line(vertx);
    var outside = vertx.createHttpServer().requestHandler(request -> {
      knocks.add(request.method() + " " + request.uri());
      request.response().setStatusCode(status).end("OK");
    }).listen(0, "127.0.0.1").await();
    var address = URI.create("http://127.0.0.1:" + outside.actualPort() + "/ping/0f3c?from=baton");
    var config = new AuditConfig(EVERY, Optional.of(address));
    auditor = new Auditor(vertx, line.database, () -> Rules.of(line.policy, Set.of("mastodon"), Duration.ofMinutes(5),
      Duration.ofMinutes(1)), config, Duration.ofMillis(1), line.clock, metrics);
    readAccount();
    id = line.receive("mastodon", line.mention("rosa", "router down"));
  }

  @AfterEach
  void close() {
    line.close();
    metrics.close();
  }

  /** Somebody reads it. */
  private void readAccount() {
    change("update account set state = 'connected', read_at = '%1$s', lease_until = '%1$s' where name = 'mastodon'"
      .formatted(line.clock.instant().plus(Duration.ofHours(10))));
  }

  /** Past triggers and foreign keys, as a broken disk or a hand in the database might. */
  private void plant(String sql) {
    change("set session_replication_role = replica; " + sql.formatted(id));
  }

  private void change(String sql) {
    TestDatabase.change(line.url, sql);
  }

  private void pass(Duration time) {
    line.clock.advance(time);
    line.alarmClock.runDue().await();
  }

  private JsonObject shown() {
    return auditor.shown(Set.of("northwind"));
  }

  /** What a look finds: exactly this, once, of Rosa's case; and nobody knocks outside. */
  private void finds(Kind kind) {
    var before = knocks.size();
    auditor.look().await();
    var findings = shown().getJsonArray("findings");
    assertEquals(1, findings.size(), findings::encode);
    var finding = findings.getJsonObject(0);
    assertEquals(kind.word(), finding.getString("kind"));
    assertEquals(1, finding.getInteger("count"));
    assertTrue(finding.getJsonArray("examples").getString(0).startsWith(kind == Kind.ACCOUNT ? "mastodon"
      : "B-" + id + "-"), finding::encode);
    assertEquals(1, metrics.registry().get("baton.audit.findings").tag("kind", kind.word()).gauge().value());
    assertEquals(before, knocks.size(), "no knock");
    assertTrue(auditor.shown(Set.of("another brand")).getJsonArray("findings").isEmpty());
  }

  private void findsNothing() {
    var before = knocks.size();
    auditor.look().await();
    assertEquals(0, shown().getJsonArray("findings").size(), () -> shown().encode());
    assertEquals(before + 1, knocks.size(), "it knocks");
  }

  private double gauge(String name) {
    return metrics.registry().get(name).gauge().value();
  }

  @Test
  void where_all_goes_on_nothing_is_found_and_it_knocks_outside() {
    assertEquals(-1, gauge("baton.audit.age"));
    assertEquals(-1, gauge("baton.law.naked.cases"));
    findsNothing();
    assertEquals(List.of("GET /ping/0f3c?from=baton"), knocks);
    for (var i = 0; i < 12; i++) {
      pass(Duration.ofMinutes(10)); // up to the last resort, and on in its rhythm
      change("update notice set state = 'told', told_at = at"); // somebody sends them
      findsNothing();
    }
    assertEquals(0, gauge("baton.law.naked.cases"));
    assertEquals(0, gauge("baton.law.late.alarms"));
    assertEquals(0, metrics.registry().get("baton.audit.findings").tag("kind", "silent").gauge().value());
  }

  @Test
  void alarms_that_are_due_while_the_clock_stands_still() {
    line.clock.advance(Duration.ofMinutes(6));
    findsNothing(); // a minute late is not yet for ever
    assertEquals(0, gauge("baton.law.late.alarms"));
    line.clock.advance(Duration.ofMinutes(2));
    finds(Kind.OVERDUE);
    assertEquals(1, gauge("baton.law.late.alarms"));
    line.alarmClock.runDue().await();
    findsNothing();
  }

  @Test
  void a_case_that_was_set_aside_is_no_late_alarm_but_a_finding_of_its_own() {
    change("update cases set dealings = '{\"legs\": 7}' where id = " + id);
    pass(Duration.ofMinutes(8));
    finds(Kind.SET_ASIDE);
  }

  @Test
  void an_open_case_without_an_owner() {
    change("alter table cases drop constraint no_naked_case; update cases set owner = '' where id = " + id);
    finds(Kind.NAKED);
    assertEquals(1, auditor.naked());
    assertEquals(1, gauge("baton.law.naked.cases"));
    change("update cases set owner = 'maria' where id = " + id);
    findsNothing();
  }

  @Test
  void an_open_case_whose_obligation_does_not_run() {
    plant("update obligation set running = false, outcome = 'met', closed_at = opened_at where case_id = %d");
    finds(Kind.NAKED);
  }

  @Test
  void an_obligation_that_runs_for_a_closed_case() {
    plant("update cases set phase = 'resolved', resolved_at = opened_at where id = %d; update obligation set"
      + " running = false, outcome = 'met', closed_at = opened_at where number = 2");
    finds(Kind.ORPHAN);
    line.clock.advance(Duration.ofMinutes(8));
    finds(Kind.ORPHAN);
  }

  @Test
  void an_obligation_that_runs_for_a_case_that_is_gone() {
    plant("delete from cases where id = %d; delete from obligation where number = 2");
    finds(Kind.ORPHAN);
    line.clock.advance(Duration.ofMinutes(8));
    finds(Kind.ORPHAN);
  }

  @Test
  void the_last_resort_who_is_not_alarmed_any_more() {
    for (var i = 0; i < 6; i++) {
      pass(Duration.ofMinutes(10));
    }
    change("update notice set state = 'told', told_at = at");
    findsNothing();
    change("update obligation set alarm_at = alarm_at + interval '1 year' where number = 1");
    pass(Duration.ofMinutes(40)); // it went out last after 40 minutes, and goes out every 30
    change("update notice set state = 'told', told_at = at");
    findsNothing();
    pass(Duration.ofMinutes(1));
    change("update notice set state = 'told', told_at = at");
    finds(Kind.SILENT);
  }

  @Test
  void an_open_leg_and_an_open_promise_that_nobody_is_held_to() {
    plant("insert into leg (brand, id, case_id, party, opened_by, expert, state, passes, opened_at, accept_by, answer_by,"
      + " obligation) select brand, 7, id, 'vendor:fixit', 'ana', 'fiona', 'offered', 0, opened_at, opened_at, opened_at,"
      + " 77 from cases where id = %d");
    finds(Kind.LEG);
    change("delete from leg");
    plant("insert into promise (brand, id, case_id, made_by, made_at, due_at, state, broken, obligation)"
      + " select brand, 7, id, 'ana', opened_at, opened_at, 'open', false, 77 from cases where id = %d");
    finds(Kind.PROMISE);
  }

  private void reply(int number, String state, String lease) {
    plant("insert into reply (brand, id, case_id, mention_id, account_id, agent, body, visibility, state, attempt_key,"
      + " created_at, try_at, lease_until) select brand, " + number + ", case_id, id, account_id, 'ana', 'hello', 'public',"
      + " '" + state + "', 'k', posted_at, posted_at, " + lease + " from mention where case_id = %d");
  }

  @Test
  void a_reply_that_nobody_sends() {
    reply(1, "queued", "null");
    reply(2, "queued", "null"); // waits for the first
    pass(Duration.ofMinutes(14));
    findsNothing();
    pass(Duration.ofMinutes(2));
    change("delete from notice");
    finds(Kind.REPLY);
  }

  @Test
  void a_reply_whose_sender_died_and_that_nobody_takes_over() {
    reply(1, "sending", "posted_at + interval '90 s'");
    pass(Duration.ofMinutes(16));
    findsNothing();
    pass(Duration.ofMinutes(1));
    change("delete from notice");
    finds(Kind.REPLY);
  }

  @Test
  void a_notice_that_nobody_sends_on() {
    pass(Duration.ofMinutes(5));
    change("update notice set state = 'pending', try_at = at");
    pass(Duration.ofMinutes(16));
    change("update notice set state = 'told' where step > 1 or number > 1");
    findsNothing();
    pass(Duration.ofSeconds(1));
    finds(Kind.NOTICE);
    change("update notice set state = 'sending', lease_until = '%s'".formatted(line.clock.instant().plusSeconds(9)));
    findsNothing();
  }

  @Test
  void an_account_that_nobody_reads() {
    change("update account set read_at = '%1$s', lease_until = '%1$s' where name = 'mastodon'"
      .formatted(line.clock.instant()));
    pass(Duration.ofMinutes(20));
    change("delete from notice");
    findsNothing();
    pass(Duration.ofSeconds(1));
    finds(Kind.ACCOUNT);
    change("update account set resume_at = '%s' where name = 'mastodon'".formatted(line.clock.instant()));
    findsNothing();
  }

  @Test
  void what_somebody_is_just_dealing_with_is_no_finding() {
    line.clock.advance(Duration.ofMinutes(8));
    var slow = new Auditor(vertx, line.database, () -> Rules.of(line.policy, Set.of(), EVERY, EVERY),
      new AuditConfig(EVERY, Optional.empty()), Duration.ofSeconds(1), line.clock, new Metrics());
    var look = slow.look();
    Future.all(look, line.alarmClock.runDue()).await();
    assertTrue(slow.shown(Set.of("northwind")).getJsonArray("findings").isEmpty());
  }

  @Test
  void many_numbers_are_swept_in_parts_and_what_was_found_stays_found() {
    plant("select setval('case_id', 1000000); update cases set id = 900000 where id = %1$d;"
      + " update obligation set case_id = 900000 where case_id = %1$d; update obligation set running = false, outcome = 'met',"
      + " closed_at = opened_at");
    id = 900_000;
    var hurried = new Sweep(line.database.reader(), Duration.ZERO);
    var rules = Rules.of(line.policy, Set.of(), EVERY, EVERY);
    var part = (int) (id / Sweep.PART);
    for (var i = 0; i < part; i++) {
      assertEquals(List.of(), hurried.look(rules, line.clock.instant()).await());
    }
    for (var i = 0; i < 60; i++) {
      assertEquals(id, hurried.look(rules, line.clock.instant()).await().getFirst().caseId());
    }
    assertEquals(1, new Sweep(line.database.reader(), Duration.ofMinutes(1)).look(rules, line.clock.instant()).await()
      .size(), "with time all are seen at once");
  }

  @Test
  void an_audit_that_stands_still_grows_old_and_does_not_knock() {
    auditor.start();
    Eventually.until("it knocks", () -> knocks.size() == 1);
    Eventually.until("the knock is counted", () -> heartbeats("taken") == 1);
    assertEquals(0, gauge("baton.audit.age"));
    auditor.stop().await();
    line.clock.advance(Duration.ofMinutes(10));
    assertEquals(600, gauge("baton.audit.age"));
    assertEquals(600, shown().getInteger("ageSeconds"));
    assertEquals(1, knocks.size());
  }

  private double heartbeats(String outcome) {
    return metrics.registry().get("baton.audit.heartbeat").tag("outcome", outcome).counter().count();
  }

  @Test
  void a_look_that_fails_says_that_nothing_is_known_and_grows_old() {
    findsNothing();
    change("alter table set_aside rename to elsewhere");
    line.clock.advance(Duration.ofMinutes(1));
    assertTrue(auditor.look().transform(done -> Future.succeededFuture(done.failed())).await());
    assertEquals(60, gauge("baton.audit.age"));
    assertEquals(-1, gauge("baton.law.naked.cases"));
    assertEquals(-1, gauge("baton.law.late.alarms"));
    assertEquals(-1, auditor.naked());
    assertEquals(1, knocks.size());
    change("alter table elsewhere rename to set_aside");
    findsNothing();
    assertEquals(0, gauge("baton.audit.age"));
  }

  @Test
  void a_knock_that_is_not_taken_is_counted_and_spoils_no_look() {
    status = 500;
    auditor.look().await();
    assertEquals(1, heartbeats("failed"));
    assertEquals(0, heartbeats("taken"));
    assertEquals(0, gauge("baton.audit.age"));
  }
}
