package dev.baton.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Line;
import dev.baton.connector.ReplyOutcome;
import dev.baton.mention.Author;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of a reply of which nobody knows whether it was said. */
@ExtendWith(EventLoops.class)
class DoubtIT {

  private static final ReplyOutcome LOST = new ReplyOutcome.Unknown("the answer was lost");
  private static final ReplyOutcome NOT_THERE = new ReplyOutcome.TryLater(Duration.ofSeconds(1), "not among our replies");

  private final Vertx vertx;
  private ReplyLine replies;
  private Line line;
  private PlayedNetwork network;
  private Sender sender;
  private long id;

  DoubtIT(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void open() {
    replies = new ReplyLine(vertx);
    line = replies.line;
    network = replies.network;
    sender = replies.sender("n1");
    id = line.receive("mastodon", line.mention("rosa", "router down"));
  }

  @AfterEach
  void close() {
    replies.close();
  }

  private void send() {
    sender.sendDue().await();
  }

  private void after(Duration pause) {
    line.clock.advance(pause);
    send();
  }

  private void writeAndLose() {
    network.says(LOST);
    replies.write(id, 1);
    send();
  }

  @Test
  void what_the_network_turns_out_to_have_is_accepted_and_not_said_again() {
    network.finds(new ReplyOutcome.Sent("id-1", "https://social.example/1"));
    writeAndLose();
    send();
    assertEquals("accepted", replies.state(1));
    assertEquals(1, network.reached.size());
    assertEquals("id-1", line.rows("select external_id from reply").getFirst().getString(0));
    assertEquals("none", replies.delivery(id));
  }

  @Test
  void that_it_is_not_there_counts_only_when_asked_again_after_a_while() {
    network.finds(NOT_THERE);
    network.finds(NOT_THERE);
    writeAndLose();
    send();
    after(Sender.SETTLING.minusSeconds(1));
    assertEquals(1, network.asked.size(), "too early to ask again");
    after(Duration.ofSeconds(1));
    assertEquals(2, network.asked.size());
    assertEquals(1, network.reached.size());
    after(Duration.ofSeconds(1));
    assertEquals("accepted", replies.state(1));
    assertEquals(2, network.reached.size(), "said again once that was certain");
  }

  @Test
  void what_shows_late_is_not_said_again() {
    network.finds(NOT_THERE);
    network.finds(new ReplyOutcome.Sent("id-1", ""));
    writeAndLose();
    send();
    after(Sender.SETTLING);
    assertEquals("accepted", replies.state(1));
    assertEquals(1, network.reached.size());
  }

  @Test
  void a_network_that_cannot_see_it_leaves_it_to_a_person_with_both_reasons() {
    network.finds(new ReplyOutcome.Unknown("too many replies to look through"));
    writeAndLose();
    send();
    assertEquals("unknown", replies.state(1));
    assertEquals("the answer was lost; too many replies to look through", replies.cause(1));
  }

  @Test
  void a_network_that_cannot_be_asked_is_asked_later_and_later_and_then_a_person_is() {
    for (var i = 0; i < 100; i++) {
      network.findings.add(() -> Future.failedFuture("connection refused"));
    }
    writeAndLose();
    send();
    send();
    assertEquals(1, network.asked.size(), "not before its time");
    for (var i = 0; i < 60; i++) {
      after(Duration.ofMinutes(1));
    }
    assertEquals("unknown", replies.state(1));
    assertTrue(network.asked.size() <= 20, () -> "asked " + network.asked.size() + " times");
    assertEquals(1, network.reached.size());
  }

  @Test
  void what_a_dead_sender_left_is_asked_about_and_waits_its_while() {
    network.answers.add(() -> Promise.<ReplyOutcome>promise().future());
    network.finds(NOT_THERE);
    network.finds(NOT_THERE);
    replies.write(id, 1);
    sender.sendDue();
    while (network.reached.isEmpty()) {
      vertx.timer(5).await();
    }
    sender = replies.sender("n2");
    after(Sender.LEASE);
    assertEquals("sending", replies.state(1));
    after(Sender.SETTLING);
    after(Duration.ofSeconds(1));
    assertEquals("accepted", replies.state(1));
    assertEquals(2, network.reached.size());
  }

  @Test
  void two_nodes_do_not_ask_about_the_same_one_at_once() {
    var slow = Promise.<ReplyOutcome>promise();
    network.findings.add(slow::future);
    writeAndLose();
    var asking = sender.sendDue();
    while (network.asked.isEmpty()) {
      vertx.timer(5).await();
    }
    replies.sender("n2").sendDue().await();
    assertEquals(1, network.asked.size());
    slow.complete(new ReplyOutcome.Sent("id-1", ""));
    asking.await();
    assertEquals("accepted", replies.state(1));
  }

  @Test
  void a_network_that_has_forgotten_the_key_meanwhile_is_not_given_it_again() {
    network.recognises = true;
    network.says(LOST);
    network.answers.add(() -> Future.failedFuture("connection refused"));
    replies.write(id, 1);
    send();
    after(Duration.ofSeconds(2));
    assertEquals("queued", replies.state(1));
    network.recognises = false;
    after(Duration.ofHours(2));
    assertEquals("unknown", replies.state(1), "the first try may have been said");
    assertEquals(2, network.reached.size());
  }

  @Test
  void a_repetition_that_is_refused_says_nothing_of_the_try_before() {
    network.recognises = true;
    network.says(LOST);
    network.says(new ReplyOutcome.Refused("the post is gone"));
    replies.write(id, 1);
    send();
    after(Duration.ofSeconds(2));
    assertEquals("unknown", replies.state(1));
    assertTrue(replies.cause(1).contains("the post is gone"), replies.cause(1));
  }

  @Test
  void nothing_of_its_conversation_leaves_before_a_reply_in_doubt() {
    network.finds(NOT_THERE);
    network.finds(new ReplyOutcome.Sent("id-1", ""));
    writeAndLose();
    replies.write(id, 2);
    send();
    after(Duration.ofSeconds(30));
    assertEquals("queued", replies.state(2));
    after(Duration.ofSeconds(30));
    send();
    assertEquals("accepted", replies.state(2));
  }

  private long receive(String id, String author, String thread, Visibility visibility) {
    return line.receive("mastodon", new Mention(new ExternalId(id), new Author(author, author, author, 1, "", ""),
      "hello " + id, line.clock.instant(), new Mention.Context("", thread, "", "en", visibility, "")));
  }

  @Test
  void two_cases_in_one_private_thread_are_answered_one_after_the_other_in_the_order_of_the_answers() {
    var tom = receive("tom-1", "tom", "the thread", Visibility.PRIVATE);
    var mia = receive("mia-1", "mia", "the thread", Visibility.PRIVATE);
    network.answers.add(() -> Future.failedFuture("connection refused"));
    replies.write(tom, 1);
    line.clock.advance(Duration.ofMillis(1));
    replies.write(mia, 2);
    send();
    assertEquals("queued", replies.state(2), "Tom's answer has not been given yet");
    after(Duration.ofSeconds(2));
    send();
    assertEquals("accepted", replies.state(1));
    assertEquals("accepted", replies.state(2));
    assertEquals("answer 2", network.reached.getLast().text());
  }

  @Test
  void two_people_below_one_public_post_do_not_wait_for_each_other() {
    var tom = receive("tom-1", "tom", "the post", Visibility.PUBLIC);
    var mia = receive("mia-1", "mia", "the post", Visibility.PUBLIC);
    network.answers.add(() -> Future.failedFuture("connection refused"));
    replies.write(tom, 1);
    replies.write(mia, 2);
    send();
    assertEquals("queued", replies.state(1));
    assertEquals("accepted", replies.state(2));
  }

  @Test
  void the_database_itself_lets_one_reply_of_a_conversation_leave_at_a_time() {
    var tom = receive("tom-1", "tom", "the thread", Visibility.PRIVATE);
    var mia = receive("mia-1", "mia", "the thread", Visibility.PRIVATE);
    replies.write(tom, 1);
    replies.write(mia, 2);
    line.database.reader().query("update reply set state = 'sending' where id = 2").execute().await();
    send();
    assertEquals("queued", replies.state(1), "the later one is under way, whatever the clocks of their nodes said");
    var twice = line.database.reader().query("update reply set state = 'sending' where id = 1").execute().otherwiseEmpty();
    twice.await();
    assertEquals("queued", replies.state(1));
  }
}
