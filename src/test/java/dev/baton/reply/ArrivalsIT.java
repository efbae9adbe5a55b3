package dev.baton.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Line;
import dev.baton.cases.CaseEvent;
import dev.baton.cases.CaseKey;
import dev.baton.cases.Move;
import dev.baton.connector.Receipt;
import dev.baton.connector.ReplyOutcome;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What networks say by themselves about replies of ours. */
@ExtendWith(EventLoops.class)
class ArrivalsIT {

  private static final String FIRST_REPLY = """
    select due_at as at from obligation where kind = 'first-reply' and running""";

  private final Vertx vertx;
  private ReplyLine replies;
  private Line line;
  private Sender sender;
  private long id;

  ArrivalsIT(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void open() {
    replies = new ReplyLine(vertx);
    line = replies.line;
    sender = replies.sender("n1");
    id = line.receive("mastodon", line.mention("rosa", "router down"));
  }

  @AfterEach
  void close() {
    replies.close();
  }

  private void arrived(String attemptKey, String externalId) {
    heard(new Receipt(attemptKey, externalId, true, "", line.clock.instant()));
  }

  private void cameBack(String attemptKey, String externalId) {
    heard(new Receipt(attemptKey, externalId, false, "550 no such mailbox", line.clock.instant()));
  }

  private void heard(Receipt receipt) {
    line.arrivals.take(ReplyLine.BRAND, line.account("mastodon").id(), List.of(receipt)).await();
  }

  private void answer(long number) {
    replies.write(id, number);
    sender.sendDue().await();
    assertEquals("accepted", replies.state(number));
  }

  private void resolve() {
    line.database.inTransaction(tx -> line.desk.carryOut(tx, List.of(Move.Happening.of(
      new CaseKey(ReplyLine.BRAND, id), new CaseEvent.Resolved("ana", false, ""), "ana")),
      line.clock.instant())).await();
  }

  private List<Long> unanswered() {
    return line.rows("select (u -> 0)::bigint from cases c, jsonb_array_elements(c.unanswered) u where c.id = $1", id)
      .stream().map(row -> row.getLong(0)).toList();
  }

  private String externalId(long number) {
    return line.rows("select external_id from reply where id = $1", number).getFirst().getString(0);
  }

  private String phase() {
    return line.rows("select phase from cases where id = $1", id).getFirst().getString(0);
  }

  @Test
  void word_that_it_arrived_ends_a_doubt_under_the_networks_id() {
    replies.network.says(new ReplyOutcome.Unknown("the answer was lost"));
    replies.write(id, 1);
    sender.sendDue().await();
    sender.sendDue().await();
    assertEquals("unknown", replies.state(1));
    arrived("key-1", "id-1");
    assertEquals("accepted", replies.state(1));
    assertEquals("id-1", externalId(1));
    assertEquals("none", replies.delivery(id));
    assertEquals(List.of(), unanswered());
    arrived("key-1", "id-1");
    assertEquals(1, line.count("select count(*) from journal where kind = 'reply-accepted'"), "once");
  }

  @Test
  void word_that_it_arrived_comes_before_the_answer_and_the_answer_changes_nothing() {
    var answer = Promise.<ReplyOutcome>promise();
    replies.network.answers.add(answer::future);
    replies.write(id, 1);
    var sending = sender.sendDue();
    while (replies.network.reached.isEmpty()) {
      vertx.timer(5).await();
    }
    arrived("key-1", "id-1");
    assertEquals("accepted", replies.state(1));
    answer.complete(new ReplyOutcome.Sent("id-1", "https://social.example/1"));
    sending.await();
    assertEquals("accepted", replies.state(1));
    assertEquals(1, line.count("select count(*) from journal where kind = 'reply-accepted'"));
  }

  @Test
  void what_a_dead_sender_left_is_settled_by_the_networks_word_and_never_said_again() {
    replies.network.recognises = true;
    replies.network.answers.add(() -> Promise.<ReplyOutcome>promise().future());
    replies.write(id, 1);
    sender.sendDue();
    while (replies.network.reached.isEmpty()) {
      vertx.timer(5).await();
    }
    arrived("key-1", "id-1");
    line.clock.advance(Sender.LEASE.multipliedBy(2));
    replies.sender("n2").sendDue().await();
    assertEquals(1, replies.network.reached.size());
  }

  @Test
  void a_reply_that_bounces_leaves_its_customer_waiting_since_they_wrote() {
    var due = line.time(FIRST_REPLY);
    line.clock.advance(Duration.ofMinutes(5));
    answer(1);
    assertEquals(List.of(), unanswered());
    line.clock.advance(Duration.ofMinutes(5));
    cameBack("", "said-key-1");
    assertEquals("refused", replies.state(1));
    assertEquals("550 no such mailbox", replies.cause(1));
    assertEquals("undelivered", replies.delivery(id));
    assertEquals(1, unanswered().size());
    assertEquals(due, line.time(FIRST_REPLY));
    assertEquals(Line.START, line.time("select waiting_since as at from cases"));
    cameBack("", "said-key-1");
    assertEquals(1, line.count("select count(*) from journal where kind = 'reply-returned'"), "once");
  }

  @Test
  void a_case_that_was_closed_over_it_is_open_again() {
    answer(1);
    resolve();
    assertEquals("resolved", phase());
    line.clock.advance(Duration.ofHours(1));
    cameBack("key-1", "");
    assertEquals("waiting", phase());
    assertEquals("undelivered", replies.delivery(id));
  }

  @Test
  void only_what_no_other_answer_stands_for_waits_again() {
    answer(1);
    line.clock.advance(Duration.ofMinutes(1));
    line.receive("mastodon", line.mention("rosa", "and the phone too"));
    line.clock.advance(Duration.ofMinutes(1));
    answer(2);
    cameBack("", "said-key-1");
    assertEquals(List.of(), unanswered(), "the second answer was written on all of it");
    assertEquals("none", replies.delivery(id));
    assertEquals("refused", replies.state(1));
    cameBack("", "said-key-2");
    assertEquals(2, unanswered().size(), "now none stands");
    assertEquals(Line.START, line.time("select waiting_since as at from cases"));
  }

  @Test
  void the_latest_bounces_and_the_one_before_it_stands() {
    answer(1);
    line.clock.advance(Duration.ofMinutes(1));
    line.receive("mastodon", line.mention("rosa", "and the phone too"));
    var wrote = line.clock.instant();
    line.clock.advance(Duration.ofMinutes(1));
    answer(2);
    cameBack("", "said-key-2");
    assertEquals(1, unanswered().size());
    assertEquals(wrote, line.time("select waiting_since as at from cases"));
    assertEquals(1, line.count("select count(*) from obligation where kind = 'next-reply' and running"));
  }

  @Test
  void a_network_that_says_so_before_its_answer_is_heard() {
    var answer = Promise.<ReplyOutcome>promise();
    replies.network.answers.add(answer::future);
    replies.write(id, 1);
    var sending = sender.sendDue();
    while (replies.network.reached.isEmpty()) {
      vertx.timer(5).await();
    }
    cameBack("", "id-1");
    answer.complete(new ReplyOutcome.Sent("id-1", ""));
    sending.await();
    assertEquals("refused", replies.state(1));
    assertEquals("550 no such mailbox", replies.cause(1));
    assertEquals("undelivered", replies.delivery(id));
    assertEquals(1, unanswered().size());
  }

  @Test
  void word_of_what_is_not_ours_or_of_a_broken_case_holds_up_nothing() {
    arrived("another programs key", "x");
    arrived("", "");
    cameBack("", "");
    answer(1);
    line.database.reader().query("update cases set dealings = '{\"legs\": 7}' where id = " + id).execute().await();
    cameBack("", "said-key-1");
    assertEquals("accepted", replies.state(1), "left for the person who is told of the case");
    assertTrue(line.count("select count(*) from undeliverable") == 0);
  }

  @Test
  void keys_and_ids_that_no_database_keeps_are_in_nobodys_way() {
    var letters = new StringBuilder();
    new Random(1).ints(1_000, 0x4E00, 0x9FA5).forEach(letters::appendCodePoint);
    var longest = letters.toString();
    answer(1);
    line.arrivals.take(ReplyLine.BRAND, line.account("mastodon").id(), List.of(
      new Receipt("a\0b", "", true, "", line.clock.instant()), new Receipt("\ud800", "c\0d", false, "e\0f", line.clock.instant()),
      new Receipt("", longest, false, "550", line.clock.instant()), new Receipt(longest, longest, true, "", line.clock.instant()),
      new Receipt("key-1", longest, true, "", line.clock.instant()),
      new Receipt("key-1", "", false, "550 no such mailbox", line.clock.instant()))).await();
    assertEquals("refused", replies.state(1));
  }

  @Test
  void an_id_longer_than_any_does_not_keep_an_answer_from_being_settled() {
    var letters = new StringBuilder();
    new Random(1).ints(1_000, 0x4E00, 0x9FA5).forEach(letters::appendCodePoint);
    replies.network.says(new ReplyOutcome.Sent(letters.toString(), ""));
    answer(1);
  }

  @Test
  void a_thousand_receipts_behind_one_that_cannot_be_taken_fail_with_it() {
    line.rows("alter table reply rename to reply_away");
    var many = Collections.nCopies(50_000, new Receipt("key-1", "", true, "", line.clock.instant()));
    var failed = line.arrivals.take(ReplyLine.BRAND, line.account("mastodon").id(), many);
    assertThrows(PgException.class, failed::await);
    line.rows("alter table reply_away rename to reply");
  }
}
