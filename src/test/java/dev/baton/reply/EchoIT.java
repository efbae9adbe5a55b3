package dev.baton.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Line;
import dev.baton.connector.Receipt;
import dev.baton.connector.ReplyOutcome;
import dev.baton.ingest.Ingest;
import dev.baton.mention.Author;
import dev.baton.mention.Mention;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A network shows us our own replies as if somebody had said them. */
@ExtendWith(EventLoops.class)
class EchoIT {

  private static final Author US = new Author("northwind", "northwind", "Northwind", 1, "", "");

  private final Vertx vertx;
  private ReplyLine replies;
  private Line line;
  private Sender sender;
  private long id;

  EchoIT(Vertx vertx) {
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

  private Mention echo(String externalId) {
    return line.mention(externalId, US, "answer 1", "m1");
  }

  private long openCases() {
    return line.count("select count(*) from cases where phase <> 'resolved'");
  }

  @Test
  void a_mention_that_is_a_reply_of_ours_is_answered_as_a_duplicate_and_not_kept() {
    replies.write(id, 1);
    sender.sendDue().await();
    var answers = line.ingest.accept(line.account("mastodon"),
      List.of(echo("said-key-1"), line.mention("tom", "hello")), Ingest.Also.NOTHING).await();
    assertTrue(answers.getFirst().duplicate());
    assertEquals(id, answers.getFirst().caseId());
    assertEquals(line.count("select id from mention where case_id = $1", id), answers.getFirst().mentionId());
    assertTrue(!answers.getLast().duplicate());
    assertEquals(2, line.count("select count(*) from mention"), "Rosa's and Tom's");
    assertEquals(0, line.count("select count(*) from profile where author_id = 'northwind'"), "we are no customer");
  }

  @Test
  void the_same_id_on_another_account_is_somebody_elses() {
    replies.write(id, 1);
    sender.sendDue().await();
    line.receive("bluesky", echo("said-key-1"));
    assertEquals(2, line.count("select count(*) from mention"));
  }

  @Test
  void an_echo_that_comes_before_the_answer_leaves_no_case_open() {
    var answer = Promise.<ReplyOutcome>promise();
    replies.network.answers.add(answer::future);
    replies.write(id, 1);
    var sending = sender.sendDue();
    while (replies.network.reached.isEmpty()) {
      vertx.timer(5).await();
    }
    var echo = line.receive("mastodon", echo("id-1"));
    assertEquals(2, openCases());
    answer.complete(new ReplyOutcome.Sent("id-1", ""));
    sending.await();
    assertEquals("accepted", replies.state(1));
    assertEquals(1, openCases());
    assertEquals("This is a reply of ours, which the network showed us",
      line.rows("select resolution from cases where id = $1", echo).getFirst().getString(0));
  }

  @Test
  void an_echo_of_a_reply_in_doubt_is_closed_when_the_network_says_whose_it_is() {
    replies.network.says(new ReplyOutcome.Unknown("the answer was lost"));
    replies.write(id, 1);
    sender.sendDue().await();
    sender.sendDue().await();
    line.receive("mastodon", echo("id-1"));
    assertEquals(2, openCases());
    line.arrivals.take(ReplyLine.BRAND, line.account("mastodon").id(),
      List.of(new Receipt("key-1", "id-1", true, "", line.clock.instant()))).await();
    assertEquals(1, openCases());
    assertEquals("accepted", replies.state(1));
  }

  @Test
  void what_else_is_in_its_case_keeps_that_open() {
    var answer = Promise.<ReplyOutcome>promise();
    replies.network.answers.add(answer::future);
    replies.write(id, 1);
    var sending = sender.sendDue();
    while (replies.network.reached.isEmpty()) {
      vertx.timer(5).await();
    }
    line.receive("mastodon", echo("id-1"));
    line.receive("mastodon", echo("something else of theirs"));
    answer.complete(new ReplyOutcome.Sent("id-1", ""));
    sending.await();
    assertEquals("accepted", replies.state(1));
    assertEquals(2, openCases(), "a person looks at it");
  }

  @Test
  void whichever_of_echo_and_answer_commits_first_no_case_stays_open_over_it() {
    var all = new ArrayList<Future<?>>();
    for (var number = 1; number <= 20; number++) {
      var customer = line.receive("mastodon", line.mention("customer" + number, "hello"));
      replies.write(customer, number);
    }
    all.add(sender.sendDue());
    all.add(replies.sender("n2").sendDue());
    for (var number = 1; number <= 20; number++) {
      var author = new Author("us" + number, "us", "Us", 1, "", "");
      all.add(line.ingest.accept(line.account("mastodon"),
        List.of(line.mention("said-key-" + number, author, "answer", "")), Ingest.Also.NOTHING));
    }
    Future.all(all).await();
    sender.sendDue().await();
    assertEquals(20, line.count("select count(*) from reply where state = 'accepted'"));
    assertEquals(0, line.count("""
      select count(*) from mention m join reply r on r.external_id = m.external_id join cases c on c.id = m.case_id
      where c.phase <> 'resolved'"""));
  }
}
