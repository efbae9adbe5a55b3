package dev.baton.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Line;
import dev.baton.config.Secret;
import dev.baton.connector.Connector;
import dev.baton.connector.Hook;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.connector.facebook.FacebookConnector;
import dev.baton.connector.meta.MetaCalls;
import dev.baton.connector.meta.MetaConfig;
import dev.baton.connector.whatsapp.WhatsAppConnector;
import dev.baton.demo.SimulatedGraph;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Meta sends comes twice, in any order and all at once, and becomes one case of one customer. */
@ExtendWith(EventLoops.class)
class MetaDeliveryIT {

  private static final String SECRET = "app-secret";

  private final Vertx vertx;
  private final Deliveries deliveries = new Deliveries();
  private Line line;
  private Line other;
  private SimulatedGraph network;
  private Map<String, Account> accounts;
  private Map<String, Connector> connectors;
  private final List<DeliveryReader> readers = new ArrayList<>();

  MetaDeliveryIT(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void open() {
    line = new Line(vertx);
    other = new Line(vertx, line);
    network = new SimulatedGraph(vertx, line.clock, "good", SECRET);
    var server = network.start(0).await();
    accounts = new AccountStore().configure(line.database.reader(), List.of(
      new AccountStore.Configured("facebook", "facebook", "northwind", "social", "", "new", ""),
      new AccountStore.Configured("whatsapp", "whatsapp", "northwind", "social", "", "new", ""))).await();
    var tools = new Tools(vertx, line.clock, new Random(1), Wire.Limits.USUAL, "meta");
    connectors = Map.of("facebook", new FacebookConnector(tools, config(server, SimulatedGraph.PAGE),
        new FacebookConnector.Terms(Duration.ofDays(14), 8_000)),
      "whatsapp", new WhatsAppConnector(tools, config(server, SimulatedGraph.PHONE), SimulatedGraph.BUSINESS, 4_096));
    List.of(line, other).forEach(node -> readers.add(new DeliveryReader(vertx, node.database, () -> Served.of(accounts, connectors),
      node.intake, line.clock)));
  }

  /** The address of the webhooks, over HTTP. */
  private int listens() {
    var router = Router.router(vertx);
    router.route().handler(BodyHandler.create(false));
    new HooksApi(line.database.reader(), () -> Served.of(accounts, connectors), new AccountStore(), () -> URI.create("https://baton.example"),
      () -> { }, line.clock, new SimpleMeterRegistry()).mount(router);
    return vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await().actualPort();
  }

  private static MetaConfig config(URI server, String account) {
    return new MetaConfig(server, "v25.0", account, new Secret("good"), List.of(new Secret(SECRET)), new Secret("verify"), "");
  }

  @AfterEach
  void close() {
    connectors.values().forEach(c -> c.close().await());
    network.close().await();
    other.close();
    line.close();
  }

  /** As {@code /hooks/<account>} does. */
  private Future<Boolean> arrives(String account, JsonObject body) {
    var call = MetaCalls.sends(SECRET, body);
    var keep = assertInstanceOf(Hook.Verdict.Keep.class,
      connectors.get(account).hook().orElseThrow().hear(call, line.clock.instant()));
    return deliveries.keep(line.database.reader(), accounts.get(account), keep, call.body(), line.clock.instant());
  }

  /** On both nodes at once, until nothing is left. */
  private void readAll() {
    for (var round = 0; round < 50; round++) {
      var taken = Future.all(readers.get(0).readDue(), readers.get(1).readDue()).await();
      if (taken.<Integer>list().stream().allMatch(count -> count == 0)) {
        return;
      }
    }
    throw new AssertionError("it does not end");
  }

  private JsonObject photo(int number) {
    var message = new JsonObject().put("from", "16505551234").put("id", "wamid." + number).put("type", "image")
      .put("timestamp", String.valueOf(line.clock.instant().getEpochSecond()))
      .put("image", new JsonObject().put("id", "9" + number).put("mime_type", "image/jpeg"));
    return MetaCalls.delivery("whatsapp_business_account", MetaCalls.entry(SimulatedGraph.BUSINESS, number, "changes",
      MetaCalls.change("messages", new JsonObject().put("metadata", new JsonObject().put("phone_number_id", SimulatedGraph.PHONE))
        .put("messages", new JsonArray().add(message)))));
  }

  @Test
  void an_album_whose_photos_come_at_once_and_twice_is_one_case() {
    Future.all(IntStream.range(0, 10).mapToObj(i -> arrives("whatsapp", photo(i % 10))).toList()).await();
    Future.all(IntStream.range(0, 10).mapToObj(i -> arrives("whatsapp", photo(9 - i))).toList()).await();
    readAll();
    assertEquals(10, line.count("select count(*) from mention"));
    assertEquals(1, line.count("select count(distinct case_id) from mention"));
    assertEquals(1, line.count("select count(*) from customer"));
    assertEquals(10, line.count("select count(*) from attachment where url like '%/v25.0/9%'"));
    assertEquals(0, line.count("select count(*) from delivery where state <> 'read'"));
  }

  private static JsonObject comment(int number, String verb, String text, long at) {
    var value = new JsonObject().put("item", "comment").put("verb", verb).put("comment_id", "55501_" + number)
      .put("post_id", "10293_55501").put("parent_id", "10293_55501").put("created_time", at).put("message", text)
      .put("from", new JsonObject().put("id", "c" + number % 7).put("name", "Customer " + number % 7));
    return MetaCalls.delivery("page", MetaCalls.entry(SimulatedGraph.PAGE, at, "changes", MetaCalls.change("feed", value)));
  }

  @Test
  void edits_and_removals_that_come_before_what_they_change_end_as_if_they_came_after() {
    var at = line.clock.instant().getEpochSecond();
    var said = new ArrayList<JsonObject>();
    for (var i = 0; i < 30; i++) {
      said.add(comment(i, "add", "late " + i, at));
      said.add(comment(i, "edited", "very late " + i, at + 1));
      if (i % 3 == 0) {
        said.add(comment(i, "remove", "", at + 2));
      }
    }
    said.addAll(List.copyOf(said));
    Collections.shuffle(said, new Random(42));
    line.clock.advance(Duration.ofMinutes(1));
    said.forEach(body -> arrives("facebook", body).await());
    readAll();
    assertEquals(30, line.count("select count(*) from mention"));
    assertEquals(30, line.count("select count(*) from mention_change where kind = 'edited'"));
    assertEquals(10, line.count("select count(*) from mention_change where kind = 'deleted'"));
    assertEquals(7, line.count("select count(distinct case_id) from mention"));
    assertEquals(0, line.count("select count(*) from delivery where state <> 'read'"));
  }

  @Test
  void what_is_sent_to_the_one_address_of_an_app_is_heard_by_all_its_accounts() {
    var port = listens();
    var call = MetaCalls.sends(SECRET, MetaCalls.delivery("mixed",
      photo(1).getJsonArray("entry").getJsonObject(0),
      comment(1, "add", "late", line.clock.instant().getEpochSecond()).getJsonArray("entry").getJsonObject(0)));
    var wire = new Wire(vertx, URI.create("http://127.0.0.1:" + port), Wire.Limits.USUAL);
    for (var again = 0; again < 2; again++) {
      var answer = wire.post("/hooks/facebook", call.headers(), call.body()).await();
      assertEquals("200 EVENT_RECEIVED", answer.status() + " " + answer.body());
    }
    readAll();
    assertEquals(1, line.count("select count(*) from mention where account_id = $1", accounts.get("facebook").id()));
    assertEquals(1, line.count("select count(*) from mention where account_id = $1", accounts.get("whatsapp").id()));
    assertEquals(2, line.count("select count(*) from delivery where state = 'read'"));
    wire.close().await();
  }

  @Test
  void what_is_told_and_read_is_kept_once() {
    var ann = new dev.baton.demo.Person("Ann", "7392", "en", "", 0, "");
    var post = network.posts().ours("Summer sale");
    var id = network.posts().comment(ann, post, "", "Still no parcel");
    var value = new JsonObject().put("item", "comment").put("verb", "add").put("comment_id", id).put("post_id", post)
      .put("parent_id", post).put("created_time", line.clock.instant().getEpochSecond()).put("message", "Still no parcel")
      .put("from", new JsonObject().put("id", "7392").put("name", "Ann"));
    assertTrue(arrives("facebook", MetaCalls.delivery("page",
      MetaCalls.entry(SimulatedGraph.PAGE, 1, "changes", MetaCalls.change("feed", value)))).await());
    readAll();
    var page = assertInstanceOf(dev.baton.connector.ReadOutcome.Page.class, connectors.get("facebook").read("").await());
    assertEquals(1, page.mentions().size());
    line.ingest.accept(accounts.get("facebook"), page.mentions(), Ingest.Also.NOTHING).await();
    assertEquals(1, line.count("select count(*) from mention"));
  }
}
