package dev.baton.connector.x;

import dev.baton.config.ConfigFolder;
import dev.baton.connector.Connector;
import dev.baton.connector.ConnectorContract;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.demo.Faults;
import dev.baton.demo.Said;
import dev.baton.demo.SimulatedX;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What every connector keeps; the rest is in the tests beside it. */
class XConnectorTest extends ConnectorContract {

  private SimulatedX network;

  @Override
  protected URI startNetwork() {
    network = new SimulatedX(vertx, clock, "good", "shop");
    return await(network.start(0));
  }

  @Override
  protected Connector connect(URI server, String credential, Wire.Limits limits) {
    var settings = ConfigFolder.ofKeys("accounts.yaml", Map.of("server", server.toString(), "token", credential));
    var access = new XChannel().access(settings);
    settings.finish();
    return access.connect(new Tools(vertx, clock, new Random(1), limits, "x"));
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
    network.plant(new JsonObject().put("created_at", 7).putNull("text"));
  }

  @Override
  protected String readPath() {
    return "/mentions";
  }

  @Override
  protected String writePath() {
    return "/2/tweets";
  }

  @Override
  protected String tooLong() {
    return "x".repeat(281);
  }
}
