package dev.baton.connector;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.demo.Person;
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

/** A channel with the keys that a test names, against its simulated network; read a round at a time, as the poller does. */
public abstract class ChannelFixture {

  protected static final Person ANN = new Person("Ann Archer", "ann", "en", "Leeds", 37, "");

  /** More than any round has. */
  private static final int ENDLESS = 80;

  protected final MovableClock clock = new MovableClock();
  protected final TokenStore tokens = TokenStore.inMemory();
  protected Vertx vertx;
  protected Connector connector;
  private URI server;

  /** Starts the simulator and gives its address. */
  protected abstract URI startNetwork();

  protected abstract Channel channel();

  /** What an account of this channel fills in. */
  protected abstract Map<String, Object> usualKeys(URI server);

  /** Paths and queries that were asked for, in order. */
  protected abstract List<String> asked();

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    server = startNetwork();
    connector = connector(Map.of());
  }

  @AfterEach
  void stop() {
    await(connector.close());
    await(vertx.close());
  }

  protected static <T> T await(Future<T> future) {
    try {
      return future.await(20, SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("nothing within 20 seconds", e);
    }
  }

  private Connector connector(Map<String, Object> keys) {
    var all = new HashMap<>(usualKeys(server));
    all.putAll(keys);
    var settings = ConfigFolder.ofKeys("accounts.yaml", all);
    var access = channel().access(settings);
    settings.finish();
    return access.connect(new Tools(vertx, clock, new Random(1), Wire.Limits.USUAL, "account", tokens));
  }

  /** Anew, as after a restart. @param keys instead of the usual ones, or beside them */
  protected void connect(Map<String, Object> keys) {
    await(connector.close());
    connector = connector(keys);
  }

  protected record Read(List<Mention> mentions, List<Change> changes, List<Receipt> receipts,
                        List<ReadOutcome.Unreadable> unreadable, String cursor) {

    public List<String> texts() {
      return mentions.stream().map(Mention::text).toList();
    }
  }

  protected ReadOutcome.Page page(String cursor) {
    return assertInstanceOf(ReadOutcome.Page.class, await(connector.read(cursor)));
  }

  /** A whole round. */
  protected Read read(String cursor) {
    var all = new Read(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), "");
    for (int pages = 0; ; pages++) {
      assertTrue(pages < ENDLESS, "paging does not end");
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

  protected Draft answerTo(Mention mention, String text) {
    return new Draft(connector.newAttemptKey(clock.instant()), text, mention.externalId().value(),
      mention.context().answerRef(), mention.author().handle(), mention.context().visibility(), "en", clock.instant(),
      clock.instant());
  }

  protected long asked(String words) {
    return asked().stream().filter(line -> line.contains(words)).count();
  }
}
