package dev.baton.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Line;
import dev.baton.MailServer;
import dev.baton.WebhookServer;
import dev.baton.cases.CaseEvent;
import dev.baton.cases.CaseKey;
import dev.baton.cases.Move;
import dev.baton.config.ConfigFolder;
import dev.baton.config.Secret;
import dev.baton.people.People;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people are told, by real servers, on a real database. */
@ExtendWith(EventLoops.class)
class NotifierIT {

  private static final String BRAND = "northwind";
  private static final String MARIA = "maria@northwind.example";
  private static final Duration BUNDLE = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final MailServer mail = new MailServer();
  private final Map<String, String> environment = new HashMap<>();
  private final List<Notice> unreached = new ArrayList<>();
  private final List<Notifier> notifiers = new ArrayList<>();
  private WebhookServer webhook;
  private Line line;
  private boolean refusesToClimb;
  private int mostTogether;
  private int mailPort = mail.port();

  NotifierIT(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void open() {
    line = new Line(vertx);
    webhook = new WebhookServer(vertx);
  }

  @AfterEach
  void close() {
    notifiers.forEach(n -> n.stop().await());
    webhook.close();
    mail.close();
    line.close();
  }

  private Notifier notifier(String node) {
    return notifier(node, People.from(ConfigFolder.read(Path.of("config"), environment)));
  }

  private Notifier notifier(String node, People people) {
    var config = new NoticeConfig(BUNDLE, Secret.NONE,
      new MailConfig("127.0.0.1", mailPort, "none", "", Secret.NONE, "Baton <desk@baton.example>"));
    var notifier = new Notifier(vertx, line.database, people,
      new Letters(line.policies, (person, legs, address) -> Future.succeededFuture(List.of()),
        () -> URI.create("https://desk.example")),
      Ways.of(vertx, config, line.clock), BUNDLE, (tx, notices, cause, now) -> {
        unreached.addAll(notices);
        mostTogether = Math.max(mostTogether, notices.size());
        return refusesToClimb ? Future.failedFuture("poisoned") : Future.succeededFuture();
      }, () -> { }, line.clock, node, new SimpleMeterRegistry());
    notifiers.add(notifier);
    return notifier;
  }

  private Notice alarm(String person, long caseId, String words) {
    return new Notice(BRAND, person, caseId, "alarm", (int) (caseId % 1_000) + 1, 1, 1, 0, words, line.clock.instant());
  }

  private void put(Notice... notices) {
    new Notices(person -> true).insert(line.database.reader(), List.of(notices)).await();
  }

  private Map<String, Long> states() {
    return line.rows("select state, count(*) from notice group by state").stream()
      .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
  }

  private String cause() {
    return line.rows("select cause from notice order by id").getFirst().getString(0);
  }

  @Test
  void the_first_goes_at_once_and_what_comes_soon_after_it_goes_together_a_minute_later() {
    var notifier = notifier("n1");
    put(alarm("maria", 1001, "No pickup in time"));
    notifier.tellDue().await();
    assertEquals(1, mail.mails().size());

    for (var i = 0; i < 5; i++) {
      line.clock.advance(Duration.ofSeconds(10));
      put(alarm("maria", 1002 + i, "No pickup in time"));
      notifier.tellDue().await();
    }
    assertEquals(1, mail.mails().size(), "not yet");
    line.clock.advance(Duration.ofSeconds(10));
    notifier.tellDue().await();
    notifier.tellDue().await();
    assertEquals(2, mail.mails().size());
    var second = mail.mails().get(1);
    assertTrue(second.header("Subject").startsWith("B-1006-"), "the latest first: " + second.header("Subject"));
    assertTrue(second.header("Subject").endsWith("No pickup in time (and 4 cases more)"), second.header("Subject"));
    assertEquals(Map.of("told", 6L), states());
  }

  @Test
  void several_things_about_one_case_are_one_paragraph_with_the_latest_words_first_and_none_twice() {
    put(alarm("maria", 1001, "No pickup in time"));
    line.clock.advance(Duration.ofSeconds(1));
    put(new Notice(BRAND, "maria", 1001, "alarm", 2, 1, 1, 0, "No first reply in time", line.clock.instant()),
      new Notice(BRAND, "maria", 1001, "alarm", 3, 1, 1, 0, "No pickup in time", line.clock.instant().minusMillis(1)));
    notifier("n1").tellDue().await();
    var raw = mail.mails().getFirst().raw();
    assertEquals(1, mail.mails().size());
    assertEquals("B-1001-" + raw.split("B-1001-")[1].substring(0, 2) + ": No first reply in time",
      mail.mails().getFirst().header("Subject"));
    var plain = raw.substring(raw.indexOf("Hello"), raw.indexOf("-- "));
    assertTrue(plain.indexOf("No first reply in time") < plain.indexOf("No pickup in time"), plain);
    assertEquals(plain.indexOf("No pickup in time"), plain.lastIndexOf("No pickup in time"));
    assertTrue(plain.contains("https://desk.example/cases/1001"), plain);
  }

  @Test
  void a_mail_says_that_a_program_wrote_it_and_bears_the_same_id_however_often_it_is_sent() {
    put(alarm("maria", 1001, "No pickup in time"));
    var dead = new NoticeStore();
    var now = line.clock.instant();
    var people = dead.due(line.database.reader(), List.of(), now, now, 8).await();
    var left = dead.claim(line.database, people, "n0", now, now, Notifier.LEASE).await();
    assertEquals(List.of("maria"), people);

    put(alarm("maria", 1002, "No first reply in time"));
    var notifier = notifier("n1");
    notifier.tellDue().await();
    assertEquals(0, mail.mails().size(), "who is being told is told by one");

    line.clock.advance(Notifier.LEASE);
    notifier.tellDue().await();
    assertEquals(1, mail.mails().size());
    var sent = mail.mails().getFirst();
    assertEquals("<" + left.getFirst().id() + "@baton.example>", sent.header("Message-ID"));
    assertEquals("auto-generated", sent.header("Auto-Submitted"));
    assertTrue(sent.raw().contains("B-1001-"));
    assertFalse(sent.raw().contains("B-1002-"), "what came since is another message");

    line.clock.advance(BUNDLE);
    notifier.tellDue().await();
    assertNotEquals(sent.header("Message-ID"), mail.mails().get(1).header("Message-ID"));
    assertEquals(Map.of("told", 2L), states());
  }

  @Test
  void whom_the_policy_names_is_waited_for_where_they_are_not_known_yet_and_who_left_is_not() {
    var people = People.from(ConfigFolder.of(Map.of("people.yaml", "people: {ines: {roles: [lead]}}"), Map.of()));
    var notifier = notifier("n1", people);
    put(alarm("maria", 1001, "No pickup in time"), alarm("mario", 1002, "No pickup in time"));
    notifier.tellDue().await();
    assertEquals(Map.of("pending", 1L, "failed", 1L), states());
    assertEquals(List.of("mario"), unreached.stream().map(Notice::person).toList());

    people.become(People.from(ConfigFolder.read(Path.of("config"), Map.of())));
    line.clock.advance(Notifier.FIRST_RETRY);
    notifier.tellDue().await();
    assertEquals(1, mail.mailsTo(MARIA).size());
    assertEquals(Map.of("told", 1L, "failed", 1L), states());
  }

  @Test
  void a_claim_that_another_node_took_over_changes_nothing_any_more() {
    put(alarm("maria", 1001, "No pickup in time"));
    var store = new NoticeStore();
    var now = line.clock.instant();
    var message = store.claim(line.database, List.of("maria"), "n0", now, now, Notifier.LEASE).await().getFirst();
    line.clock.advance(Notifier.LEASE);
    notifier("n1").tellDue().await();
    assertFalse(store.settle(line.database.reader(), message, "n0", new Fate.Failed("late"), now, now).await());
    assertEquals(Map.of("told", 1L), states());
  }

  @Test
  void two_nodes_tell_everybody_once() {
    var everybody = List.of("maria", "jonas", "omar", "ines", "tom", "rita", "tess", "paula", "fiona");
    var nodes = List.of(notifier("n1"), notifier("n2"), notifier("n3"));
    for (var round = 0; round < 5; round++) {
      everybody.forEach(person -> put(alarm(person, 1001, "first"), alarm(person, 1002, "second")));
      Future.all(nodes.stream().map(Notifier::tellDue).toList()).await();
      Future.all(nodes.stream().map(Notifier::tellDue).toList()).await();
      line.clock.advance(BUNDLE);
    }
    assertEquals(5 * everybody.size(), mail.mails().size());
    assertEquals(Map.of("told", 10L * everybody.size()), states());
  }

  @Test
  void a_server_that_is_down_is_tried_three_times_and_then_the_webhook_is_told() {
    environment.put("BATON_PEOPLE_MARIA_WEBHOOK", webhook.address("/hooks/secret-path"));
    mail.refuseAll(451, "try again later");
    var notifier = notifier("n1");
    put(alarm("maria", 1001, "No pickup in time"));
    for (var tries = 1; tries < Ways.MOST_TRIES; tries++) {
      notifier.tellDue().await();
      assertEquals(Map.of("pending", 1L), states());
      assertTrue(cause().startsWith("e-mail: "), cause());
      notifier.tellDue().await();
      assertEquals((long) tries, line.count("select tries::bigint from notice"), "not before its time");
      line.clock.advance(Notifier.FIRST_RETRY.multipliedBy(tries));
    }
    assertEquals(0, webhook.calls().size());
    notifier.tellDue().await();
    assertEquals(Map.of("told", 1L), states());
    assertEquals("webhook", line.rows("select way from notice").getFirst().getString(0));
    assertEquals("/hooks/secret-path", webhook.calls().getFirst().path());
    assertEquals(List.of(), unreached);
  }

  @Test
  void where_nothing_listens_is_the_same_as_a_server_that_is_down() {
    mail.close();
    var notifier = notifier("n1");
    put(alarm("maria", 1001, "No pickup in time"));
    for (var tries = 1; tries <= Ways.MOST_TRIES; tries++) {
      notifier.tellDue().await();
      line.clock.advance(Notifier.FIRST_RETRY.multipliedBy(tries));
    }
    assertEquals(Map.of("failed", 1L), states());
    assertEquals(1, unreached.size());
  }

  @Test
  void a_refusal_leads_to_the_webhook_at_once_and_when_that_refuses_too_the_level_is_unreachable() {
    environment.put("BATON_PEOPLE_MARIA_WEBHOOK", webhook.address("/hooks/secret-path"));
    mail.refuse(MARIA, 550, "no such user");
    webhook.answer(404);
    put(alarm("maria", 1001, "No pickup in time"),
      new Notice(BRAND, "maria", 1002, "assigned", 0, 0, 0, 0, "The case is in your hand now", line.clock.instant()));
    notifier("n1").tellDue().await();
    assertEquals(Map.of("failed", 2L), states());
    assertTrue(cause().contains("550") && cause().contains("localhost answered 404"), cause());
    assertFalse(cause().contains("secret-path"), "an address is a secret");
    assertEquals(List.of(1001L), unreached.stream().map(Notice::caseId).toList(), "only what somebody owes");
  }

  @Test
  void a_redirect_is_not_followed_and_a_busy_server_is_asked_again() {
    environment.put("BATON_PEOPLE_ANA_WEBHOOK", webhook.address("/hooks/ana"));
    var notifier = notifier("n1");
    webhook.answer(429);
    put(alarm("ana", 1001, "No pickup in time"));
    notifier.tellDue().await();
    assertEquals(Map.of("pending", 1L), states());
    webhook.answer(302);
    line.clock.advance(Notifier.FIRST_RETRY);
    notifier.tellDue().await();
    assertEquals(Map.of("failed", 1L), states());
    assertEquals(2, webhook.calls().size());
  }

  @Test
  void what_was_seen_in_the_inbox_or_done_meanwhile_needs_no_message() {
    var id = line.receive("mastodon", line.mention("rosa", "router down"));
    line.clock.advance(Duration.ofMinutes(5));
    line.alarmClock.runDue().await();
    assertEquals(Map.of("pending", 1L), states());
    line.clock.advance(Duration.ofSeconds(1));
    line.database.inTransaction(tx -> line.desk.carryOut(tx, List.of(Move.Happening.of(new CaseKey(BRAND, id),
      new CaseEvent.Taken("ana", false), "ana")), line.clock.instant())).await();
    put(alarm("jonas", 1002, "No pickup in time"));
    line.rows("update notice set seen_at = $1 where person = 'jonas'", dev.baton.db.Rows.utc(line.clock.instant()));

    notifier("n1").tellDue().await();
    assertEquals(Map.of("unneeded", 2L), states());
    assertEquals(List.of(), mail.mails());
  }

  @Test
  void an_alarm_whose_obligation_ended_with_it_is_told() {
    var id = line.receive("mastodon", line.mention("rosa", "router down"));
    line.database.inTransaction(tx -> line.desk.carryOut(tx, List.of(Move.Happening.of(new CaseKey(BRAND, id),
      new CaseEvent.Taken("ana", false), "ana")), line.clock.instant())).await();
    line.clock.advance(Duration.ofMinutes(30));
    line.alarmClock.runDue().await();
    assertEquals(0, line.count("select count(*) from obligation where kind = 'progress' and running"));
    notifier("n1").tellDue().await();
    assertTrue(mail.mails().getFirst().raw().contains("No progress in time, the case went back to its queue"),
      mail.mails().getFirst().raw());
  }

  @Test
  void who_has_an_account_and_nothing_else_looks_at_the_inbox_and_who_left_cannot_be_reached() {
    environment.put("BATON_PEOPLE_PAULA_EMAIL", "");
    put(alarm("ana", 1001, "No pickup in time"), alarm("paula", 1002, "You are asked for an answer"),
      alarm("nobody", 1003, "No pickup in time"));
    notifier("n1").tellDue().await();
    assertEquals(Map.of("unneeded", 1L, "failed", 2L), states());
    assertEquals(List.of("nobody", "paula"), unreached.stream().map(Notice::person).sorted().toList());
  }

  @Test
  void a_case_that_cannot_climb_holds_up_no_other_and_its_message_is_not_sent_for_ever() {
    refusesToClimb = true;
    mail.refuseAll(550, "go away");
    put(alarm("maria", 1001, "No pickup in time"), alarm("maria", 1002, "No pickup in time"));
    notifier("n1").tellDue().await();
    assertEquals(Map.of("failed", 2L), states());
    assertEquals(4, unreached.size(), "together, then each by itself");
  }

  @Test
  void a_message_over_which_node_after_node_dies_is_given_up() {
    put(alarm("maria", 1001, "No pickup in time"));
    var store = new NoticeStore();
    for (var life = 0; life < Notifier.MOST_CLAIMS; life++) {
      var now = line.clock.instant();
      assertEquals(1, store.claim(line.database, List.of("maria"), "n" + life, now, now, Notifier.LEASE).await().size());
      line.clock.advance(Notifier.LEASE);
    }
    notifier("last").tellDue().await();
    assertEquals(Map.of("failed", 1L), states());
    assertEquals(1, unreached.size());
    assertEquals(List.of(), mail.mails());
  }

  private void flood(int count) {
    new Notices(person -> true).insert(line.database.reader(), IntStream.range(0, count)
      .mapToObj(i -> alarm("maria", 2_000 + i, "No pickup in time")).toList()).await();
  }

  @Test
  void a_flood_goes_out_in_one_message_that_names_the_latest_and_counts_all_and_holds_up_nothing_after_it() {
    var notifier = notifier("n1");
    flood(20_000);
    line.clock.advance(Duration.ofSeconds(1));
    put(alarm("maria", 1001, "No first reply in time"),
      new Notice(BRAND, "maria", 1001, "alarm", 1, 1, 1, 0, "No pickup in time", line.clock.instant()));
    notifier.tellDue().await();
    assertEquals(Map.of("told", 20_002L), states());
    var first = mail.mails().getFirst();
    assertTrue(first.header("Subject").endsWith("(and 20000 cases more)"), first.header("Subject"));
    assertTrue(first.raw().contains("And 19981 cases more"), first.raw());

    line.clock.advance(BUNDLE);
    put(alarm("maria", 1002, "No pickup in time"));
    notifier.tellDue().await();
    assertTrue(mail.mails().get(1).header("Subject").startsWith("B-1002-"), mail.mails().get(1).header("Subject"));
  }

  @Test
  void a_flood_that_nobody_takes_climbs_in_transactions_of_a_bounded_size_and_every_case_of_it_once() {
    mail.refuseAll(550, "go away");
    flood(NoticeStore.MOST_CLIMBING + 50);
    notifier("n1").tellDue().await();
    assertEquals(Map.of("failed", 250L), states());
    assertEquals(250, unreached.stream().map(Notice::caseId).distinct().count());
    assertEquals(250, unreached.size());
    assertEquals(NoticeStore.MOST_CLIMBING, mostTogether);
  }

  @Test
  void a_node_that_dies_while_it_gives_a_message_up_leaves_the_rest_of_it_to_the_next() {
    flood(NoticeStore.MOST_CLIMBING + 50);
    var store = new NoticeStore();
    var now = line.clock.instant();
    var message = store.claim(line.database, List.of("maria"), "n0", now, now, Notifier.LEASE).await().getFirst();
    var part = store.unsettled(line.database.reader(), message, "n0").await();
    assertTrue(store.fail(line.database.reader(), message, part, "n0", "refused", now).await());
    line.clock.advance(Notifier.LEASE);
    notifier("n1").tellDue().await();
    assertEquals(Map.of("failed", 200L, "told", 50L), states());
    assertEquals("<" + message.id() + "@baton.example>", mail.mails().getFirst().header("Message-ID"));
    assertFalse(store.fail(line.database.reader(), message, part, "n0", "late", now).await());
  }

  @Test
  void when_the_database_s_clock_is_set_back_people_are_told_as_before() {
    var notifier = notifier("n1");
    put(alarm("maria", 1001, "No pickup in time"));
    notifier.tellDue().await();
    line.clock.advance(Duration.ofHours(-2));
    put(alarm("maria", 1002, "No pickup in time"));
    notifier.tellDue().await();
    assertEquals(Map.of("told", 2L), states());
    put(alarm("maria", 1003, "No pickup in time"));
    notifier.tellDue().await();
    assertEquals(Map.of("told", 2L, "pending", 1L), states(), "and no more often");
  }

  @Test
  void a_stopped_node_gives_what_it_did_not_send_to_the_next_start() {
    put(alarm("maria", 1001, "No pickup in time"));
    var now = line.clock.instant();
    new NoticeStore().claim(line.database, List.of("maria"), "n0", now, now, Notifier.LEASE).await();
    var notifier = notifier("n1");
    notifier.forgetNodes().await();
    notifier.tellDue().await();
    assertEquals(1, mail.mails().size());
  }

  @Test
  void nothing_that_people_are_called_or_that_cases_say_gets_into_a_header() {
    environment.put("BATON_PEOPLE_MARIA_NAME", "Maria\r\nBcc: evil@example.org");
    put(alarm("maria", 1001, "No pickup\r\nBcc: evil@example.org\r\n\r\nBody"));
    notifier("n1").tellDue().await();
    var sent = mail.mails().getFirst();
    assertEquals("", sent.header("Bcc"));
    assertEquals(MARIA, sent.header("To"));
    assertTrue(sent.header("Subject").endsWith("No pickup  Bcc: evil@example.org    Body"), sent.header("Subject"));
    assertEquals("", sent.header("Body"));
    assertFalse(sent.raw().substring(0, sent.raw().indexOf("\r\n\r\n")).contains("\r\nBody"));
  }
}
