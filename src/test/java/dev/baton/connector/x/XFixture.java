package dev.baton.connector.x;

import dev.baton.connector.ChannelFixture;
import dev.baton.demo.SimulatedX;
import java.net.URI;
import java.util.Map;

/** The simulated network, and connectors to it with the keys that a test names. */
abstract class XFixture extends ChannelFixture {

  SimulatedX network;

  XFixture() {
    super(new XChannel());
  }

  @Override
  protected URI startNetwork() {
    network = new SimulatedX(vertx, clock, "good", "shop");
    return await(network.start(0));
  }

  @Override
  protected Map<String, Object> always() {
    return Map.of("server", server.toString());
  }

  @Override
  protected Map<String, Object> first() {
    return Map.of("token", "good");
  }

  long asked(String words) {
    return network.asked().stream().filter(line -> line.contains(words)).count();
  }
}
