package dev.baton.connector.x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.connector.Checked;
import dev.baton.demo.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The check-up says what works and what to do about what does not. */
class XCheckTest extends XFixture {

  private Checked line(String what) {
    return await(connector.check()).stream().filter(c -> c.what().equals(what)).findFirst().orElseThrow();
  }

  @Test
  void where_all_is_well_every_line_says_so() {
    connect(Map.of("client-id", "client", "client-secret", "secret", "refresh-token", "refresh-0"));
    var lines = await(connector.check());
    assertEquals(List.of("credentials", "scopes", "reading", "direct messages", "webhook"),
      lines.stream().map(Checked::what).toList());
    assertTrue(lines.stream().allMatch(Checked::isWell), lines.toString());
    assertTrue(lines.getFirst().words().contains("@shop"), lines.toString());
  }

  @Test
  void a_scope_that_lacks_is_named() {
    network.tokens().scope("tweet.read users.read offline.access");
    connect(Map.of("client-id", "client", "client-secret", "secret", "refresh-token", "refresh-0"));
    assertEquals(new Checked("scopes", false, "lack tweet.write dm.read dm.write: let the account authorise Baton again"
      + " with them"), line("scopes"));
  }

  @Test
  void a_wrong_token_is_all_there_is_to_say() {
    connect(Map.of("token", "wrong"));
    assertFalse(line("credentials").isWell());
    assertTrue(await(connector.check()).stream().noneMatch(c -> c.what().equals("reading")));
  }

  @Test
  void without_credits_it_says_where_to_buy_some() {
    network.faults().next("/mentions", new Fault.Says(402, Map.of(), "{\"title\":\"CreditsDepleted\"}"));
    assertTrue(line("credits").words().contains("developer console"));
  }

  @Test
  void refused_messages_and_a_network_that_is_away_are_lines_too() {
    network.faults().next("/2/dm_events", new Fault.Says(403, Map.of(), "{\"detail\":\"No dm.read\"}"));
    assertTrue(line("direct messages").words().contains("dms: false"));
    network.faults().next("/2/users/me", new Fault.HangsUpBefore());
    assertFalse(line("connection").isWell());
  }

  @Test
  void a_webhook_is_there_once_its_secret_is() {
    assertTrue(connector.hook().isEmpty());
    connect(Map.of("token", "good", "consumer-secret", "s"));
    assertTrue(connector.hook().isPresent());
    assertTrue(line("webhook").words().contains("without a port"));
  }
}
