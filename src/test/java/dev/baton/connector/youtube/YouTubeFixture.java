package dev.baton.connector.youtube;

import dev.baton.connector.ChannelFixture;
import dev.baton.demo.Person;
import dev.baton.demo.SimulatedYouTube;
import java.net.URI;
import java.util.Map;

/** The simulated network, and connectors to it with the keys that a test names. */
abstract class YouTubeFixture extends ChannelFixture {

  static final Person BEN = new Person("Ben Brook", "ben", "en", "", 0, "");
  static final Person WE = new Person("Northwind", "northwind", "en", "", 0, "");

  SimulatedYouTube network;

  YouTubeFixture() {
    super(new YouTubeChannel());
  }

  @Override
  protected URI startNetwork() {
    network = new SimulatedYouTube(vertx, clock, "good");
    return await(network.start(0));
  }

  @Override
  protected Map<String, Object> always() {
    return keys(server, "good");
  }

  static Map<String, Object> keys(URI server, String refresh) {
    return Map.of("server", server.toString(), "token-server", server.toString(), "client-id", "client",
      "client-secret", "secret", "refresh-token", refresh);
  }

  long asked(String words) {
    return network.asked().stream().filter(line -> line.contains(words)).count();
  }
}
