package dev.baton.connector.bluesky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.Secret;
import dev.baton.connector.Connector;
import dev.baton.connector.ConnectorContract;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.Wire;
import dev.baton.demo.Fault;
import dev.baton.demo.Faults;
import dev.baton.demo.Person;
import dev.baton.demo.Said;
import dev.baton.demo.SimulatedBluesky;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlueskyConnectorTest extends ConnectorContract {

  private static final String BRAND = "shop.bsky.example";

  private SimulatedBluesky network;

  @Override
  protected URI startNetwork() {
    network = new SimulatedBluesky(vertx, clock, BRAND, "good");
    return await(network.start(0));
  }

  @Override
  protected Connector connect(URI server, String credential, Wire.Limits limits) {
    return BlueskyConnector.of(vertx, new BlueskyConfig(server, BRAND, new Secret(credential)), clock, new Random(1),
      limits);
  }

  @Override
  protected String goodCredential() {
    return "good";
  }

  @Override
  protected Faults faults() {
    return network.faults();
  }

  @Override
  protected List<Said> said() {
    return network.said();
  }

  @Override
  protected String mention(String text) {
    return network.mention(ANN, text, "");
  }

  @Override
  protected String lateMention(String text) {
    return network.lateMention(ANN, text, clock.instant().minus(Duration.ofMinutes(5)));
  }

  @Override
  protected void plantGarbage() {
    network.plant(new JsonObject().put("uri", 7).put("author", "nobody").putNull("record"));
  }

  @Override
  protected String readPath() {
    return "listNotifications";
  }

  @Override
  protected String writePath() {
    return "createRecord";
  }

  @Override
  protected String tooLong() {
    return "x".repeat(301);
  }

  @Test
  void an_expired_token_is_refreshed_once_however_many_wait() {
    var cursor = connected();
    network.expireAccess();
    var context = vertx.getOrCreateContext();
    var reads = Future.<ReadOutcome>future(p -> context.runOnContext(v ->
      Future.all(connector.read(cursor), connector.read(cursor), connector.read(cursor))
        .map(done -> (ReadOutcome) done.resultAt(2)).onComplete(p)));
    assertInstanceOf(ReadOutcome.Page.class, await(reads));
    assertEquals(1, network.refreshes());
    assertEquals(1, network.logins());
  }

  @Test
  void one_login_serves_many_polls() {
    var cursor = connected();
    IntStream.range(0, 20).forEach(i -> await(connector.read(cursor)));
    assertEquals(1, network.logins());
  }

  @Test
  void an_answer_with_an_expired_token_is_said_after_a_refresh() {
    mention("@shop hello");
    var draft = answerTo(readOn("").mentions().getLast(), "Hi.");
    network.expireAccess();
    assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(draft)));
    assertEquals(1, said().size());
  }

  @Test
  void a_token_that_is_never_accepted_needs_a_person_and_makes_no_login_loop() {
    faults().always(readPath(), new Fault.Says(401, Map.of(), "{\"error\":\"AuthMissing\",\"message\":\"no\"}"));
    IntStream.range(0, 10).forEach(i ->
      assertInstanceOf(ReadOutcome.NeedsReconnect.class, await(connector.read(""))));
    assertTrue(network.logins() <= 2, network.logins() + " logins");
    faults().none();
    clock.advance(BlueskySession.REFUSED_FOR);
    assertInstanceOf(ReadOutcome.Page.class, await(connector.read("")));
  }

  @Test
  void a_refresh_token_that_is_gone_leads_to_one_more_login() {
    var cursor = connected();
    network.expireAccess();
    faults().next("refreshSession", new Fault.Says(400, Map.of(), "{\"error\":\"ExpiredToken\"}"));
    assertInstanceOf(ReadOutcome.Page.class, await(connector.read(cursor)));
    assertEquals(2, network.logins());
  }

  @Test
  void pages_made_empty_by_likes_are_read_through() {
    var cursor = connected();
    var first = mention("@shop before the likes");
    IntStream.range(0, 230).forEach(i -> network.like(ANN));
    var read = readOn(cursor);
    assertEquals(List.of(first), read.ids());
    assertEquals(3, read.pages());
  }

  @Test
  void of_the_time_before_the_account_was_connected_a_day_is_read() {
    mention("@shop long ago");
    clock.advance(Duration.ofHours(25));
    var recent = mention("@shop yesterday");
    clock.advance(Duration.ofHours(23));
    assertEquals(List.of(recent), readOn("").ids());
  }

  @Test
  void a_clock_that_lies_does_not_move_the_customers_clock() {
    network.mentionClaiming(ANN, "@shop from the future", clock.instant().plus(Duration.ofDays(3)));
    clock.advance(Duration.ofMinutes(1));
    network.mentionClaiming(ANN, "@shop from 1970", Instant.EPOCH);
    clock.advance(Duration.ofMinutes(1));
    network.mentionClaiming(ANN, "@shop from a minute ago", clock.instant().minusSeconds(60));
    var posted = readOn("").mentions().stream()
      .map(m -> Duration.between(m.postedAt(), clock.instant()).toSeconds()).toList();
    assertEquals(List.of(60L, 60L, 120L), posted);
  }

  @Test
  void what_we_say_ourselves_is_not_a_mention() {
    network.mention(new Person("Northwind", BRAND, "en", "", 1, ""), "as we said", mention("@shop hello"));
    assertEquals(1, readOn("").mentions().size());
  }

  @Test
  void a_thread_keeps_its_root_and_the_answer_points_to_it() {
    var root = mention("@shop hello");
    var second = network.mention(ANN, "anyone?", root);
    var mention = readOn("").mentions().stream()
      .filter(m -> m.externalId().value().equals(second)).findFirst().orElseThrow();
    assertEquals(root, mention.context().thread());
    assertEquals(root, mention.context().inReplyTo());
    await(connector.reply(answerTo(mention, "Here we are.")));
    assertEquals(second, said().getLast().inReplyTo());
  }

  @Test
  void without_profiles_the_page_is_read_all_the_same() {
    faults().always("getProfiles", Fault.html(500));
    mention("@shop hello");
    assertEquals(0, readOn("").mentions().getLast().author().followers());
  }

  @Test
  void the_networks_own_limit_makes_us_wait() {
    var cursor = connected();
    network.requestLimit(1);
    assertInstanceOf(ReadOutcome.Wait.class, await(connector.read(cursor)));
  }
}
