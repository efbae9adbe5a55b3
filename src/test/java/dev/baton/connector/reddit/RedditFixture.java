package dev.baton.connector.reddit;

import dev.baton.connector.ChannelFixture;
import dev.baton.demo.SimulatedReddit;
import java.net.URI;
import java.util.Map;

/** The simulated Reddit. */
abstract class RedditFixture extends ChannelFixture {

  SimulatedReddit network;

  RedditFixture() {
    super(new RedditChannel());
  }

  @Override
  protected URI startNetwork() {
    network = new SimulatedReddit(vertx, clock, "good", "shop");
    return await(network.start(0));
  }

  @Override
  protected Map<String, Object> always() {
    return Map.of("server", server.toString(), "sign-in-server", server.toString(), "username", "shop", "client-id",
      "client", "client-secret", "secret", "refresh-token", "good");
  }

  long asked(String words) {
    return network.asked().stream().filter(line -> line.contains(words)).count();
  }
}
