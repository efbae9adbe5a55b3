package dev.baton.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Eventually;
import dev.baton.Line;
import dev.baton.cases.CaseEvent;
import dev.baton.cases.CaseKey;
import dev.baton.cases.Contact;
import dev.baton.cases.Move;
import dev.baton.cases.Says;
import dev.baton.inbox.Reference;
import dev.baton.mention.Author;
import dev.baton.mention.Mention;
import dev.baton.triage.Mood;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EventLoops.class)
class IngestIT {

  private final Vertx vertx;
  private Line line;

  IngestIT(Vertx vertx) {
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

  private Author caller(String id, String phone) {
    return new Author(id, "", "Rosa Delgado", 0, "", phone);
  }

  @Test
  void who_gives_no_name_the_second_time_keeps_the_one_they_gave() {
    line.receive("phone", line.mention("c1", caller("+441134960001", "+441134960001"), "hello", ""));
    line.receive("phone", line.mention("c2", new Author("+441134960001", "", "", 0, "", "+441134960001"), "me again", ""));
    assertEquals("Rosa Delgado", line.rows("select name from profile").getFirst().getString(0));
  }

  private String joined(String externalId) {
    return line.rows("select joined from mention where external_id = $1", externalId).getFirst().getString(0);
  }

  private void resolve(long id) {
    happens(id, new CaseEvent.Resolved("ana", true, "done"));
  }

  private void happens(long id, CaseEvent event) {
    line.database.inTransaction(tx -> line.desk.carryOut(tx, List.of(Move.Happening.of(new CaseKey("northwind", id),
      event, "ana")), line.clock.instant())).await();
  }

  @Test
  void a_mention_becomes_a_case_with_its_customer_obligations_and_journal_in_one_go() {
    var id = line.receive("mastodon", line.mention("rosa", "my router is down"));
    assertEquals(1, line.count("select count(*) from customer"));
    assertEquals(2, line.count("select count(*) from obligation where case_id = $1 and running", id));
    assertEquals("opened", line.rows("select kind from journal where case_id = $1", id).getFirst().getString(0));
  }

  @Test
  void the_same_mention_handed_in_again_is_the_same_row() {
    var mention = line.mention("rosa", "my router is down");
    var first = line.ingest.accept(line.account("api"), List.of(mention, mention), Ingest.Also.NOTHING).await();
    var again = line.ingest.accept(line.account("api"), List.of(mention), Ingest.Also.NOTHING).await();
    assertFalse(first.getFirst().duplicate());
    assertTrue(first.getLast().duplicate());
    assertEquals(first.getFirst().mentionId(), again.getFirst().mentionId());
    assertTrue(again.getFirst().duplicate());
    assertEquals(1, line.count("select count(*) from mention"));
    assertEquals(1, line.count("select contacts::bigint from cases"));
  }

  @Test
  void the_same_id_on_two_accounts_is_two_mentions() {
    var mention = line.mention("rosa", "hello");
    line.receive("mastodon", mention);
    line.receive("bluesky", mention);
    assertEquals(2, line.count("select count(*) from mention"));
  }

  @Test
  void a_new_contact_of_the_same_customer_joins_their_open_case() {
    var first = line.receive("mastodon", line.mention("rosa", "router down"));
    line.clock.advance(Duration.ofHours(1));
    assertEquals(first, line.receive("mastodon", line.mention("rosa", "still down")));
    assertNotEquals(first, line.receive("mastodon", line.mention("tom", "router down")));
  }

  @Test
  void the_same_phone_number_is_the_same_person_on_another_channel_and_says_why() {
    var first = line.receive("phone", line.mention("c1", caller("call-1", "+351 912 000 001"), "no internet", ""));
    assertEquals(first, line.receive("api", line.mention("c2", caller("web-77", "+351912000001"), "any news?", "")));
    assertEquals("same customer, open case; same person: same phone number", joined("c2"));
    assertEquals(1, line.count("select count(*) from customer"));
  }

  private Author writer(String id, String email) {
    return new Author(id, "", "Rosa Delgado", 0, email, "");
  }

  @Test
  void spellings_of_one_mailbox_are_one_person() {
    var first = line.receive("api", line.mention("w1", writer("web-1", "Rosa@Gmail.com"), "no internet", ""));
    assertEquals(first, line.receive("mastodon", line.mention("w2", writer("m-7", "ro.sa+x@googlemail.com"), "still", "")));
    assertNotEquals(first, line.receive("api", line.mention("w3", writer("web-2", "ro.sa@firm.example"), "hello", "")));
    assertEquals("same customer, open case; same person: same e-mail address", joined("w2"));
  }

  @Test
  void a_number_dialled_at_home_is_the_one_with_the_country_s_code_where_the_account_says_the_region() {
    var first = line.receive("phone", line.mention("c1", caller("call-1", "030 1234567"), "no internet", ""));
    assertEquals(first, line.receive("api", line.mention("c2", caller("web-7", "+49 30 1234567"), "any news?", "")));
    assertNotEquals(first, line.receive("api", line.mention("c3", caller("web-8", "030 1234567"), "from nowhere", "")));
  }

  @Test
  void what_any_mention_of_a_batch_tells_of_its_author_links_them() {
    var first = line.receive("phone", line.mention("c1", caller("call-1", "+351912000001"), "no internet", ""));
    line.ingest.accept(line.account("api"), List.of(line.mention("w1", caller("web-7", "+351912000001"), "hello", ""),
      line.mention("w2", caller("web-7", ""), "anybody?", "")), Ingest.Also.NOTHING).await();
    assertEquals(3, line.count("select contacts::bigint from cases where id = $1", first));
    assertEquals(1, line.count("select count(*) from customer"));
  }

  @Test
  void an_identifier_that_a_known_profile_brings_links_the_next_new_profile_to_it() {
    var first = line.receive("mastodon", line.mention("rosa", "hi"));
    line.receive("mastodon", line.mention("p2", new Author("rosa", "rosa", "rosa", 10, "", "+35191200"), "my number", ""));
    assertEquals(first, line.receive("phone", line.mention("c1", caller("call-9", "+35191200"), "me again", "")));
  }

  @Test
  void profiles_of_one_batch_that_share_identifiers_in_a_chain_are_one_customer() {
    var a = line.mention("a", new Author("a", "", "A", 0, "", "+100000"), "one", "");
    var b = line.mention("b", new Author("b", "", "B", 0, "b@x.example", "+100000"), "two", "");
    var c = line.mention("c", new Author("c", "", "C", 0, "b@x.example", ""), "three", "");
    for (var order : List.of(List.of(c, b, a), List.of(a, b, c))) {
      var answers = line.ingest.accept(line.account("api"), order, Ingest.Also.NOTHING).await();
      assertEquals(1, answers.stream().map(Accepted::caseId).distinct().count());
    }
    assertEquals(1, line.count("select count(*) from customer"));
    assertEquals(0, line.count("""
      select count(*) from identifier i where not exists (
        select from customer c where c.brand = i.brand and c.id = i.customer_id)"""));
  }

  @Test
  void naming_the_case_links_a_profile_we_have_not_met() {
    var first = line.receive("phone", line.mention("c1", caller("call-1", "+351912000001"), "no internet", ""));
    var tweet = line.mention("rosa@toots", "day two, still nothing. " + Reference.of(first));
    assertEquals(first, line.receive("mastodon", tweet));
    assertTrue(joined(tweet.externalId().value()).startsWith("named the case"));
  }

  @Test
  void a_link_keeps_what_it_rests_on_by_whom_and_who_they_were_without_it() {
    line.receive("phone", line.mention("c1", caller("call-1", "+351912000001"), "no internet", ""));
    line.receive("api", line.mention("c2", caller("web-77", "+351912000001"), "any news?", ""));
    var link = line.rows("select * from link").getFirst();
    assertEquals("web-77", link.getString("author_id"));
    assertEquals("call-1", link.getString("to_author"));
    assertEquals("baton", link.getString("made_by"));
    assertNotEquals(link.getLong("from_customer"), link.getLong("customer_id"));
    assertTrue(link.getJsonArray("evidence").encode().contains("same phone number"), () -> link.deepToString());
  }

  @Test
  void a_couple_that_shares_a_number_stays_two_people_and_an_agent_is_asked() {
    var rosas = line.receive("phone", line.mention("c1", caller("call-1", "+351912000001"), "no internet", ""));
    var toms = new Author("web-5", "", "Tom Becker", 0, "", "+351912000001");
    assertNotEquals(rosas, line.receive("api", line.mention("w1", toms, "my bill is wrong", "")));
    assertEquals(0, line.count("select count(*) from link"));
    assertEquals(1, line.count("select count(*) from suggestion where state = 'open' and kind = 'person'"));
    line.receive("api", line.mention("w2", toms, "hello?", ""));
    assertEquals(1, line.count("select count(*) from suggestion"), "asked once");
  }

  @Test
  void who_are_both_known_already_are_not_joined_without_being_asked() {
    line.receive("phone", line.mention("c1", caller("call-1", "+351912000001"), "no internet", ""));
    var second = line.receive("mastodon", line.mention("rosa", "hi"));
    assertEquals(second, line.receive("mastodon",
      line.mention("p2", new Author("rosa", "rosa", "rosa", 10, "", "+351912000001"), "my number", "")));
    assertEquals(2, line.count("select count(*) from customer"));
    assertEquals(1, line.count("select count(*) from suggestion where state = 'open'"));
  }

  @Test
  void a_reference_that_was_passed_on_does_not_make_two_people_one() {
    var rosas = line.receive("phone", line.mention("c1", caller("call-1", "+351912000001"), "no internet", ""));
    var neighbour = new Author("web-9", "", "Kim", 0, "", "+351912000777");
    assertNotEquals(rosas, line.receive("api", line.mention("w1", neighbour, "as for my neighbour, " + Reference.of(rosas), "")));
    assertEquals(2, line.count("select count(*) from customer"));
    assertEquals(1, line.count("select count(*) from suggestion where state = 'open'"));
  }

  @Test
  void another_order_of_the_same_customer_is_a_case_beside_and_a_chaser_joins_the_latest() {
    var first = line.receive("mastodon", line.mention("rosa", "Order 4711-2288 never came"));
    line.clock.advance(Duration.ofHours(1));
    var second = line.receive("mastodon", line.mention("rosa", "Order 9911-5566 is broken"));
    assertNotEquals(first, second);
    line.clock.advance(Duration.ofHours(1));
    assertEquals(second, line.receive("mastodon", line.mention("rosa", "any news?")));
    assertEquals(first, line.receive("mastodon", line.mention("rosa", "and order 4711-2288?")));
    assertEquals(1, line.count("select count(*) from mention where evidence::text like '%same order number%'"));
  }

  @Test
  void naming_somebody_elses_case_does_not_move_a_known_customer_into_it() {
    var rosas = line.receive("phone", line.mention("c1", caller("call-1", "+351912000001"), "no internet", ""));
    var toms = line.receive("mastodon", line.mention("tom", "my bill is wrong"));
    assertEquals(toms, line.receive("mastodon", line.mention("tom", "why does " + Reference.of(rosas) + " get help?")));
  }

  @Test
  void somebody_else_in_the_same_thread_is_somebody_else() {
    var question = line.mention("rosa", "is there an outage?");
    var first = line.receive("mastodon", question);
    var other = line.mention("t2", new Author("tom", "tom", "Tom", 3, "", ""), "same here!", question.externalId().value());
    assertNotEquals(first, line.receive("mastodon", other));
  }

  @Test
  void a_reply_in_a_thread_joins_that_threads_case_even_beside_a_newer_one() {
    var first = line.mention("rosa", "router down");
    var id = line.receive("mastodon", first);
    resolve(id);
    line.clock.advance(Duration.ofDays(20));
    var second = line.receive("mastodon", line.mention("rosa", "wrong bill"));
    assertNotEquals(id, second, "long resolved: another problem");
    line.clock.advance(Duration.ofMinutes(1));
    var inThread = line.mention("m99", new Author("rosa", "rosa", "rosa", 10, "", ""), "down again", first.externalId().value());
    assertEquals(second, line.receive("mastodon", inThread), "the thread's case is closed for too long");
  }

  @Test
  void a_word_soon_after_a_case_was_answered_and_resolved_opens_it_again_with_its_clock_from_that_word() {
    var id = line.receive("mastodon", line.mention("rosa", "router down"));
    happens(id, new CaseEvent.Replied("ana", true, 1, Says.WORDS));
    happens(id, new CaseEvent.ReplyAccepted(1, line.clock.instant()));
    resolve(id);
    line.clock.advance(Duration.ofDays(2));
    assertEquals(id, line.receive("mastodon", line.mention("rosa", "it is down again")));
    assertEquals(line.clock.instant(), line.time("select waiting_since as at from cases where id = $1", id));
    assertEquals("waiting", line.rows("select phase from cases where id = $1", id).getFirst().getString(0));
  }

  @Test
  void a_word_after_a_case_was_closed_without_an_answer_goes_on_with_the_clock_of_the_first_word() {
    var id = line.receive("mastodon", line.mention("rosa", "router down"));
    var waiting = line.clock.instant();
    resolve(id);
    line.clock.advance(Duration.ofDays(2));
    assertEquals(id, line.receive("mastodon", line.mention("rosa", "nobody has answered me")));
    assertEquals(waiting, line.time("select waiting_since as at from cases where id = $1", id));
  }

  @Test
  void naming_a_case_that_was_merged_away_means_the_one_in_which_it_goes_on() {
    var first = line.receive("phone", line.mention("c1", caller("call-1", "+351912000001"), "no internet", ""));
    var second = line.receive("mastodon", line.mention("rosa", "no internet"));
    var third = line.receive("bluesky", line.mention("rosa.b", "my internet is gone"));
    merge(second, first);
    merge(third, second);
    assertEquals(third, line.receive("mastodon", line.mention("rosa", "any news?")), "where their words are now");
    assertEquals(third, line.receive("bluesky", line.mention("rosa.b", "I was told " + Reference.of(first))));
    assertEquals(List.of(second, third), line.rows("select merged_into from cases order by id limit 2").stream()
      .map(row -> row.getLong(0)).toList());
  }

  @Test
  void a_word_that_comes_while_its_case_is_merged_away_stands_on_the_clock_of_the_case_in_which_it_goes_on() {
    var into = line.receive("phone", line.mention("c1", caller("call-1", "+351912000001"), "no internet", ""));
    var from = line.receive("mastodon", line.mention("rosa", "no internet"));
    var commit = Promise.<Void>promise();
    var merged = line.database.inTransaction(tx -> merge(tx, into, from).compose(v -> commit.future()));
    var word = line.mention("rosa", "is anybody there?");
    var accepted = line.ingest.accept(line.account("mastodon"), List.of(word), Ingest.Also.NOTHING);
    Eventually.until("ingest has read the cases and waits for the one", () -> line.count("""
      select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'""") == 1);
    commit.complete();
    merged.await();

    assertEquals(into, accepted.await().getFirst().caseId());
    assertEquals(into, line.count("select case_id from mention where external_id = $1", word.externalId().value()));
    assertEquals(3, line.count("select contacts::bigint from cases where id = $1", into));
    assertEquals(0, line.count("select count(*) from mention where case_id = $1", from));
  }

  private void merge(long into, long from) {
    line.database.inTransaction(tx -> merge(tx, into, from)).await();
  }

  private Future<Void> merge(SqlClient tx, long into, long from) {
    var contact = new Contact(from, line.clock.instant(), line.clock.instant(), true, "api", "api", true, Mood.NEUTRAL,
      Set.of(), 0, "en", Instant.MAX, "no internet", "");
    return line.desk.carryOut(tx, List.of(new Move.Merge(new CaseKey("northwind", into), new CaseKey("northwind", from),
        "ana", Move.Happening.ANY, List.of(contact))), line.clock.instant())
      .compose(v -> tx.preparedQuery("update mention set case_id = $1 where case_id = $2")
        .execute(Tuple.of(into, from)))
      .mapEmpty();
  }

  @Test
  void fifty_requests_with_the_same_new_customer_at_the_same_instant_make_one_case() {
    var other = new Line(vertx, line);
    var mentions = IntStream.range(0, 50).mapToObj(i -> line.mention("rosa", "hello number " + i)).toList();
    var answers = new ArrayList<Future<List<Accepted>>>();
    for (var i = 0; i < 50; i++) {
      var node = i % 2 == 0 ? line : other;
      answers.add(node.ingest.accept(node.account("mastodon"), List.of(mentions.get(i)), Ingest.Also.NOTHING));
    }
    Future.all(answers).await();
    assertEquals(1, line.count("select count(*) from cases"));
    assertEquals(50, line.count("select contacts::bigint from cases"));
    assertEquals(1, line.count("select count(*) from customer"));
    other.close();
  }

  @Test
  void fifty_deliveries_of_one_mention_at_the_same_instant_are_one_row() {
    var other = new Line(vertx, line);
    var mention = line.mention("rosa", "hello");
    var answers = IntStream.range(0, 50).mapToObj(i -> (i % 2 == 0 ? line : other).ingest
      .accept(line.account("api"), List.of(mention), Ingest.Also.NOTHING)).toList();
    Future.all(answers).await();
    assertEquals(1, answers.stream().filter(a -> !a.result().getFirst().duplicate()).count());
    assertEquals(1, line.count("select count(*) from mention"));
    other.close();
  }

  @Test
  void batches_that_share_customers_in_opposite_orders_do_not_block_each_other_for_ever() {
    var other = new Line(vertx, line);
    var people = IntStream.range(0, 40).mapToObj(i -> "p" + i).toList();
    var rounds = new ArrayList<Future<?>>();
    for (var round = 0; round < 10; round++) {
      var forward = people.stream().map(this::phoned).toList();
      var backward = people.reversed().stream().map(this::phoned).toList();
      rounds.add(line.ingest.accept(line.account("api"), forward, Ingest.Also.NOTHING));
      rounds.add(other.ingest.accept(other.account("phone"), backward, Ingest.Also.NOTHING));
    }
    Future.all(rounds).await();
    assertEquals(40, line.count("select count(*) from customer"));
    assertEquals(40, line.count("select count(*) from cases"));
    assertEquals(800, line.count("select sum(contacts)::bigint from cases"));
    other.close();
  }

  private Mention phoned(String person) {
    return line.mention(person + "-" + System.nanoTime(), new Author(person, "", person, 0, person + "@x.example",
      "+99" + (10_000 + person.hashCode() % 1_000)), "hello from " + person, "");
  }

  @Test
  void what_goes_along_fails_with_all_of_it() {
    var failed = line.ingest.accept(line.account("api"), List.of(line.mention("rosa", "hello")),
      (tx, now) -> Future.failedFuture("the cursor could not be moved"));
    assertTrue(failed.otherwiseEmpty().await() == null);
    assertEquals(0, line.count("select count(*) from mention"));
    assertEquals(0, line.count("select count(*) from cases"));
  }

  @Test
  void hostile_text_is_kept_as_text() {
    var text = "'; drop table mention; -- <script>alert(1)</script> \u202Egnp.exe \uD83D \u0000 end";
    line.receive("api", line.mention("rosa", text));
    assertTrue(line.rows("select body from mention").getFirst().getString(0).contains("<script>alert(1)</script>"));
  }

  @Test
  void a_connection_that_dies_at_commit_costs_neither_a_mention_nor_a_number() {
    var killer = new Line(vertx, line);
    var handedIn = new ArrayList<Mention>();
    for (var round = 0; round < 30; round++) {
      var batch = IntStream.range(0, 20).mapToObj(i -> line.mention("customer" + i, "hello")).toList();
      handedIn.addAll(batch);
      var stored = line.ingest.accept(line.account("api"), batch, Ingest.Also.NOTHING);
      vertx.timer(1 + round % 10).await();
      killer.rows("""
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'""");
      stored.otherwiseEmpty().await();
    }
    for (var from = 0; from < handedIn.size(); from += 500) {
      var again = handedIn.subList(from, Math.min(handedIn.size(), from + 500));
      resend(again, 5).await();
    }
    assertEquals(600, line.count("select count(*) from mention"));
    assertEquals(600, line.count("select sum(contacts)::bigint from cases"));
    assertEquals(600, line.count("select count(*) from journal"));
    assertEquals(20, line.count("select count(*) from cases"));
    killer.close();
  }

  /** As whoever hands in does until it is answered: the pool may still hold a connection that was just killed. */
  private Future<?> resend(List<Mention> batch, int tries) {
    return line.ingest.accept(line.account("api"), batch, Ingest.Also.NOTHING)
      .recover(e -> tries == 0 ? Future.failedFuture(e) : resend(batch, tries - 1).mapEmpty());
  }

  @Test
  void a_case_resolved_again_and_again_while_its_customer_writes_is_one_open_case_in_the_end() {
    var id = line.receive("api", line.mention("rosa", "router down"));
    var all = new ArrayList<Future<?>>();
    for (var i = 0; i < 60; i++) {
      all.add(line.ingest.accept(line.account(i % 2 == 0 ? "api" : "mastodon"), List.of(line.mention("m" + i,
        new Author("rosa", "rosa", "rosa", 1, "rosa@example.org", ""), "still down", "")), Ingest.Also.NOTHING));
      all.add(line.database.inTransaction(tx -> line.desk.carryOut(tx, List.of(Move.Happening.of(
        new CaseKey("northwind", id), new CaseEvent.Resolved("ana", true, "done"), "ana")), line.clock.instant())));
      all.add(line.alarmClock.runDue());
    }
    Future.join(all).await();
    line.receive("api", line.mention("rosa", "and now?"));
    assertEquals(line.count("select count(*) from mention"), line.count("select sum(contacts)::bigint from cases"));
    assertTrue(line.count("select count(*) from cases where phase <> 'resolved'") <= 2, "one a profile at most");
    assertEquals(0, line.alarmClock.setAside());
  }
}
