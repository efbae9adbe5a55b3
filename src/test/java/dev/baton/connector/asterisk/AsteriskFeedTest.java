package dev.baton.connector.asterisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.Eventually;
import dev.baton.config.Secret;
import dev.baton.connector.Checked;
import dev.baton.connector.Feed;
import dev.baton.connector.Hook;
import dev.baton.connector.MovableClock;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.mention.Visibility;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is heard of a telephone system, over real sockets. */
class AsteriskFeedTest {

  private static final Duration PING = Duration.ofMillis(60);
  private static final Wire.Limits TIGHT = new Wire.Limits(Duration.ofSeconds(5), Duration.ofSeconds(2), 1 << 20);

  private final MovableClock clock = new MovableClock();
  private final List<Feed.Event> kept = new CopyOnWriteArrayList<>();
  private Vertx vertx;
  private SimulatedAsterisk asterisk;
  private URI address;
  private AsteriskConnector connector;
  private Feed feed;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    asterisk = new SimulatedAsterisk(vertx);
    address = asterisk.start();
    connect(SimulatedAsterisk.PASSWORD, false);
  }

  private void connect(String password, boolean answered) {
    var tools = new Tools(vertx, clock, new Random(1), TIGHT, "pbx");
    connector = AsteriskConnector.of(tools, new AsteriskConfig(address, "baton", new Secret(password), "pbx", Set.of(),
      "44", answered), PING);
    feed = connector.feed().orElseThrow();
  }

  @AfterEach
  void stop() {
    connector.close().await();
    vertx.close().await();
  }

  private Future<Void> keep(Feed.Event event) {
    kept.add(event);
    return Future.succeededFuture();
  }

  private Future<Feed.End> listen() {
    return listen(this::keep);
  }

  private Future<Feed.End> listen(Function<Feed.Event, Future<Void>> keep) {
    var line = feed.listen(keep);
    Eventually.until("we are let in", () -> feed.heard().isPresent() && asterisk.listeners() > 0);
    return line;
  }

  private void heard(int calls) {
    Eventually.until(calls + " calls", () -> kept.size() >= calls);
    assertEquals(calls, kept.size());
  }

  @Test
  void an_abandoned_call_is_handed_over_once_and_read_as_its_callers_word() {
    listen();
    asterisk.abandons("1785312004.3", 47);
    asterisk.abandons("1785312009.4", 5);
    heard(2);
    assertEquals("1785312004.3", kept.getFirst().key());
    var mention = feed.read(new Hook.Delivery(Map.of(), kept.getFirst().body(), clock.instant())).await().mentions()
      .getFirst();
    assertEquals("pbx/1785312004.3", mention.externalId().value());
    assertEquals("Called the queue care and hung up after 47 seconds, nobody answered", mention.text());
    assertEquals("Ann Archer", mention.author().name());
    assertEquals("+441134960001", mention.author().phone());
    assertEquals(Visibility.PRIVATE, mention.context().visibility());
  }

  @Test
  void an_answered_call_is_told_only_where_that_is_wanted() {
    for (var wanted : List.of(false, true)) {
      connector.close().await();
      connect(SimulatedAsterisk.PASSWORD, wanted);
      listen();
      asterisk.rings("7.1");
      asterisk.event("AgentConnect", "7.1", "Queue", "care", "MemberName", "Ben");
      asterisk.hangsUp("7.1");
      asterisk.abandons("7.2", 1);
      Eventually.until("the other call", () -> kept.stream().anyMatch(e -> e.key().equals("7.2")));
      assertEquals(wanted, kept.stream().anyMatch(e -> e.key().equals("7.1")));
      kept.clear();
    }
  }

  @Test
  void half_a_line_waits_for_its_other_half_and_garbage_is_passed_over() {
    asterisk.greeting = Buffer.buffer("Asterisk Call ").appendBytes(new byte[] {(byte) 0xff, 0, 13, 10});
    listen();
    asterisk.say("Event: Newchan").await();
    asterisk.say("nel\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\nCallerIDNum: +441134960001\r\n\r").await();
    asterisk.say("\n\u0000\u0007 garbage \r\n\r\nEvent: Hangup\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\nX: " + "y".repeat(9_000)
      + "\r\n").await();
    asterisk.say("\r\n").await();
    heard(1);
  }

  @Test
  void a_flood_is_read_no_faster_than_it_is_kept_and_nothing_of_it_is_lost() {
    var doors = new CopyOnWriteArrayList<Promise<Void>>();
    listen(event -> {
      kept.add(event);
      var door = Promise.<Void>promise();
      doors.add(door);
      return door.future();
    });
    for (var i = 0; i < 300; i++) {
      asterisk.abandons("1." + i, 1);
    }
    for (var i = 0; i < 300; i++) {
      var next = i + 1;
      Eventually.until(next + " are handed over", () -> doors.size() >= next);
      assertEquals(next, kept.size(), "the next only after this is kept");
      doors.get(i).complete();
    }
  }

  @Test
  void a_line_that_nobody_closed_but_that_says_nothing_is_given_up() {
    var line = listen();
    asterisk.isDead = true;
    assertEquals(new Feed.End.Broken("Asterisk does not answer any more"), line.await());
  }

  @Test
  void a_telephone_system_that_nobody_calls_is_heard_by_its_answers() {
    listen();
    clock.advance(Duration.ofHours(3));
    Eventually.until("it answered", () -> feed.heard().orElseThrow().until().equals(clock.instant()));
  }

  @Test
  void a_wrong_password_is_for_a_person_to_mend_and_the_check_up_says_so() {
    connector.close().await();
    connect("wrong", false);
    assertEquals(new Feed.End.Refused("Asterisk does not let us in: Authentication failed"), feed.listen(this::keep).await());
    assertTrue(feed.heard().isEmpty());
    var looks = connector.check().await();
    assertEquals("credentials", looks.getFirst().what());
    assertFalse(looks.getFirst().isWell());
    assertFalse(looks.toString().contains("wrong"), "no secret");
  }

  @Test
  void who_is_not_there_is_tried_again() {
    asterisk.stop();
    assertInstanceOf(Feed.End.Broken.class, feed.listen(this::keep).await());
    assertFalse(connector.check().await().getFirst().isWell());
    asterisk.start();
    listen();
    asterisk.abandons("1.1", 3);
    heard(1);
  }

  @Test
  void what_ended_while_the_line_was_down_is_told_of_and_so_is_the_time() {
    var line = listen();
    asterisk.rings("1.1");
    var from = feed.heard().orElseThrow().from();
    clock.advance(Duration.ofSeconds(10));
    asterisk.abandons("1.2", 4);
    heard(1);
    asterisk.restart();
    assertInstanceOf(Feed.End.Broken.class, line.await());
    assertEquals(from, feed.heard().orElseThrow().from());
    assertEquals(clock.instant(), feed.heard().orElseThrow().until(), "as far as it was heard");

    clock.advance(Duration.ofSeconds(30));
    listen();
    assertEquals(clock.instant(), feed.heard().orElseThrow().from(), "and from when again");
    heard(2);
    var told = feed.read(new Hook.Delivery(Map.of(), kept.getLast().body(), clock.instant())).await().mentions().getFirst();
    assertEquals("pbx/1.1", told.externalId().value());
    assertTrue(told.text().contains("how the call ended was not heard"), told::text);
  }

  @Test
  void a_call_that_goes_on_over_a_broken_line_is_heard_to_its_end() {
    var line = listen();
    asterisk.rings("1.1");
    asterisk.say("").await();
    asterisk.stop();
    line.await();
    asterisk.start();
    listen();
    asterisk.hangsUp("1.1");
    heard(1);
    assertEquals("1.1", kept.getFirst().key());
  }

  @Test
  void what_cannot_be_kept_ends_the_line_and_is_not_counted_as_heard() {
    var line = listen(event -> Future.failedFuture("Baton stops"));
    var before = feed.heard().orElseThrow().from();
    asterisk.rings("1.1");
    clock.advance(Duration.ofSeconds(3));
    asterisk.hangsUp("1.1");
    line.await();
    assertEquals(before, feed.heard().orElseThrow().from());
  }

  @Test
  void the_check_up_names_what_may_be_asked() {
    var looks = connector.check().await();
    assertEquals(List.of("credentials", "calls", "queues"), looks.stream().map(Checked::what).toList());
    assertTrue(looks.stream().allMatch(Checked::isWell));
    asterisk.permitsNothing = true;
    assertEquals(1, connector.check().await().stream().filter(Checked::isWell).count());
  }
}
