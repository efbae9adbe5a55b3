package dev.baton.connector.googlereviews;

import dev.baton.connector.Channel;
import dev.baton.connector.ChannelFixture;
import dev.baton.demo.SimulatedReviews;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The simulated Google. */
abstract class ReviewsFixture extends ChannelFixture {

  SimulatedReviews network;

  @Override
  protected URI startNetwork() {
    network = new SimulatedReviews(vertx, clock, "good");
    return await(network.start(0));
  }

  @Override
  protected Channel channel() {
    return new GoogleReviewsChannel();
  }

  @Override
  protected Map<String, Object> usualKeys(URI server) {
    return Map.of("server", server.toString(), "client-id", "client", "client-secret", "secret", "refresh-token", "good");
  }

  @Override
  protected List<String> asked() {
    return network.asked();
  }
}
