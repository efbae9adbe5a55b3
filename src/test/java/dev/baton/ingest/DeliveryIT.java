package dev.baton.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Eventually;
import dev.baton.Line;
import dev.baton.connector.Brought;
import dev.baton.connector.Connector;
import dev.baton.connector.Draft;
import dev.baton.connector.Hook;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import dev.baton.mention.Attachment;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Extras;
import dev.baton.mention.Mention;
import dev.baton.mention.Quoted;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What networks send by themselves is kept before it is read, read once, and never lost. */
@ExtendWith(EventLoops.class)
class DeliveryIT {

  private final Vertx vertx;
  private final SendingNetwork network = new SendingNetwork();
  private final Deliveries deliveries = new Deliveries();
  private Line line;
  private DeliveryReader reader;

  DeliveryIT(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Reads bodies as the test says. */
  private static final class SendingNetwork implements Connector, Hook {

    private Function<String, Future<Brought>> reading;

    @Override
    public Optional<Hook> hook() {
      return Optional.of(this);
    }

    @Override
    public Verdict hear(Call call, Instant now) {
      return new Verdict.Refuse(401, "not asked here");
    }

    @Override
    public Future<Brought> read(Delivery delivery) {
      return reading.apply(delivery.body().toString());
    }

    @Override
    public Future<ReadOutcome> read(String cursor) {
      return Future.failedFuture("not polled");
    }

    @Override
    public Future<ReplyOutcome> reply(Draft draft) {
      return Future.failedFuture("not asked here");
    }

    @Override
    public String newAttemptKey(Instant now) {
      return "";
    }

    @Override
    public boolean repeatable(Draft draft, Instant now) {
      return false;
    }

    @Override
    public ReplyRules rules() {
      return new ReplyRules(0, "characters", false);
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }

  @BeforeEach
  void open() {
    line = new Line(vertx);
    reader = new DeliveryReader(vertx, line.database, () -> Served.of(line.accounts, Map.of("api", network)), line.intake, line.clock);
  }

  @AfterEach
  void close() {
    line.close();
  }

  private boolean arrives(String key, String body) {
    return deliveries.keep(line.database.reader(), line.account("api"),
      new Hook.Verdict.Keep(key, Map.of("type", "message"), new Hook.Verdict.Says(200, Map.of(), "")),
      Buffer.buffer(body), line.clock.instant()).await();
  }

  private static Future<Brought> said(Mention... mentions) {
    return Future.succeededFuture(Brought.of(List.of(mentions), List.of()));
  }

  private String state() {
    return line.rows("select state from delivery").getFirst().getString(0);
  }

  @Test
  void what_a_network_repeats_is_kept_once_and_read_once() {
    network.reading = body -> said(line.mention("rosa", body));
    assertTrue(arrives("1", "my parcel is late"));
    assertFalse(arrives("1", "my parcel is late"));
    assertEquals(1, reader.readDue().await());
    assertEquals(0, reader.readDue().await());
    assertEquals(1, line.count("select count(*) from mention where body = 'my parcel is late'"));
    assertEquals("read", state());
  }

  @Test
  void what_cannot_be_understood_is_set_aside_shown_and_read_again_after_a_mend() {
    network.reading = body -> {
      throw new IllegalArgumentException("there is no text");
    };
    arrives("1", "\u0000{broken");
    reader.readDue().await();
    var shown = deliveries.trouble(line.database.reader(), new String[] {"northwind"}).await().getJsonArray("deliveries");
    assertEquals("there is no text", shown.getJsonObject(0).getString("cause"));
    assertEquals("{broken", shown.getJsonObject(0).getString("body"));
    line.clock.advance(Duration.ofDays(1));
    assertEquals(0, reader.readDue().await());

    network.reading = body -> said(line.mention("rosa", "hello"));
    var id = shown.getJsonObject(0).getLong("id");
    assertFalse(deliveries.replay(line.database.reader(), id, new String[] {"other"}, line.clock.instant()).await());
    assertTrue(deliveries.replay(line.database.reader(), id, new String[] {"northwind"}, line.clock.instant()).await());
    reader.readDue().await();
    assertEquals("read", state());
    assertEquals(1, line.count("select count(*) from mention"));
  }

  @Test
  void a_network_that_cannot_be_asked_for_more_is_asked_again_later_and_ever_more_seldom() {
    network.reading = body -> Future.failedFuture("connection refused");
    arrives("1", "x");
    reader.readDue().await();
    assertEquals(line.clock.instant().plusSeconds(2), line.time("select try_at as at from delivery"));
    line.clock.advance(Duration.ofSeconds(2));
    reader.readDue().await();
    assertEquals(line.clock.instant().plusSeconds(4), line.time("select try_at as at from delivery"));
    network.reading = body -> said(line.mention("rosa", "hello"));
    line.clock.advance(Duration.ofSeconds(4));
    reader.readDue().await();
    assertEquals("read", state());
  }

  @Test
  void a_node_that_died_while_it_read_is_followed_by_another_and_nothing_is_said_twice() {
    var mention = line.mention("rosa", "hello");
    network.reading = body -> said(mention);
    arrives("1", "x");
    var taken = deliveries.take(line.database.reader(), new Integer[] {line.account("api").id()}, line.clock.instant(),
      DeliveryReader.LEASE, 10, 10).await();
    line.receive("api", mention); // what it had kept when it died
    assertEquals(0, reader.readDue().await());
    line.clock.advance(DeliveryReader.LEASE);
    assertEquals(1, reader.readDue().await());
    assertEquals(1, line.count("select count(*) from mention"));
    deliveries.unreadable(line.database.reader(), taken.getFirst(), "it woke up").await();
    assertEquals("read", state());
  }

  @Test
  void one_that_cannot_be_read_holds_up_no_other() {
    network.reading = body -> body.equals("bad") ? Future.failedFuture("no") : said(line.mention("rosa", body));
    arrives("1", "bad");
    arrives("2", "good");
    assertEquals(2, reader.readDue().await());
    assertEquals(1, line.count("select count(*) from mention where body = 'good'"));
  }

  @Test
  void an_edit_and_a_deletion_are_kept_once_in_any_order_and_the_case_hears_of_them() {
    var mention = line.mention("rosa", "my parcel is lat");
    var id = new ExternalId(mention.externalId().value());
    var edited = new Change.Edited(id, "my parcel is late", line.clock.instant().plusSeconds(5));
    network.reading = body -> Future.succeededFuture(new Brought(List.of(), List.of(edited), List.of(), List.of()));
    arrives("1", "the edit comes first");
    reader.readDue().await();
    assertEquals(0, line.count("select count(*) from journal"));

    line.receive("api", mention);
    var gone = new Change.Deleted(id, line.clock.instant().plusSeconds(9));
    network.reading = body -> Future.succeededFuture(
      new Brought(List.of(), List.of(gone, edited), List.of(), List.of()));
    arrives("2", "both");
    arrives("3", "both again");
    reader.readDue().await();
    assertEquals(2, line.count("select count(*) from mention_change"));
    assertEquals(1, line.count("select count(*) from journal where kind = 'mention-changed'"));
    assertEquals(1, line.count("select count(*) from mention where body = 'my parcel is lat'"));
  }

  @Test
  void items_that_cannot_be_read_are_kept_aside_each_once_even_where_they_have_no_id() {
    network.reading = body -> Future.succeededFuture(Brought.of(List.of(), List.of(
      new ReadOutcome.Unreadable("", "it is no object", "one"), new ReadOutcome.Unreadable("", "it is no object", "two"))));
    arrives("1", "x");
    arrives("2", "x");
    reader.readDue().await();
    assertEquals(2, line.count("select count(*) from quarantine"));
  }

  @Test
  void what_came_with_the_words_is_kept_with_them() {
    var said = line.mention("rosa", "look");
    line.receive("api", new Mention(said.externalId(), said.author(), said.text(), said.postedAt(), said.context(),
      new Extras(List.of(new Attachment(Attachment.Kind.IMAGE, "https://cdn.example/1.jpg", "image/jpeg", "a wet box")),
        Optional.of(new Quoted("@shop", "We deliver dry boxes", "https://social.example/1")), Optional.empty())));
    var extras = line.rows("select extras from mention").getFirst().getJsonObject("extras");
    assertEquals(1, line.count("select count(*) from attachment where description = 'a wet box' and state = 'wanted'"));
    assertEquals("We deliver dry boxes", extras.getJsonObject("quoted").getString("text"));
    assertFalse(extras.containsKey("parent"));
  }

  @Test
  void a_network_that_says_nothing_when_it_is_asked_for_more_holds_up_no_other() {
    network.reading = body -> body.startsWith("slow") ? Promise.<Brought>promise().future() : said(line.mention("rosa", body));
    for (var i = 0; i < 30; i++) {
      arrives("slow" + i, "slow");
    }
    var other = new SendingNetwork();
    other.reading = body -> said(line.mention("tom", body));
    reader = new DeliveryReader(vertx, line.database, () -> Served.of(line.accounts,
      Map.of("api", network, "phone", other)), line.intake, line.clock);
    reader.start();
    deliveries.keep(line.database.reader(), line.account("phone"), new Hook.Verdict.Keep("1", Map.of(),
      new Hook.Verdict.Says(200, Map.of(), "")), Buffer.buffer("good"), line.clock.instant()).await();
    Eventually.until("the other network's is read",
      () -> line.count("select count(*) from mention where body = 'good'") == 1);
    reader.stop();
  }

  @Test
  void two_edits_within_a_second_are_both_kept_for_some_networks_tell_no_more_of_the_time() {
    var id = new ExternalId("m1");
    network.reading = body -> Future.succeededFuture(
      new Brought(List.of(), List.of(new Change.Edited(id, body, line.clock.instant())), List.of(), List.of()));
    arrives("1", "my parcel is late");
    arrives("2", "my parcel is lost");
    reader.readDue().await();
    arrives("3", "my parcel is lost");
    reader.readDue().await();
    assertEquals(2, line.count("select count(*) from mention_change"));
  }
}
