package dev.baton.ingest;

import static dev.baton.ingest.PlayedNetwork.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.baton.EventLoops;
import dev.baton.Eventually;
import dev.baton.Line;
import dev.baton.connector.Brought;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReadOutcome.Quota;
import dev.baton.connector.ReadOutcome.Unreadable;
import dev.baton.mention.Author;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Mention;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pollers on a real database; the network's pages are played. */
@ExtendWith(EventLoops.class)
class PollerIT {

  private static final Duration EVERY = Duration.ofSeconds(15);

  private final Vertx vertx;
  private final PlayedNetwork network = new PlayedNetwork();
  private Line line;
  private Paces paces;

  PollerIT(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void open() {
    line = new Line(vertx);
    paces = new Paces(line.database.reader());
  }

  @AfterEach
  void close() {
    line.close();
  }

  private Poller poller(String node) {
    return new Poller(vertx, line.database, line.account("mastodon"), network, line.intake, new AccountStore(),
      paces, line.clock, node, EVERY, new Random(1));
  }

  private String account(String column) {
    return line.rows("select " + column + "::text from account where name = 'mastodon'").getFirst().getString(0);
  }

  @Test
  void the_cursor_moves_with_what_it_brought_and_the_account_is_complete_when_there_is_no_more() {
    network.pages.add(page("c1", true, line.mention("rosa", "hello")));
    network.pages.add(page("c2", false, line.mention("tom", "hello")));
    var poller = poller("n1");
    assertEquals(Duration.ofMillis(100), poller.pollOnce().await());
    assertEquals(null, account("complete_until"));
    assertEquals(EVERY, poller.pollOnce().await());
    assertEquals(List.of("", "c1"), network.cursors);
    assertEquals("c2", account("cursor"));
    assertEquals("connected", account("state"));
    assertEquals(line.clock.instant(), line.time("select complete_until as at from account where name = 'mastodon'"));
    assertEquals(2, line.count("select count(*) from mention"));
  }

  @Test
  void a_network_that_rings_is_read_soon_and_nobody_listens_once_the_node_stops() {
    network.keepsALine = true;
    network.pages.add(page("c1", false));
    var poller = poller("n1");
    poller.start();
    Eventually.until("the line stands, and is read behind", () -> network.cursors.size() == 2);
    network.bell.get().run();
    Eventually.until("and read again when it rings", () -> network.cursors.size() == 3);
    poller.stop().await();
    Eventually.until("nobody listens", () -> network.listeners.get() == 0);
  }

  @Test
  void a_ring_shortens_a_steady_pause_and_none_that_the_network_asked_for() {
    network.pages.add(page("c1", false));
    var poller = poller("n1");
    poller.start();
    Eventually.until("the first page is read", () -> "connected".equals(account("state")));
    Eventually.until("and looked at again soon",
      () -> poller.pollNow().equals(line.clock.instant().plusSeconds(1)));
    network.pages.add(Future.succeededFuture(new ReadOutcome.Wait(Duration.ofHours(1), "rate limited")));
    Eventually.until("the network asked to wait", () -> "waiting".equals(account("state")));
    Eventually.until("and is left alone for so long",
      () -> poller.pollNow().equals(line.clock.instant().plus(Duration.ofHours(1))));
    assertEquals(line.clock.instant().plus(Duration.ofHours(1)), poller.pollNow());
    poller.stop().await();
  }

  @Test
  void a_network_that_fails_leaves_the_cursor_where_it_was() {
    network.pages.add(page("c1", false));
    network.pages.add(Future.failedFuture("connection refused"));
    var poller = poller("n1");
    poller.pollOnce().await();
    assertThrows(RuntimeException.class, () -> poller.pollOnce().await());
    assertEquals("c1", account("cursor"));
  }

  @Test
  void while_one_node_reads_the_other_waits_and_follows_when_the_lease_has_run_out() {
    network.pages.add(page("c1", false, line.mention("rosa", "hello")));
    network.pages.add(page("c2", false));
    poller("n1").pollOnce().await();
    var other = poller("n2");
    other.pollOnce().await();
    assertEquals(1, network.cursors.size(), "not while the lease runs");
    line.clock.advance(Poller.LEASE);
    other.pollOnce().await();
    assertEquals(List.of("", "c1"), network.cursors);
  }

  @Test
  void a_node_that_was_frozen_while_another_took_over_changes_nothing() {
    var frozen = Promise.<ReadOutcome>promise();
    network.pages.add(frozen.future());
    network.pages.add(page("c9", false, line.mention("tom", "hello")));
    var late = poller("n1").pollOnce();
    while (network.cursors.isEmpty()) {
      vertx.timer(5).await();
    }
    line.clock.advance(Poller.LEASE);
    poller("n2").pollOnce().await();

    frozen.complete(new ReadOutcome.Page(List.of(line.mention("rosa", "hello")), List.of(), "c1", false, Quota.UNSAID));
    assertThrows(AccountStore.LeaseLost.class, late::await);
    assertEquals("c9", account("cursor"));
    assertEquals(1, line.count("select count(*) from mention"), "what it read is read again by whoever reads now");
  }

  @Test
  void a_network_that_asks_us_to_wait_is_left_alone_and_the_account_says_until_when() {
    network.pages.add(Future.succeededFuture(new ReadOutcome.Wait(Duration.ofMinutes(7), "rate limited")));
    assertEquals(Duration.ofMinutes(7), poller("n1").pollOnce().await());
    assertEquals("waiting", account("state"));
    assertEquals(line.clock.instant().plus(Duration.ofMinutes(7)),
      line.time("select resume_at as at from account where name = 'mastodon'"));
  }

  @Test
  void credentials_that_no_longer_work_are_said_in_words() {
    network.pages.add(Future.succeededFuture(new ReadOutcome.NeedsReconnect("the token was revoked")));
    poller("n1").pollOnce().await();
    assertEquals("needs-reconnect", account("state"));
    assertEquals("the token was revoked", account("note"));
  }

  @Test
  void what_was_said_long_before_we_first_looked_is_left_as_it_is() {
    var author = new Author("rosa", "rosa", "Rosa", 0, "", "");
    var old = new Mention(new ExternalId("old"), author, "three weeks ago", Line.START.minus(Duration.ofDays(21)),
      Mention.Context.NONE);
    network.pages.add(page("c1", false, old, line.mention("tom", "now")));
    poller("n1").pollOnce().await();
    assertEquals(1, line.count("select count(*) from mention"));
    assertEquals("c1", account("cursor"));
  }

  @Test
  void what_cannot_be_understood_is_kept_aside_and_in_nobodys_way() {
    network.pages.add(Future.succeededFuture(new ReadOutcome.Page(List.of(line.mention("rosa", "hello")),
      List.of(new Unreadable("x1", "no author", "{}")), "c1", false, Quota.UNSAID)));
    poller("n1").pollOnce().await();
    assertEquals(1, line.count("select count(*) from mention"));
    assertEquals("no author", line.rows("select why from quarantine").getFirst().getString(0));
  }

  @Test
  void what_reading_costs_and_what_was_not_read_meanwhile_is_on_record() {
    var quota = new Quota(7, Duration.ofMinutes(5), 15_000);
    var said = line.mention("rosa", "hello");
    line.clock.advance(Duration.ofSeconds(20));
    network.pages.add(Future.succeededFuture(new ReadOutcome.Page(List.of(said), List.of(), "c1", false, quota)));
    network.pages.add(Future.succeededFuture(new ReadOutcome.Wait(Duration.ofMinutes(10), "asks us to wait (429)")));
    network.pages.add(Future.succeededFuture(new ReadOutcome.Page(List.of(), List.of(), "c2", false, quota)));
    var poller = poller("n1");
    poller.pollOnce().await();
    assertEquals("20000", account("delay_ms"));
    assertEquals("7", account("quota_left"));
    var since = line.clock.instant();
    poller.pollOnce().await();
    line.clock.advance(Duration.ofMinutes(10));
    poller.pollOnce().await();

    var used = new AccountUsage().all(line.database.reader(), new String[] {"northwind"}, line.clock.instant()).await()
      .get("mastodon");
    assertEquals(2, used.getLong("reads"));
    assertEquals(1, used.getLong("items"));
    assertEquals(0.03, used.getDouble("today"));
    var gap = used.getJsonArray("gaps").getJsonObject(0);
    assertEquals(since.toString(), gap.getString("since"));
    assertEquals(line.clock.instant().toString(), gap.getString("until"));
    assertEquals("asks us to wait (429)", gap.getString("cause"));
  }

  @Test
  void an_edit_that_could_not_be_kept_is_kept_with_the_next_page_since_a_network_tells_it_once() {
    var said = line.mention("rosa", "my parcel is lat");
    var edited = new Change.Edited(said.externalId(), "my parcel is late", line.clock.instant());
    var poller = poller("n1");
    network.pages.add(page("c1", false, said));
    poller.pollOnce().await();
    network.pages.add(Future.succeededFuture(new ReadOutcome.Page(
      new Brought(List.of(), List.of(edited), List.of(), List.of()), "c2", false, Quota.UNSAID)));
    network.pages.add(page("c2", false));
    line.rows("alter table mention_change rename to mention_change_away");
    assertThrows(RuntimeException.class, () -> poller.pollOnce().await());
    line.rows("alter table mention_change_away rename to mention_change");
    poller.pollOnce().await();
    assertEquals(1, line.count("select count(*) from mention_change where body = 'my parcel is late'"));
  }
}
