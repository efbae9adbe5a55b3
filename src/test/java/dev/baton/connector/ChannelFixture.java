package dev.baton.connector;

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

/**
 * A simulated network and connectors to it, made of the keys that an account has: for what a channel keeps beside the
 * {@link ConnectorContract}.
 */
public abstract class ChannelFixture {

  protected static final Person ANN = ConnectorContract.ANN;

  /** More pages than any test needs. */
  private static final int ENDLESS = 50;

  protected final MovableClock clock = new MovableClock();
  protected TokenStore tokens = TokenStore.inMemory();
  protected Vertx vertx;
  protected URI server;
  protected Connector connector;
  private final Channel channel;

  protected ChannelFixture(Channel channel) {
    this.channel = channel;
  }

  /** Starts the simulator and gives its address. */
  protected abstract URI startNetwork();

  /** The keys of every connector here. */
  protected abstract Map<String, Object> always();

  /** Those that only the first one has beside them. */
  protected Map<String, Object> first() {
    return Map.of();
  }

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    server = startNetwork();
    connector = connector(first());
  }

  @AfterEach
  void stop() {
    await(connector.close());
    await(vertx.close());
  }

  protected static <T> T await(Future<T> future) {
    return ConnectorContract.await(future);
  }

  /** As an account has it whose keys are these and those of {@link #always}. */
  protected Connector connector(Map<String, Object> keys) {
    var all = new HashMap<>(always());
    all.putAll(keys);
    var settings = ConfigFolder.ofKeys("accounts.yaml", all);
    var access = channel.access(settings);
    settings.finish();
    return access.connect(new Tools(vertx, clock, new Random(1), Wire.Limits.USUAL, channel.name(), tokens));
  }

  /** Another process takes over: what the one before remembered is gone, and what it stored is not. */
  protected void connect(Map<String, Object> keys) {
    await(connector.close());
    connector = connector(keys);
  }

  /** What a round brought. */
  public record Read(List<Mention> mentions, List<Change> changes, List<Receipt> receipts,
                     List<ReadOutcome.Unreadable> unreadable, String cursor, ReadOutcome.Quota quota, long cost) {

    public List<String> texts() {
      return mentions.stream().map(Mention::text).toList();
    }

    public List<String> ids() {
      return mentions.stream().map(m -> m.externalId().value()).toList();
    }
  }

  protected ReadOutcome.Page page(String cursor) {
    return assertInstanceOf(ReadOutcome.Page.class, await(connector.read(cursor)));
  }

  /** A whole round, as the poller reads it. */
  protected Read read(String cursor) {
    var mentions = new ArrayList<Mention>();
    var changes = new ArrayList<Change>();
    var receipts = new ArrayList<Receipt>();
    var unreadable = new ArrayList<ReadOutcome.Unreadable>();
    long cost = 0;
    for (int pages = 0; ; pages++) {
      assertTrue(pages < ENDLESS, "paging does not end");
      var page = page(cursor);
      mentions.addAll(page.mentions());
      changes.addAll(page.brought().changes());
      receipts.addAll(page.brought().receipts());
      unreadable.addAll(page.unreadable());
      cost += page.quota().cost();
      cursor = page.cursor();
      if (!page.more()) {
        return new Read(mentions, changes, receipts, unreadable, cursor, page.quota(), cost);
      }
    }
  }

  protected Draft answerTo(Mention mention, String text) {
    return new Draft(connector.newAttemptKey(clock.instant()), text, mention.externalId().value(),
      mention.context().answerRef(), mention.author().handle(), mention.context().visibility(), "en", clock.instant(),
      clock.instant());
  }
}
