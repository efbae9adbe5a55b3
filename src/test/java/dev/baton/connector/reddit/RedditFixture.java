package dev.baton.connector.reddit;

import dev.baton.connector.Channel;
import dev.baton.connector.ChannelFixture;
import dev.baton.demo.SimulatedReddit;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The simulated Reddit. */
abstract class RedditFixture extends ChannelFixture {

  SimulatedReddit network;

  @Override
  protected URI startNetwork() {
    network = new SimulatedReddit(vertx, clock, "good", "shop");
    return await(network.start(0));
  }

  @Override
  protected Channel channel() {
    return new RedditChannel();
  }

  @Override
  protected Map<String, Object> usualKeys(URI server) {
    return Map.of("server", server.toString(), "sign-in-server", server.toString(), "username", "shop", "client-id",
      "client", "client-secret", "secret", "refresh-token", "good");
  }

  @Override
  protected List<String> asked() {
    return network.asked();
  }
}
