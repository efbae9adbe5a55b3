package dev.baton.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Line;
import dev.baton.connector.Draft;
import dev.baton.connector.ReplyOutcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The outbox on a real database; the network's answers are played, since each of its moods must be had at will. */
@ExtendWith(EventLoops.class)
class SenderIT {

  private final Vertx vertx;
  private PlayedNetwork network;
  private ReplyLine replies;
  private Line line;
  private Sender sender;
  private long id;

  SenderIT(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void open() {
    replies = new ReplyLine(vertx);
    line = replies.line;
    network = replies.network;
    sender = sender("n1");
    id = line.receive("mastodon", line.mention("rosa", "router down"));
  }

  @AfterEach
  void close() {
    replies.close();
  }

  private Sender sender(String node) {
    return replies.sender(node);
  }

  private void reply(long number) {
    replies.write(id, number);
  }

  private String state(long number) {
    return replies.state(number);
  }

  private String delivery() {
    return replies.delivery(id);
  }

  @Test
  void a_reminder_is_told_from_what_a_person_wrote() {
    reply(1);
    sender.sendDue().await();
    new Outbox().remind(line.database.reader(), ReplyLine.BRAND, 1, 2, "Did it help?", "key-2", line.clock.instant()).await();
    sender.sendDue().await();
    assertEquals(List.of(false, true), network.reached.stream().map(Draft::isAutomatic).toList());
  }

  @Test
  void a_reply_whose_case_is_broken_waits_with_it_and_holds_up_no_other() {
    reply(1);
    line.database.reader().query("update cases set dealings = '{\"legs\": 7}' where id = " + id).execute().await();
    sender.stop().await(); // it tries to keep what became of it once
    sender.sendDue().await();
    assertEquals(1, network.reached.size());
    assertEquals("sending", state(1), "said, but the case cannot take that in");

    line.clock.advance(Sender.LEASE.plusSeconds(1));
    var broken = id;
    id = line.receive("mastodon", line.mention("tom", "router down"));
    reply(2);
    sender.sendDue().await();
    assertEquals("accepted", state(2));
    line.clock.advance(Duration.ofMinutes(5));
    line.alarmClock.runDue().await();
    assertEquals(1, line.alarmClock.setAside(), "its own delivery is overdue");
    sender.sendDue().await();
    assertEquals(2, network.reached.size(), "nothing is said again meanwhile");

    line.database.reader().query("update cases set dealings = (select dealings from cases where id = " + id
      + ") where id = " + broken).execute().await();
    line.clock.advance(Duration.ofHours(1));
    line.alarmClock.runDue().await();
    sender.sendDue().await();
    assertEquals("unknown", state(1), "a person looks whether it was said");
  }

  @Test
  void a_reply_reaches_the_network_once_and_answers_the_customer_when_it_was_accepted() {
    reply(1);
    sender.sendDue().await();
    sender.sendDue().await();
    assertEquals("accepted", state(1));
    assertEquals(1, network.reached.size());
    assertEquals("none", delivery());
    assertEquals(0, line.count("select count(*) from cases where waiting_since is not null"));
  }

  @Test
  void a_refused_reply_says_why_and_leaves_the_customer_waiting_on_top() {
    network.says(new ReplyOutcome.Refused("the author blocked you"));
    reply(1);
    sender.sendDue().await();
    assertEquals("refused", state(1));
    assertEquals("undelivered", delivery());
    assertEquals("the author blocked you", line.rows("select cause from reply").getFirst().getString(0));
    assertEquals("ana", line.rows("select holder from cases").getFirst().getString(0));
  }

  @Test
  void a_network_that_cannot_be_reached_is_tried_again_later_and_later() {
    network.answers.add(() -> Future.failedFuture("connection refused"));
    network.answers.add(() -> Future.failedFuture("connection refused"));
    reply(1);
    sender.sendDue().await();
    assertEquals("queued", state(1));
    sender.sendDue().await();
    assertEquals(1, network.reached.size(), "not before its time");
    line.clock.advance(Duration.ofSeconds(2));
    sender.sendDue().await();
    line.clock.advance(Duration.ofSeconds(4));
    sender.sendDue().await();
    assertEquals("accepted", state(1));
    assertEquals(3, network.reached.size());
    assertEquals(1, network.reached.stream().map(Draft::attemptKey).distinct().count(), "always with the same key");
  }

  @Test
  void an_outcome_that_is_lost_goes_to_a_person_where_the_network_would_say_it_twice() {
    network.says(new ReplyOutcome.Unknown("the answer was lost"));
    reply(1);
    sender.sendDue().await();
    line.clock.advance(Duration.ofHours(3));
    sender.sendDue().await();
    assertEquals("unknown", state(1));
    assertEquals("unknown", delivery());
    assertEquals(1, network.reached.size());
  }

  @Test
  void an_outcome_that_is_lost_is_asked_again_where_the_network_recognises_the_key() {
    network.recognises = true;
    network.says(new ReplyOutcome.Unknown("the answer was lost"));
    reply(1);
    sender.sendDue().await();
    line.clock.advance(Duration.ofSeconds(2));
    sender.sendDue().await();
    assertEquals("accepted", state(1));
    assertEquals(2, network.reached.size());
  }

  @Test
  void a_reply_whose_sender_died_is_never_blindly_sent_again() {
    var never = Promise.<ReplyOutcome>promise();
    network.answers.add(never::future);
    reply(1);
    sender.sendDue();
    vertx.timer(1).await();
    untilSending();
    line.clock.advance(Sender.LEASE);
    sender("n2").sendDue().await();
    assertEquals("unknown", state(1));
    assertEquals(1, network.reached.size());

    never.complete(new ReplyOutcome.Sent("late", ""));
    assertEquals("unknown", state(1), "the frozen sender's late word changes nothing");
  }

  @Test
  void a_node_that_is_alone_on_its_database_does_not_wait_for_leases_of_the_dead() {
    network.recognises = true;
    network.answers.add(() -> Promise.<ReplyOutcome>promise().future());
    reply(1);
    sender.sendDue();
    untilSending();
    var next = sender("n2");
    next.forgetNodes().await();
    next.sendDue().await();
    line.clock.advance(Duration.ofSeconds(2));
    next.sendDue().await();
    assertEquals("accepted", state(1));
  }

  private void untilSending() {
    while (!state(1).equals("sending") || network.reached.isEmpty()) {
      vertx.timer(5).await();
    }
  }

  @Test
  void two_senders_send_each_reply_once() {
    for (var i = 1; i <= 30; i++) {
      id = line.receive("mastodon", line.mention("customer" + i, "hello"));
      reply(i);
    }
    var other = sender("n2");
    for (var i = 0; i < 5; i++) {
      Future.all(sender.sendDue(), other.sendDue()).await();
    }
    assertEquals(30, line.count("select count(*) from reply where state = 'accepted'"));
    assertEquals(30, network.reached.size());
  }

  @Test
  void replies_of_one_case_leave_in_their_order_one_at_a_time() {
    network.answers.add(() -> Future.failedFuture("connection refused"));
    reply(1);
    reply(2);
    sender.sendDue().await();
    assertEquals(1, network.reached.size());
    line.clock.advance(Duration.ofSeconds(2));
    sender.sendDue().await();
    sender.sendDue().await();
    assertEquals(List.of("answer 1", "answer 1", "answer 2"), network.reached.stream().map(Draft::text).toList());
    assertEquals("none", delivery());
  }

  @Test
  void a_network_that_asks_to_wait_is_left_alone_until_then() {
    network.says(new ReplyOutcome.TryLater(Duration.ofMinutes(10), "rate limited"));
    reply(1);
    sender.sendDue().await();
    line.clock.advance(Duration.ofMinutes(9));
    sender.sendDue().await();
    assertEquals(1, network.reached.size());
    line.clock.advance(Duration.ofMinutes(1));
    sender.sendDue().await();
    assertEquals("accepted", state(1));
  }

  @Test
  void a_reply_that_nobody_delivers_climbs_the_ladder() {
    network.says(new ReplyOutcome.TryLater(Duration.ofHours(1), "rate limited"));
    reply(1);
    sender.sendDue().await();
    line.clock.advance(Duration.ofMinutes(3));
    assertTrue(line.alarmClock.runDue().await() > 0);
    assertEquals("maria", line.rows("""
      select person from escalation e join obligation o using (brand, case_id, number) where o.kind = 'delivery'""")
      .getFirst().getString(0));
  }

  @Test
  void a_refusal_in_words_that_no_database_takes_is_a_refusal_all_the_same() {
    network.says(new ReplyOutcome.Refused("no\0 \ud800 " + "way ".repeat(10_000)));
    reply(1);
    sender.sendDue().await();
    assertEquals("refused", state(1));
    assertEquals("undelivered", delivery());
  }

  @Test
  void replies_of_one_case_leave_in_the_order_they_were_written_whichever_node_numbered_them() {
    reply(40);
    line.clock.advance(Duration.ofSeconds(1));
    reply(2);
    sender.sendDue().await();
    sender.sendDue().await();
    assertEquals(List.of("answer 40", "answer 2"), network.reached.stream().map(Draft::text).toList());
  }

  @Test
  void a_reply_on_an_account_that_is_gone_is_refused_so_that_its_case_can_go_on() {
    reply(1);
    var without = new Sender(vertx, line.database, line.desk, Map::of, line.doorbell, line.clock, "n3");
    without.sendDue().await();
    assertEquals("queued", state(1), "another node may be about to start with the account");
    line.clock.advance(Duration.ofMinutes(10));
    without.sendDue().await();
    assertEquals("refused", state(1));
    assertEquals("undelivered", delivery());
  }

  @Test
  void a_reply_under_way_when_its_account_went_is_given_to_a_person() {
    network.answers.add(() -> Promise.<ReplyOutcome>promise().future());
    reply(1);
    sender.sendDue();
    untilSending();
    var without = new Sender(vertx, line.database, line.desk, Map::of, line.doorbell, line.clock, "n3");
    line.clock.advance(Duration.ofMinutes(20));
    without.sendDue().await();
    assertEquals("unknown", state(1));
  }
}
