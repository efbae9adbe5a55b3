package dev.baton.ingest;

import static dev.baton.ingest.PlayedNetwork.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Line;
import dev.baton.connector.Brought;
import dev.baton.connector.Hook;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReadOutcome.Quota;
import dev.baton.connector.Receipt;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Mention;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One node reads an account at a time, asks no more than its network bears, and writes while its lease lasts. */
@ExtendWith(EventLoops.class)
class LeasesIT {

  private static final Duration EVERY = Duration.ofSeconds(15);
  private static final Duration QUARTER = Duration.ofMinutes(15);

  private final Vertx vertx;
  private final PlayedNetwork network = new PlayedNetwork();
  private Line line;

  LeasesIT(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void open() {
    line = new Line(vertx);
  }

  @AfterEach
  void close() {
    line.close();
  }

  private Poller poller(String node, String account, PlayedNetwork on, Paces paces) {
    return new Poller(vertx, line.database, line.account(account), on, line.intake, new AccountStore(), paces, line.clock,
      node, EVERY, new Random(1));
  }

  private Poller poller(String node) {
    return poller(node, "mastodon", network, new Paces(line.database.reader()));
  }

  private JsonObject account(String name) {
    return new AccountStore().all(line.database.reader(), new String[] {"northwind"}, new String[] {name}).await().getFirst();
  }

  private String paceOf(String name) {
    return account(name).getJsonObject("pace").getString("words");
  }

  /** A read that does not end before the test says so. */
  private Future<Duration> frozen(Promise<ReadOutcome> answer) {
    network.pages.add(answer.future());
    var late = poller("n1").pollOnce();
    while (network.cursors.isEmpty()) {
      vertx.timer(5).await();
    }
    return late;
  }

  private Brought muchAndOfEverything() {
    var mentions = IntStream.range(0, Ingest.MAX_BATCH + 1).mapToObj(i -> line.mention("author" + i, "hello")).toList();
    return new Brought(mentions, List.of(new Change.Deleted(new ExternalId("gone"), line.clock.instant())),
      List.of(new Receipt("", "bounced", false, "no such mailbox", line.clock.instant())), List.of());
  }

  private void assertNothingIsWritten() {
    for (var table : List.of("mention", "mention_change", "undeliverable", "quarantine", "account_usage", "cases")) {
      assertEquals(0, line.count("select count(*) from " + table), table);
    }
  }

  @Test
  void a_node_that_wakes_after_its_lease_ended_writes_nothing_even_where_no_other_took_over() {
    var answer = Promise.<ReadOutcome>promise();
    // A first page leaves out changes; this account was read before.
    line.rows("update account set cursor = 'c0' where name = 'mastodon'");
    var late = frozen(answer);
    line.clock.advance(Poller.LEASE);
    answer.complete(new ReadOutcome.Page(muchAndOfEverything(), "c1", false, Quota.UNSAID));
    assertThrows(AccountStore.LeaseLost.class, late::await);
    assertNothingIsWritten();
    assertEquals("new", account("mastodon").getString("state"));
    assertEquals(1, line.count("select count(*) from account where name = 'mastodon' and cursor = 'c0'"));
  }

  @Test
  void what_such_a_node_has_to_say_about_the_account_is_not_heard() {
    var answer = Promise.<ReadOutcome>promise();
    var late = frozen(answer);
    line.clock.advance(Poller.LEASE);
    network.pages.add(page("c9", false));
    poller("n2").pollOnce().await();
    answer.complete(new ReadOutcome.NeedsReconnect("the token was revoked"));
    late.await();
    assertEquals("connected", account("mastodon").getString("state"));
    assertEquals("", account("mastodon").getString("note"));
  }

  @Test
  void a_reading_of_a_delivery_that_took_too_long_leaves_it_to_the_next() {
    var deliveries = new Deliveries();
    var phone = line.account("phone");
    var said = new Hook.Verdict.Keep("d1", Map.of(), new Hook.Verdict.Says(200, Map.of(), ""));
    deliveries.keep(line.database.reader(), phone, said, Buffer.buffer("{}"), line.clock.instant()).await();
    var taken = deliveries.take(line.database.reader(), new Integer[] {phone.id()}, line.clock.instant(),
      DeliveryReader.LEASE, 1, 1).await().getFirst();
    line.clock.advance(DeliveryReader.LEASE);
    assertThrows(Deliveries.Overtaken.class, () -> line.intake.take(phone, muchAndOfEverything(),
      (tx, now) -> deliveries.held(tx, taken, now), (tx, now) -> deliveries.read(tx, taken, now)).await());
    assertNothingIsWritten();
    assertEquals(1, line.count("select count(*) from delivery where state = 'new'"));
  }

  @Test
  void whoever_takes_over_asks_no_sooner_than_the_network_said() {
    network.pages.add(Future.succeededFuture(new ReadOutcome.Wait(Duration.ofMinutes(10), "asks us to wait (429)")));
    poller("n1").pollOnce().await();
    line.clock.advance(Poller.LEASE);
    var other = poller("n2");
    assertEquals(Duration.ofMinutes(10).minus(Poller.LEASE), other.pollOnce().await());
    assertEquals(1, network.cursors.size());
    assertEquals("rate-limited until 09:10 UTC", paceOf("mastodon"));
    line.clock.advance(Duration.ofMinutes(10).minus(Poller.LEASE));
    other.pollOnce().await();
    assertEquals(2, network.cursors.size());
    assertEquals("every 15 s: quiet", paceOf("mastodon"));
  }

  @Test
  void a_spent_budget_is_no_wish_of_the_network_and_a_greater_one_is_used_at_once() {
    network.pages.add(Future.succeededFuture(new ReadOutcome.Rest(Duration.ofHours(15), "Today's budget is spent")));
    poller("n1").pollOnce().await();
    assertEquals("not read until 00:00 UTC", paceOf("mastodon"));
    poller("n1").pollOnce().await();
    assertEquals(2, network.cursors.size());
  }

  @Test
  void a_long_pause_keeps_the_lease_and_is_not_spent_by_another_node() {
    network.pages.add(Future.succeededFuture(new ReadOutcome.Page(List.of(), List.of(), "c1", false,
      new Quota(5, QUARTER))));
    var one = poller("n1");
    var other = poller("n2");
    one.step().await();
    for (var waited = Duration.ZERO; waited.compareTo(Duration.ofMinutes(3)) < 0; waited = waited.plusSeconds(30)) {
      line.clock.advance(Duration.ofSeconds(30));
      one.step().await();
      other.step().await();
    }
    assertEquals(1, network.cursors.size());
    assertEquals(0, line.count("select count(*) from account_gap"), "to be slow is no gap");
  }

  @Test
  void accounts_of_two_nodes_that_share_a_window_never_spend_the_same_request() {
    var other = new PlayedNetwork();
    network.shared = other.shared = "one app";
    var here = new Paces(line.database.reader());
    var there = new Paces(line.database.reader());
    network.pages.add(Future.succeededFuture(new ReadOutcome.Page(List.of(), List.of(), "c", false, new Quota(6, QUARTER))));
    var one = poller("n1", "mastodon", network, here);
    var two = poller("n2", "bluesky", other, there);
    one.pollOnce().await();
    for (var round = 0; round < 5; round++) {
      Future.all(one.pollOnce(), two.pollOnce()).await();
    }
    assertEquals(1 + 5, network.cursors.size() + other.cursors.size(), "six were left, one is kept for a reply");
    assertEquals("not read: what is left of its network's window is kept for replies until 09:15 UTC", paceOf("bluesky"));
    line.clock.advance(QUARTER);
    Future.all(one.pollOnce(), two.pollOnce()).await();
    assertEquals(6 + 2, network.cursors.size() + other.cursors.size());
  }

  @Test
  void where_requests_are_short_the_account_where_cases_wait_keeps_its_pace_and_the_quiet_one_says_why_it_does_not() {
    var quiet = new PlayedNetwork();
    network.shared = quiet.shared = "one app";
    var paces = new Paces(line.database.reader());
    var hot = poller("n1", "mastodon", network, paces);
    var cold = poller("n1", "bluesky", quiet, paces);
    var four = IntStream.range(0, 4).mapToObj(i -> line.mention("rosa" + i, "My line is down")).toArray(Mention[]::new);
    var short80 = new Quota(80, QUARTER);
    network.pages.add(Future.succeededFuture(new ReadOutcome.Page(List.of(four), List.of(), "c1", false, short80)));
    network.pages.add(Future.succeededFuture(new ReadOutcome.Page(List.of(), List.of(), "c2", false, short80)));
    quiet.pages.add(Future.succeededFuture(new ReadOutcome.Page(List.of(), List.of(), "c1", false, short80)));
    hot.pollOnce().await();
    assertEquals(EVERY, hot.pollOnce().await());
    assertTrue(cold.pollOnce().await().compareTo(Duration.ofMinutes(3)) > 0);
    assertEquals("every 15 s: 4 cases wait here", paceOf("mastodon"));
    assertEquals("every 8 min: quiet, and 78 requests are left until 09:15 UTC", paceOf("bluesky"));
  }

  @Test
  void a_connector_that_stumbles_is_a_state_of_its_account_that_quotes_nobody_and_is_read_again() {
    network.pages.add(Future.failedFuture(new IllegalArgumentException("no number: my pin is 1234")));
    var poller = poller("n1");
    assertTrue(poller.step().await().compareTo(Duration.ofSeconds(1)) >= 0);
    assertEquals("failing", account("mastodon").getString("state"));
    assertTrue(account("mastodon").getString("note").contains("IllegalArgumentException"), () -> account("mastodon").encode());
    assertFalse(account("mastodon").getString("note").contains("1234"));
    network.thrown = new StackOverflowError();
    line.clock.advance(Duration.ofMinutes(1));
    poller.step().await();
    assertTrue(account("mastodon").getString("note").contains("StackOverflowError"), () -> account("mastodon").encode());
    line.clock.advance(Duration.ofMinutes(1));
    network.pages.add(page("c1", false, line.mention("rosa", "hello")));
    poller.step().await();
    assertEquals("connected", account("mastodon").getString("state"));
    assertEquals(1, line.count("select count(*) from mention"));
  }
}
