package dev.baton.connector.googlereviews;

import dev.baton.connector.ChannelFixture;
import dev.baton.demo.SimulatedReviews;
import java.net.URI;
import java.util.Map;

/** The simulated Google. */
abstract class ReviewsFixture extends ChannelFixture {

  SimulatedReviews network;

  ReviewsFixture() {
    super(new GoogleReviewsChannel());
  }

  @Override
  protected URI startNetwork() {
    network = new SimulatedReviews(vertx, clock, "good");
    return await(network.start(0));
  }

  @Override
  protected Map<String, Object> always() {
    return Map.of("server", server.toString(), "client-id", "client", "client-secret", "secret", "refresh-token", "good");
  }

  long asked(String words) {
    return network.asked().stream().filter(line -> line.contains(words)).count();
  }
}
