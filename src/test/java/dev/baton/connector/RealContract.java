package dev.baton.connector;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.Eventually;
import dev.baton.mention.Change;
import dev.baton.mention.Mention;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a connector keeps against a server that is not ours: one conversation, from the first word to the last. */
public abstract class RealContract {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int MOST_FAILURES = 2;

  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  /** The server's time, moved on where the test says. */
  protected final InstantSource clock = () -> Instant.now().plus(ahead.get());
  protected Vertx vertx;
  private Connector connector;
  private String cursor = "";
  private int failures;
  private final List<Mention> mentions = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();

  protected abstract Connector connect();

  /** Somebody mentions us; gives its id as Baton should have it. */
  protected abstract String mention(String text);

  protected abstract void delete(String id);

  /** False where the network knows no edits. */
  protected abstract boolean edit(String id, String text);

  /** What we said, as the server shows it to everyone. */
  protected abstract List<String> ourAnswers();

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    connector = connect();
  }

  @AfterEach
  void stop() {
    await(connector.close());
    await(vertx.close());
  }

  protected static <T> T await(Future<T> future) {
    try {
      return future.await(60, SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing within a minute", e);
    }
  }

  /** One look, as the poller takes it: a server that cannot be asked now is asked again later. */
  private void read() {
    try {
      readOn();
    } catch (SourceException e) {
      assertTrue(failures++ < MOST_FAILURES, () -> "the server fails again and again: " + e.getMessage());
    }
  }

  private void readOn() {
    boolean more = true;
    while (more) {
      var page = assertInstanceOf(ReadOutcome.Page.class, await(connector.read(cursor)));
      assertEquals(List.of(), page.unreadable());
      page.mentions().stream().filter(m -> find(m.externalId().value()).isEmpty()).forEach(mentions::add);
      changes.addAll(page.brought().changes());
      cursor = page.cursor();
      more = page.more();
    }
  }

  private Optional<Mention> find(String id) {
    return mentions.stream().filter(m -> m.externalId().value().equals(id)).findFirst();
  }

  private Mention brought(String id) {
    Eventually.until(id + " is read", PATIENCE, () -> {
      read();
      return find(id).isPresent();
    });
    return find(id).orElseThrow();
  }

  private Draft answer(Mention mention, String text) {
    var now = clock.instant();
    return new Draft(connector.newAttemptKey(now), text, mention.externalId().value(), mention.context().answerRef(),
      mention.author().handle(), mention.context().visibility(), "en", now, now);
  }

  @Test
  void a_conversation_goes_through_and_nothing_is_said_twice() {
    var id = mention("my parcel is late");
    var mention = brought(id);
    assertTrue(mention.text().endsWith("my parcel is late"), mention.text());

    var checks = await(connector.check());
    assertTrue(checks.stream().anyMatch(c -> c.what().equals("credentials") && c.isWell()), checks.toString());

    var draft = answer(mention, "It is on its way.");
    var first = assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(draft)));
    var again = assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(draft)));
    assertEquals(first.externalId(), again.externalId());
    ahead.set(Duration.ofHours(2));
    assertEquals(first.externalId(),
      assertInstanceOf(ReplyOutcome.Sent.class, await(connector.lookUp(draft))).externalId());
    var unsaid = answer(brought(mention("hello?")), "Hi.");
    ahead.set(Duration.ofHours(4));
    assertInstanceOf(ReplyOutcome.TryLater.class, await(connector.lookUp(unsaid)));
    Eventually.until("the answer is there once", PATIENCE,
      () -> ourAnswers().stream().filter(text -> text.contains("on its way")).count() == 1);
    read();
    assertEquals(2, mentions.size(), "our own words are no mention");

    if (edit(id, "my parcel is lost")) {
      Eventually.until("the edit is seen", PATIENCE, () -> changed(id, Change.Edited.class));
    }
    delete(id);
    Eventually.until("it is gone", PATIENCE, () -> changed(id, Change.Deleted.class));
  }

  private boolean changed(String id, Class<? extends Change> how) {
    ahead.updateAndGet(by -> by.plus(Duration.ofMinutes(1)));
    read();
    return changes.stream().anyMatch(c -> how.isInstance(c) && c.of().value().equals(id));
  }
}
