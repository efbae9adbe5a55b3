package dev.baton.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Line;
import dev.baton.account.Added;
import dev.baton.account.AddedAccounts;
import dev.baton.connector.Brought;
import dev.baton.connector.Connector;
import dev.baton.connector.Draft;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReadOutcome.Quota;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.vault.Seal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A read is under way when its account is paused, removed or changed: it writes nothing after that. */
@ExtendWith(EventLoops.class)
class StoppedAccountIT {

  private final Vertx vertx;
  private final AddedAccounts accounts = new AddedAccounts(new Seal(new SecretKeySpec(new byte[32], "AES")));
  private final Promise<Void> asked = Promise.promise();
  private final Promise<ReadOutcome> answer = Promise.promise();
  private Line line;
  private Poller poller;

  StoppedAccountIT(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Answers when the test says so. */
  private final class SlowNetwork implements Connector {

    @Override
    public Future<ReadOutcome> read(String cursor) {
      asked.tryComplete();
      return answer.future();
    }

    @Override
    public Future<ReplyOutcome> reply(Draft draft) {
      return Future.failedFuture("not played");
    }

    @Override
    public String newAttemptKey(Instant now) {
      return "key";
    }

    @Override
    public boolean repeatable(Draft draft, Instant now) {
      return false;
    }

    @Override
    public ReplyRules rules() {
      return new ReplyRules(500, "characters", true);
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }

  @BeforeEach
  void add() {
    line = new Line(vertx);
    assertTrue(line.database.inTransaction(tx -> accounts.add(tx, new Account(0, "added", "mastodon", "northwind", "social", ""),
      Map.of("token", "a token"), "omar", line.clock.instant())).await());
    poller = new Poller(vertx, line.database, added().account(), new SlowNetwork(), line.intake, new AccountStore(),
      new Paces(line.database.reader()), line.clock, "n1", Duration.ofSeconds(15), new Random(1));
  }

  @AfterEach
  void close() {
    line.close();
  }

  private Added added() {
    return accounts.all(line.database.reader()).await().getFirst();
  }

  /** The network has been asked. */
  private Future<Duration> underWay() {
    var reading = poller.pollOnce();
    asked.future().await();
    return reading;
  }

  private void readsWhile(Function<Added, Future<Boolean>> change) {
    var reading = underWay();
    assertTrue(change.apply(added()).await());
    var state = state();
    var many = IntStream.range(0, Ingest.MAX_BATCH + 1).mapToObj(i -> line.mention("author" + i, "My parcel is late")).toList();
    var edit = new Change.Edited(new ExternalId("earlier"), "other words", line.clock.instant());
    answer.complete(new ReadOutcome.Page(new Brought(many, List.of(edit), List.of(), List.of()), "read", false, Quota.UNSAID));
    reading.transform(Future::succeededFuture).await();
    assertEquals(0, line.count("select count(*) from mention"));
    assertEquals(0, line.count("select count(*) from mention_change"));
    assertEquals(0, line.count("select count(*) from account_usage"));
    assertEquals(state, state());
    assertEquals("", line.rows("select cursor from account where name = 'added'").getFirst().getString(0));
  }

  private String state() {
    return line.rows("select state from account where name = 'added'").getFirst().getString(0);
  }

  @Test
  void of_a_paused_account_and_it_goes_on_where_it_was() {
    readsWhile(was -> line.database.inTransaction(tx -> accounts.pause(tx, was.account(), true, "omar", line.clock.instant())));
    assertEquals("paused", state());
    assertEquals(Duration.ofSeconds(15), poller.pollOnce().await(), "nobody reads it");
    assertEquals("paused", state());
    var account = added().account();
    assertTrue(line.database.inTransaction(tx -> accounts.pause(tx, account, false, "omar", line.clock.instant())).await());
    poller.pollOnce().await();
    assertEquals(Ingest.MAX_BATCH + 1L, line.count("select count(*) from mention"));
    assertEquals("connected", state());
  }

  @Test
  void of_a_removed_account_of_which_no_secret_is_left() {
    readsWhile(was -> line.database.inTransaction(tx -> accounts.remove(tx, was.account(), "omar", line.clock.instant())));
    assertEquals(List.of(), accounts.all(line.database.reader()).await());
    assertEquals(0, line.count("select count(*) from added_account where sealed is not null"));
  }

  @Test
  void of_an_account_that_was_changed_the_cursor_of_the_old_one_is_not_kept() {
    var reading = underWay();
    var was = added();
    assertTrue(line.database.inTransaction(tx -> accounts.change(tx, was, "social", Map.of("token", "another"), false,
      List.of("token"), "omar", line.clock.instant())).await());
    answer.complete(new ReadOutcome.Page(List.of(line.mention("rosa", "hello")), List.of(), "read", false, Quota.UNSAID));
    reading.transform(Future::succeededFuture).await();
    assertEquals(0, line.count("select count(*) from mention"));
    assertEquals("new", state());
  }

  @Test
  void whoever_pauses_waits_for_what_is_being_kept() {
    var account = added().account();
    var pausing = Promise.<Future<Boolean>>promise();
    line.ingest.accept(account, List.of(line.mention("rosa", "hello")), (tx, now) -> new AccountStore().held(tx, account)
      .onSuccess(v -> pausing.complete(line.database.inTransaction(
        other -> accounts.pause(other, account, true, "omar", now))))).await();
    assertTrue(pausing.future().await().await());
    assertEquals(1, line.count("select count(*) from mention"), "what came before the pause is there");
  }

  @Test
  void what_is_sealed_for_one_account_is_worth_nothing_in_anothers_place() {
    line.database.inTransaction(tx -> accounts.add(tx, new Account(0, "other", "mastodon", "northwind", "social", ""),
      Map.of("token", "another token"), "omar", line.clock.instant())).await();
    line.rows("update added_account set sealed = (select sealed from added_account d join account a on a.id = d.account_id"
      + " where a.name = 'added')");
    var all = accounts.all(line.database.reader()).await();
    assertEquals(Optional.of(Map.of("token", "a token")), all.get(0).told());
    assertEquals(Optional.empty(), all.get(1).told());
    assertFalse(all.toString().contains("a token"), "and is not shown");
  }

  @Test
  void a_name_that_was_removed_may_come_back_and_another_accounts_may_not() {
    var known = new Account(0, "mastodon", "mastodon", "northwind", "social", "");
    assertFalse(line.database.inTransaction(tx -> accounts.add(tx, known, Map.of(), "omar", line.clock.instant())).await());
    var again = new Account(0, "added", "mastodon", "northwind", "social", "");
    assertFalse(line.database.inTransaction(tx -> accounts.add(tx, again, Map.of(), "omar", line.clock.instant())).await());
    var account = added().account();
    line.database.inTransaction(tx -> accounts.remove(tx, account, "omar", line.clock.instant())).await();
    assertTrue(line.database.inTransaction(tx -> accounts.add(tx, again, Map.of("token", "new"), "omar",
      line.clock.instant())).await());
    assertEquals(Optional.of(Map.of("token", "new")), added().told());
  }
}
