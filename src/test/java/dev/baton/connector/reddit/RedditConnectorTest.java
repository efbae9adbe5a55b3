package dev.baton.connector.reddit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.config.ConfigFolder;
import dev.baton.connector.Connector;
import dev.baton.connector.ConnectorContract;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.demo.Faults;
import dev.baton.demo.Said;
import dev.baton.demo.SimulatedReddit;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What every connector keeps; the rest is in the tests beside it. */
class RedditConnectorTest extends ConnectorContract {

  private SimulatedReddit network;

  @Override
  protected URI startNetwork() {
    network = new SimulatedReddit(vertx, clock, "good", "shop");
    return await(network.start(0));
  }

  @Override
  protected Connector connect(URI server, String credential, Wire.Limits limits) {
    var settings = ConfigFolder.ofKeys("accounts.yaml", Map.of("server", server.toString(), "sign-in-server",
      server.toString(), "username", "shop", "client-id", "client", "client-secret", "secret", "refresh-token", credential));
    var access = new RedditChannel().access(settings);
    settings.finish();
    return access.connect(new Tools(vertx, clock, new Random(1), limits, "reddit"));
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
    return network.mention(ANN, text);
  }

  @Override
  protected String lateMention(String text) {
    return network.lateMention(ANN, text);
  }

  @Override
  protected void plantGarbage() {
    network.plant("t1", new JsonObject().put("created_utc", "soon").putNull("body"));
  }

  @Override
  protected String readPath() {
    return "/message/inbox";
  }

  @Override
  protected String writePath() {
    return "/api/comment";
  }

  @Override
  protected String tooLong() {
    return "x".repeat(10_001);
  }

  @Override
  protected void assertAllThatIsKnown(Mention mention) {
    assertEquals("ann", mention.author().handle());
    assertEquals(Visibility.PUBLIC, mention.context().visibility());
    assertEquals(SimulatedReddit.POST, mention.context().thread());
  }

  /** Reddit knows no other. */
  @Override
  protected String name() {
    return "ann";
  }

  @Override
  protected String language() {
    return "";
  }

  @Override
  protected int lists() {
    return 2;
  }
}
