package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.demo.Fault;
import dev.baton.demo.Person;
import dev.baton.demo.SimulatedReddit;
import dev.baton.demo.SimulatedReviews;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** An account on Reddit and one that manages a place on Google, in the whole gateway. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedditAndReviewsIT {

  private static final String ACCOUNTS = """
    reddit:
      channel: reddit
      brand: northwind
      queue: social
      server: %1$s
      sign-in-server: %1$s
      username: shop
      client-id: client
      client-secret: secret
      refresh-token: good
      every: 50ms
    reviews:
      channel: google-reviews
      brand: northwind
      queue: social
      server: %2$s
      client-id: client
      client-secret: secret
      refresh-token: good
      every: 50ms
    """;

  private SimulatedReddit reddit;
  private SimulatedReviews reviews;
  private TestGateway gateway;

  @BeforeAll
  void start(Vertx vertx) {
    reddit = new SimulatedReddit(vertx, InstantSource.system(), "good", "shop");
    reviews = new SimulatedReviews(vertx, InstantSource.system(), "good");
    gateway = TestGateway.on(vertx).accounts(ACCOUNTS.formatted(reddit.start(0).await(), reviews.start(0).await()))
      .start();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private static Person person(String name) {
    return new Person(name, name.toLowerCase().replace(' ', '_'), "en", "", 0, "");
  }

  private long caseOf(String externalId) {
    Eventually.until(externalId + " is a mention", () -> gateway.number(
      "select count(*) from mention where external_id = '" + externalId + "'") == 1);
    return gateway.number("select case_id from mention where external_id = '" + externalId + "'");
  }

  private long answered(String externalId, String text) {
    var caseId = caseOf(externalId);
    var ana = gateway.person("ana");
    ana.take(caseId).expect(200);
    ana.reply(caseId, text).expect(202);
    return caseId;
  }

  private void becomes(String state, long caseId) {
    Eventually.until("the reply is " + state, () -> gateway.number(
      "select count(*) from reply where state = '" + state + "' and case_id = " + caseId) == 1);
  }

  @Test
  void a_comment_becomes_a_case_and_is_answered_once() {
    var id = reddit.mention(person("Ann Archer"), "u/shop my parcel is late");
    becomes("accepted", answered(id, "On its way."));
    assertEquals(1, reddit.said().stream().filter(said -> said.inReplyTo().equals(id)).count());
  }

  @Test
  void a_message_is_a_private_case() {
    caseOf(reddit.message(person("Bob Bell"), "Order 12345", "Where is it?"));
    assertEquals(1, gateway.number("select count(*) from mention where visibility = 'private' and body like 'Order 12345%'"));
  }

  @Test
  void an_answer_to_a_review_that_google_rejects_later_opens_its_case_again() {
    var name = reviews.review(person("Carl Cole"), "ONE", "rude");
    var caseId = answered(name, "Call me on 12345.");
    becomes("accepted", caseId);
    reviews.judges(name, "REJECTED", "PERSONAL_INFORMATION");
    becomes("refused", caseId);
    assertTrue(gateway.rows("select cause from reply where case_id = " + caseId).toString()
      .contains("personal information"));
  }

  @Test
  void a_lost_answer_to_a_review_is_given_again_and_there_once() {
    var name = reviews.review(person("Dora Dean"), "TWO", "");
    reviews.faults().next("/reply", new Fault.HangsUpAfter());
    becomes("accepted", answered(name, "What went wrong?"));
    assertEquals(1, reviews.said().stream().filter(said -> said.inReplyTo().equals(name)).count());
  }

  @Test
  void a_changed_rating_is_a_change_of_what_was_said() {
    var name = reviews.review(person("Eve Earl"), "ONE", "cold");
    caseOf(name);
    reviews.changes(name, "FOUR", "cold");
    Eventually.until("the change is kept", () -> gateway.number("select count(*) from mention_change where kind = 'edited'"
      + " and body = '[4 stars] cold' and external_id = '" + name + "'") == 1);
  }

  @Test
  void an_answer_with_too_many_bytes_is_sent_back_to_who_wrote_it() {
    var caseId = caseOf(reviews.review(person("Fay Ford"), "TWO", "late"));
    var ana = gateway.person("ana");
    ana.take(caseId).expect(200);
    assertTrue(ana.reply(caseId, "ü".repeat(2_049)).expect(422).text().contains("4098 bytes"));
  }
}
