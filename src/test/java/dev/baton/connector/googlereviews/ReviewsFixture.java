package dev.baton.connector.googlereviews;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.connector.Connector;
import dev.baton.connector.Draft;
import dev.baton.connector.MovableClock;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.Receipt;
import dev.baton.connector.TokenStore;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.demo.Person;
import dev.baton.demo.SimulatedReviews;
import dev.baton.mention.Change;
import dev.baton.mention.Mention;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The simulated network, and connectors to it with the keys that a test names. */
abstract class ReviewsFixture {

  static final Person ANN = new Person("Ann Archer", "ann", "en", "Leeds", 0, "");

  final MovableClock clock = new MovableClock();
  final TokenStore tokens = TokenStore.inMemory();
  Vertx vertx;
  SimulatedReviews network;
  URI server;
  Connector connector;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    network = new SimulatedReviews(vertx, clock, "good");
    server = await(network.start(0));
    connector = connector(Map.of());
  }

  @AfterEach
  void stop() {
    await(connector.close());
    await(vertx.close());
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(20, SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("nothing within 20 seconds", e);
    }
  }

  /** @param keys more of them, or other ones */
  Connector connector(Map<String, Object> keys) {
    var all = new HashMap<String, Object>(Map.of("server", server.toString(), "client-id", "client", "client-secret",
      "secret", "refresh-token", "good"));
    all.putAll(keys);
    var settings = ConfigFolder.ofKeys("accounts.yaml", all);
    var access = new GoogleReviewsChannel().access(settings);
    settings.finish();
    return access.connect(new Tools(vertx, clock, new Random(1), Wire.Limits.USUAL, "reviews", tokens));
  }

  void connect(Map<String, Object> keys) {
    await(connector.close());
    connector = connector(keys);
  }

  record Read(List<Mention> mentions, List<Change> changes, List<Receipt> receipts,
              List<ReadOutcome.Unreadable> unreadable, String cursor) {

    List<String> texts() {
      return mentions.stream().map(Mention::text).toList();
    }
  }

  ReadOutcome.Page page(String cursor) {
    return assertInstanceOf(ReadOutcome.Page.class, await(connector.read(cursor)));
  }

  /** A whole round, as the poller reads it. */
  Read read(String cursor) {
    var all = new Read(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), "");
    for (int pages = 0; ; pages++) {
      assertTrue(pages < 80, "paging does not end");
      var page = page(cursor);
      all.mentions().addAll(page.mentions());
      all.changes().addAll(page.brought().changes());
      all.receipts().addAll(page.brought().receipts());
      all.unreadable().addAll(page.unreadable());
      cursor = page.cursor();
      if (!page.more()) {
        return new Read(all.mentions(), all.changes(), all.receipts(), all.unreadable(), cursor);
      }
    }
  }

  Draft answerTo(Mention mention, String text) {
    return new Draft(connector.newAttemptKey(clock.instant()), text, mention.externalId().value(),
      mention.context().answerRef(), mention.author().handle(), mention.context().visibility(), "en", clock.instant(),
      clock.instant());
  }

  long asked(String words) {
    return network.asked().stream().filter(line -> line.contains(words)).count();
  }
}
