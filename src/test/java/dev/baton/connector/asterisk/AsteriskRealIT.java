package dev.baton.connector.asterisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.Secret;
import dev.baton.connector.Checked;
import dev.baton.connector.Feed;
import dev.baton.connector.Hook;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.mention.Mention;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real Asterisk, called by SIPp. Needs both: {@code mvn verify -Preal}. */
class AsteriskRealIT {

  private static final Duration PING = Duration.ofMillis(500);

  private final List<Feed.Event> kept = new CopyOnWriteArrayList<>();
  private final List<AmiMessage> seen = new CopyOnWriteArrayList<>();
  private Vertx vertx;
  private RealAsterisk asterisk;
  private AsteriskConnector connector;
  private Feed feed;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    asterisk = new RealAsterisk();
    var config = new AsteriskConfig(asterisk.address(), "baton", new Secret(RealAsterisk.PASSWORD), "pbx",
      Set.of("from-trunk"), "44", false);
    connector = AsteriskConnector.of(
      new Tools(vertx, InstantSource.system(), new Random(), Wire.Limits.USUAL, "pbx"), config, PING);
    feed = connector.feed().orElseThrow();
  }

  @AfterEach
  void stop() {
    connector.close().await();
    asterisk.kill();
    vertx.close().await();
  }

  /** A telephone system takes its time to start, and people to hang up. */
  private static void until(String what, BooleanSupplier isSo) {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!isSo.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, () -> "not within 60 s: " + what);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private Future<Feed.End> listen() {
    until("Asterisk is up", () -> connector.check().await().stream().allMatch(Checked::isWell));
    var line = feed.listen(event -> {
      kept.add(event);
      return Future.succeededFuture();
    });
    until("we are let in", () -> feed.heard().isPresent());
    return line;
  }

  private Mention told(int number) {
    until("call " + number, () -> kept.size() >= number);
    return feed.read(new Hook.Delivery(Map.of(), kept.get(number - 1).body(), Instant.now())).await().mentions().getFirst();
  }

  @Test
  void who_gives_up_is_told_of_once_with_name_and_number_and_who_is_answered_is_not() throws Exception {
    listen();
    asterisk.calledWell(asterisk.calls("201", "talks", 1_000));
    asterisk.calledWell(asterisk.calls("5550100", "gives_up", 3_000));
    asterisk.calledWell(asterisk.calls("200", "gives_up", 2_000));
    var queued = told(1);
    assertTrue(queued.text().matches("Called the queue care and hung up after [2-5] seconds, nobody answered"), queued::text);
    assertEquals("+441134960001", queued.author().phone());
    assertEquals("Ann Archer", queued.author().name());
    assertTrue(queued.externalId().value().matches("pbx/\\d+\\.\\d+"), () -> queued.externalId().value());
    var dialled = told(2);
    assertTrue(dialled.text().matches("Called 200 and hung up after [1-4] seconds?, nobody answered"), dialled::text);
    assertEquals(2, kept.size());
  }

  @Test
  void a_telephone_system_that_dies_in_the_middle_of_a_call_leaves_a_word_of_it() throws Exception {
    var line = listen();
    var watch = ((AsteriskFeed) feed).open().await();
    watch.listen(event -> {
      seen.add(event);
      return Future.succeededFuture();
    });
    assertTrue(((AsteriskFeed) feed).login(watch, true).await().isSuccess());
    var call = asterisk.calls("5550100", "gives_up", 30_000);
    until("it waits in the queue", () -> seen.stream().anyMatch(e -> e.event().equals("QueueCallerJoin")));
    var joined = Instant.now();
    until("we heard of it too", () -> feed.heard().orElseThrow().until().isAfter(joined));
    asterisk.kill();
    assertInstanceOf(Feed.End.Broken.class, line.await());
    call.destroyForcibly();
    assertEquals(0, kept.size());

    asterisk.start();
    listen();
    assertEquals("Called the queue care; how the call ended was not heard, the line to the telephone system was down",
      told(1).text());
    assertFalse(feed.heard().orElseThrow().from().isBefore(joined));
  }

  @Test
  void a_wrong_password_is_refused() {
    until("Asterisk is up", () -> connector.check().await().stream().allMatch(Checked::isWell));
    var wrong = AsteriskConnector.of(new Tools(vertx, InstantSource.system(), new Random(), Wire.Limits.USUAL, "pbx"),
      new AsteriskConfig(asterisk.address(), "baton", new Secret("wrong"), "pbx", Set.of(), "", false), PING);
    assertEquals(new Feed.End.Refused("Asterisk does not let us in: Authentication failed"),
      wrong.feed().orElseThrow().listen(event -> Future.succeededFuture()).await());
    wrong.close().await();
  }
}
