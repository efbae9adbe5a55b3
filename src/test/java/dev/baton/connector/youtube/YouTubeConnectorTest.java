package dev.baton.connector.youtube;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.config.ConfigFolder;
import dev.baton.connector.Connector;
import dev.baton.connector.ConnectorContract;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.demo.Faults;
import dev.baton.demo.Said;
import dev.baton.demo.SimulatedYouTube;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What every connector keeps; the rest is in the tests beside it. */
class YouTubeConnectorTest extends ConnectorContract {

  private SimulatedYouTube network;

  @Override
  protected URI startNetwork() {
    network = new SimulatedYouTube(vertx, clock, "good");
    return await(network.start(0));
  }

  @Override
  protected Connector connect(URI server, String credential, Wire.Limits limits) {
    var settings = ConfigFolder.ofKeys("accounts.yaml", YouTubeFixture.keys(server, credential));
    var access = new YouTubeChannel().access(settings);
    settings.finish();
    return access.connect(new Tools(vertx, clock, new Random(1), limits, "youtube"));
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
    return network.comment(ANN, text);
  }

  @Override
  protected String lateMention(String text) {
    return network.comment(ANN, "v1", text, clock.instant().minus(Duration.ofMinutes(2)));
  }

  @Override
  protected void plantGarbage() {
    network.plant(new JsonObject().put("id", "Ug-garbage").put("snippet", new JsonObject().put("topLevelComment",
      new JsonObject().put("id", "Ug-garbage").put("snippet", new JsonObject().put("publishedAt", "9").put("textDisplay", 7)))));
  }

  @Override
  protected String readPath() {
    return "/commentThreads";
  }

  @Override
  protected String writePath() {
    return "/comments";
  }

  @Override
  protected String tooLong() {
    return "x".repeat(10_001);
  }

  @Override
  protected String language() {
    return "";
  }

  /** The shown name is the handle. */
  @Override
  protected String name() {
    return "";
  }

  @Override
  protected void assertAllThatIsKnown(Mention mention) {
    assertEquals("UC-ann", mention.author().id());
    assertEquals("ann", mention.author().handle());
    assertEquals(Visibility.PUBLIC, mention.context().visibility());
    assertEquals(mention.externalId().value(), mention.context().thread());
    assertEquals("https://www.youtube.com/watch?v=v1&lc=" + mention.externalId(), mention.context().url());
  }
}
