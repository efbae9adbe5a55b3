package dev.baton.connector.mastodon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import dev.baton.demo.SimulatedMastodon;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MastodonConnectorTest extends ConnectorContract {

  private SimulatedMastodon network;

  @Override
  protected URI startNetwork() {
    network = new SimulatedMastodon(vertx, clock, "good", "shop");
    return await(network.start(0));
  }

  @Override
  protected Connector connect(URI server, String credential, Wire.Limits limits) {
    var config = new MastodonConfig(server, new Secret(credential));
    return MastodonConnector.of(vertx, config, clock, new Random(1), limits);
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
    return network.mention(ANN, text, "", "public");
  }

  @Override
  protected String lateMention(String text) {
    return network.lateMention(ANN, text);
  }

  @Override
  protected void plantGarbage() {
    network.plant(new JsonObject().put("type", "mention").put("created_at", 7).putNull("status"));
  }

  @Override
  protected String readPath() {
    return "/api/v1/notifications";
  }

  @Override
  protected String writePath() {
    return "/api/v1/statuses";
  }

  @Override
  protected String tooLong() {
    return "x".repeat(600);
  }

  @Test
  void of_the_time_before_the_account_was_connected_one_page_is_read() {
    mentions(200);
    var read = readOn("");
    assertEquals(80, read.mentions().size());
    assertEquals(List.of(), readOn(read.cursor()).mentions());
  }

  @Test
  void the_answer_names_the_person_and_is_as_private_as_the_question() {
    network.mention(ANN, "@shop my account number is 12345", "", "direct");
    var mention = readOn("").mentions().getLast();
    assertEquals(Visibility.PRIVATE, mention.context().visibility());
    await(connector.reply(answerTo(mention, "Thank you.")));
    assertEquals("direct", said().getLast().visibility());
    assertEquals("@ann Thank you.", said().getLast().text());
  }

  @Test
  void a_person_is_known_with_their_instance() {
    mention("@shop hello");
    network.mention(new Person("Z", "zsc@other.example", "en", "", 1, ""), "@shop hello", "", "unlisted");
    var authors = readOn("").mentions().stream().map(m -> m.author().id()).sorted().toList();
    assertEquals(List.of("ann@localhost", "zsc@other.example"), authors);
  }

  @Test
  void what_we_say_ourselves_is_not_a_mention() {
    var cursor = connected();
    network.mention(new Person("Northwind", "shop", "en", "", 1, ""), "@shop is what we are called", "", "public");
    assertEquals(List.of(), readOn(cursor).mentions());
  }

  @Test
  void an_answer_is_not_given_again_once_the_network_has_forgotten_its_key() {
    mention("@shop hello");
    var draft = answerTo(readOn("").mentions().getLast(), "Hi.");
    assertTrue(connector.repeatable(draft, clock.instant().plus(Duration.ofMinutes(49))));
    assertFalse(connector.repeatable(draft, clock.instant().plus(Duration.ofMinutes(50))));
  }

  @Test
  void the_networks_own_paging_limit_makes_us_wait_until_its_window_ends() {
    var cursor = connected();
    network.pagingLimit(2);
    await(connector.read(cursor));
    var second = assertInstanceOf(ReadOutcome.Page.class, await(connector.read(cursor)));
    assertEquals(0, second.quota().remaining());
    var wait = assertInstanceOf(ReadOutcome.Wait.class, await(connector.read(cursor)));
    clock.advance(wait.pause());
    assertInstanceOf(ReadOutcome.Page.class, await(connector.read(cursor)));
  }

  @Test
  void a_token_that_may_not_read_needs_a_person() {
    faults().next(readPath(),
      new Fault.Says(403, Map.of(), "{\"error\":\"This action is outside the authorized scopes\"}"));
    var outcome = assertInstanceOf(ReadOutcome.NeedsReconnect.class, await(connector.read("")));
    assertEquals("This action is outside the authorized scopes", outcome.why());
  }

  @Test
  void an_answer_to_a_deleted_mention_is_refused() {
    mention("@shop hello");
    var draft = answerTo(readOn("").mentions().getLast(), "Hi.");
    faults().next(writePath(), new Fault.Says(404, Map.of(), "{\"error\":\"Record not found\"}"));
    assertEquals(new ReplyOutcome.Refused("Record not found"), await(connector.reply(draft)));
  }
}
