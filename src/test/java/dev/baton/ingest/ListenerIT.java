package dev.baton.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Eventually;
import dev.baton.Line;
import dev.baton.connector.Brought;
import dev.baton.connector.Feed;
import dev.baton.connector.Hook;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is said once and never again is kept at once, by one node, and what nobody heard is told of. */
@ExtendWith(EventLoops.class)
class ListenerIT {

  private final Vertx vertx;
  private final TestFeed feed = new TestFeed();
  private Line line;
  private Listener listener;

  ListenerIT(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Says what the test says. */
  private static final class TestFeed implements Feed {

    private Promise<End> end = Promise.promise();
    private Function<Event, Future<Void>> keep;
    private Optional<Span> heard = Optional.empty();
    private int listeners;
    private Error thrown;
    private boolean isClosed;

    @Override
    public Future<End> listen(Function<Event, Future<Void>> to) {
      listeners++;
      if (thrown != null) {
        throw thrown;
      }
      keep = to;
      end = Promise.promise();
      return end.future();
    }

    @Override
    public Optional<Span> heard() {
      return heard;
    }

    @Override
    public Future<Brought> read(Hook.Delivery delivery) {
      return Future.succeededFuture(Brought.NOTHING);
    }

    @Override
    public Future<Void> close() {
      isClosed = true;
      end.tryComplete(new End.Broken("closed"));
      return Future.succeededFuture();
    }

    private void says(String key) {
      keep.apply(new Event(key, Map.of(), Buffer.buffer("{}"))).await();
    }
  }

  @BeforeEach
  void open() {
    line = new Line(vertx);
    listener = listener("n1", feed);
  }

  @AfterEach
  void close() {
    line.close();
  }

  private Listener listener(String node, Feed of) {
    return new Listener(vertx, line.database, line.account("phone"), of, new AccountStore(), () -> { }, line.clock, node);
  }

  private void hearsFor(Duration time) {
    var from = feed.heard.map(Feed.Span::from).orElse(line.clock.instant());
    line.clock.advance(time);
    feed.heard = Optional.of(new Feed.Span(from, line.clock.instant()));
    listener.attend().await();
  }

  private String account(String column) {
    return line.rows("select " + column + "::text from account where name = 'phone'").getFirst().getString(0);
  }

  private Instant completeUntil() {
    return line.time("select complete_until as at from account where name = 'phone'");
  }

  @Test
  void a_feed_that_stumbles_is_a_state_of_its_account_and_is_listened_to_again() {
    feed.thrown = new StackOverflowError();
    listener.attend().await();
    listener.attend().await();
    assertEquals("failing", account("state"));
    assertTrue(account("note").contains("StackOverflowError"), () -> account("note"));
    feed.thrown = null;
    listener.attend().await();
    assertEquals(2, feed.listeners);
  }

  @Test
  void what_is_said_is_a_delivery_before_the_next_is_heard_and_is_kept_once() {
    listener.attend().await();
    feed.says("1.1");
    feed.says("1.1");
    feed.says("1.2");
    assertEquals(2, line.count("select count(*) from delivery where state = 'new'"));
  }

  @Test
  void as_long_as_it_is_heard_the_account_is_complete_until_then_and_there_is_no_gap() {
    listener.attend().await();
    hearsFor(Duration.ofSeconds(2));
    hearsFor(Duration.ofSeconds(2));
    assertEquals("connected", account("state"));
    assertEquals(line.clock.instant(), completeUntil());
    assertEquals(1, feed.listeners);
    assertEquals(0, line.count("select count(*) from account_gap"));
  }

  @Test
  void what_nobody_heard_is_a_gap_with_its_cause_that_nothing_ever_fills() {
    listener.attend().await();
    hearsFor(Duration.ofSeconds(2));
    var lost = line.clock.instant();
    feed.end.complete(new Feed.End.Broken("Asterisk closed the line"));
    line.clock.advance(Duration.ofSeconds(3));
    assertEquals(Duration.ofSeconds(1), listener.attend().await());
    assertEquals("failing", account("state"));
    assertEquals(lost, completeUntil(), "not a moment longer than it was heard");

    feed.heard = Optional.empty();
    line.clock.advance(Duration.ofSeconds(30));
    listener.attend().await();
    hearsFor(Duration.ZERO);
    hearsFor(Duration.ofSeconds(2));
    assertEquals("connected", account("state"));
    assertEquals("Could not hear what happened between " + lost + " and " + lost.plusSeconds(33), account("note"));
    var gap = line.rows("select since, until, filled_at, cause from account_gap").getFirst();
    assertEquals(lost, gap.getOffsetDateTime("since").toInstant());
    assertEquals(lost.plusSeconds(33), gap.getOffsetDateTime("until").toInstant());
    assertEquals(null, gap.getOffsetDateTime("filled_at"));
    assertEquals("Asterisk closed the line", gap.getString("cause"));
    var shown = new AccountUsage().all(line.database.reader(), new String[] {"northwind"}, line.clock.instant()).await()
      .get("phone").getJsonArray("gaps");
    assertEquals(1, shown.size());
    assertEquals(null, shown.getJsonObject(0).getString("filledAt"));
  }

  @Test
  void who_is_not_let_in_waits_for_a_person_and_who_cannot_connect_tries_ever_more_seldom() {
    listener.attend().await();
    feed.end.complete(new Feed.End.Refused("Authentication failed"));
    assertEquals(Duration.ofMinutes(5), listener.attend().await());
    assertEquals("needs-reconnect", account("state"));
    assertEquals("Authentication failed", account("note"));

    for (var pause : new int[] {1, 2, 4, 8, 16, 30, 30}) {
      listener.attend().await();
      feed.end.complete(new Feed.End.Broken("refused"));
      assertEquals(Duration.ofSeconds(pause), listener.attend().await());
    }
  }

  @Test
  void one_node_listens_and_another_follows_when_it_is_gone_and_the_first_lets_go() {
    listener.attend().await();
    hearsFor(Duration.ofSeconds(2));
    var otherFeed = new TestFeed();
    var other = listener("n2", otherFeed);
    other.attend().await();
    assertEquals(0, otherFeed.listeners);

    line.clock.advance(Poller.LEASE);
    other.attend().await();
    assertEquals(1, otherFeed.listeners);
    otherFeed.heard = Optional.of(new Feed.Span(line.clock.instant(), line.clock.instant()));
    other.attend().await();
    assertEquals(1, line.count("select count(*) from account_gap where cause = 'nobody listened'"));
    assertEquals(Duration.ofSeconds(15), listener.attend().await());
    assertTrue(feed.isClosed);
  }

  @Test
  void a_node_that_stops_says_how_far_it_heard_and_leaves_the_account_to_others_at_once() {
    listener.attend().await();
    line.clock.advance(Duration.ofSeconds(1));
    feed.heard = Optional.of(new Feed.Span(line.clock.instant(), line.clock.instant()));
    listener.stop().await();
    assertTrue(feed.isClosed);
    assertEquals(line.clock.instant(), completeUntil());
    assertEquals("", account("node"));
  }

  @Test
  void while_the_database_is_away_it_is_tried_until_it_is_kept() {
    listener.attend().await();
    line.rows("alter table delivery rename to delivery_away");
    var kept = feed.keep.apply(new Feed.Event("1.1", Map.of(), Buffer.buffer("{}")));
    Eventually.until("it could not be kept", () -> line.count("select 1") == 1 && !kept.isComplete());
    line.rows("alter table delivery_away rename to delivery");
    kept.await();
    assertEquals(1, line.count("select count(*) from delivery"));
  }

  @Test
  void a_node_that_listens_again_after_another_had_the_account_takes_back_nothing_of_what_that_heard() {
    listener.attend().await();
    hearsFor(Duration.ofSeconds(2));
    line.clock.advance(Poller.LEASE);
    var otherFeed = new TestFeed();
    var other = listener("n2", otherFeed);
    other.attend().await();
    listener.attend().await();
    line.clock.advance(Duration.ofHours(1));
    otherFeed.heard = Optional.of(new Feed.Span(line.clock.instant().minus(Duration.ofHours(1)), line.clock.instant()));
    other.attend().await();
    other.stop().await();
    listener.attend().await();
    assertEquals(line.clock.instant(), completeUntil());
  }
}
