package dev.baton.connector.googlereviews;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.config.ConfigFolder;
import dev.baton.connector.Connector;
import dev.baton.connector.ConnectorContract;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.demo.Faults;
import dev.baton.demo.Said;
import dev.baton.demo.SimulatedReviews;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What every connector keeps; the rest is in the tests beside it. */
class GoogleReviewsConnectorTest extends ConnectorContract {

  private SimulatedReviews network;

  @Override
  protected URI startNetwork() {
    network = new SimulatedReviews(vertx, clock, "good");
    return await(network.start(0));
  }

  @Override
  protected Connector connect(URI server, String credential, Wire.Limits limits) {
    var settings = ConfigFolder.ofKeys("accounts.yaml", Map.of("server", server.toString(), "client-id", "client",
      "client-secret", "secret", "refresh-token", credential, "locations", List.of(SimulatedReviews.SHOP)));
    var access = new GoogleReviewsChannel().access(settings);
    settings.finish();
    return access.connect(new Tools(vertx, clock, new Random(1), limits, "reviews"));
  }

  @Override
  protected String goodCredential() {
    return "good";
  }

  @Override
  protected Faults faults() {
    return network.faults();
  }

  /** A review has one answer, known by its words. */
  @Override
  protected List<Said> said() {
    return network.said().stream().map(said -> new Said(Digest.answer(said.inReplyTo(), said.text()), said.inReplyTo(),
      said.text(), said.visibility(), said.key(), said.at())).toList();
  }

  @Override
  protected String mention(String text) {
    return network.review(ANN, "TWO", text);
  }

  @Override
  protected String lateMention(String text) {
    return network.lateReview(ANN, text);
  }

  @Override
  protected void plantGarbage() {
    network.plant(new JsonObject().put("name", 7).put("createTime", "soon").putNull("comment"));
  }

  @Override
  protected String readPath() {
    return "/locations/2/reviews";
  }

  @Override
  protected String writePath() {
    return "/reply";
  }

  @Override
  protected String tooLong() {
    return "x".repeat(4_097);
  }

  /** The stars are part of what was said. */
  @Override
  protected String asRead(String text) {
    return "[2 stars] " + text;
  }

  @Override
  protected void assertAllThatIsKnown(Mention mention) {
    assertEquals(Visibility.PUBLIC, mention.context().visibility());
    assertEquals(mention.externalId().value(), mention.context().thread());
  }

  @Override
  protected String language() {
    return "";
  }
}
