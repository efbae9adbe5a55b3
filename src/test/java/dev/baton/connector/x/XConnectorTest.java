package dev.baton.connector.x;

import dev.baton.config.ConfigFolder;
import dev.baton.connector.Connector;
import dev.baton.connector.ConnectorContract;
import dev.baton.connector.Tools;
import dev.baton.connector.TokenStore;
import dev.baton.connector.Wire;
import dev.baton.demo.Faults;
import dev.baton.demo.Said;
import dev.baton.demo.SimulatedX;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The contract, and what tests of X share. */
class XConnectorTest extends ConnectorContract {

  protected SimulatedX network;
  protected URI server;
  protected TokenStore tokens = TokenStore.inMemory();

  @Override
  protected URI startNetwork() {
    network = new SimulatedX(vertx, clock, "good", "shop");
    server = await(network.start(0));
    return server;
  }

  @Override
  protected Connector connect(URI server, String credential, Wire.Limits limits) {
    return connect(Map.of("server", server.toString(), "token", credential), limits);
  }

  private Connector connect(Map<String, Object> keys, Wire.Limits limits) {
    var settings = ConfigFolder.ofKeys("accounts.yaml", keys);
    var access = new XChannel().access(settings);
    settings.finish();
    return access.connect(new Tools(vertx, clock, new Random(1), limits, "x", tokens));
  }

  /** In the place of the connector there was, which is closed. @param more keys beside the server, and the token unless given */
  protected void connectWith(Map<String, Object> more) {
    var keys = new HashMap<String, Object>(more);
    keys.put("server", server.toString());
    if (!more.containsKey("client-id")) {
      keys.putIfAbsent("token", "good");
    }
    await(connector.close());
    connector = connect(keys, Wire.Limits.USUAL);
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
