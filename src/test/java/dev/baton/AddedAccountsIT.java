package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.baton.config.Secret;
import dev.baton.connector.Signature;
import dev.baton.demo.Fault;
import dev.baton.demo.Person;
import dev.baton.demo.SimulatedMastodon;
import dev.baton.demo.SimulatedX;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** Accounts added, changed, paused and removed while two gateways run, over HTTP. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AddedAccountsIT {

  private static final String TOKEN = "t0ken-that-nobody-may-read";
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
  private static final Person ANN = new Person("Ann Archer", "ann", "en", "Leeds", 37, "");

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private SimulatedMastodon network;
  private URI server;
  private TestGateway one;
  private TestGateway other;
  private Visitor omar;
  private Visitor there;
  private int names;

  @BeforeAll
  void start(Vertx vertx) {
    logged.start();
    root().addAppender(logged);
    network = new SimulatedMastodon(vertx, InstantSource.system(), TOKEN, "northwind");
    server = network.start(0).await();
    one = TestGateway.on(vertx).with("BATON_KEY", KEY).with("BATON_DATABASE_POOL", "8").start();
    other = TestGateway.on(vertx).with("BATON_KEY", KEY).with("BATON_DATABASE_POOL", "8").database(one.database()).start();
    omar = one.person("omar");
    there = other.person("omar");
  }

  @AfterAll
  void stop() {
    root().detachAppender(logged);
    other.close();
    one.close();
    network.stop().await();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private String fresh() {
    return "added-" + ++names;
  }

  private JsonObject mastodon(String name) {
    return new JsonObject().put("name", name).put("channel", "mastodon").put("brand", "northwind").put("queue", "social")
      .put("keys", new JsonObject().put("server", server.toString()).put("token", TOKEN).put("every", "1s"));
  }

  private JsonObject webhook(String name, String secret) {
    return new JsonObject().put("name", name).put("channel", "webhook").put("brand", "northwind").put("queue", "social")
      .put("keys", new JsonObject().put("secrets", new JsonArray().add(secret)));
  }

  private JsonObject account(Visitor who, String name) {
    return who.get("/api/accounts").expect(200).json().getJsonArray("accounts").stream().map(JsonObject.class::cast)
      .filter(a -> a.getString("name").equals(name)).findFirst().orElse(null);
  }

  private void becomes(String state, String name) {
    Eventually.until(name + " is " + state, () -> state.equals(account(omar, name).getString("state")));
  }

  private JsonObject mistakes(String path, JsonObject body) {
    return omar.post(path, body).expect(422).json().getJsonObject("fields");
  }

  private static Visitor.Answer send(Visitor sender, String account, String id, String secret) {
    var mention = Mentions.of(id, "author-of-" + id, "Where is my order?", Instant.now());
    mention.remove("account");
    var headers = MultiMap.caseInsensitiveMultiMap();
    Signature.put(headers, List.of(new Secret(secret)), id, Instant.now(), Buffer.buffer(mention.encode()));
    var all = new ArrayList<>(List.of("Content-Type", "application/json"));
    headers.forEach(h -> all.addAll(List.of(h.getKey(), h.getValue())));
    return sender.post("/hooks/" + account, mention.encode(), all.toArray(String[]::new));
  }

  private String made(String channel, String key) {
    return omar.post("/api/channels/" + channel + "/make", new JsonObject().put("key", key)).expect(200).json().getString("value");
  }

  private long mentions(String where) {
    return one.number("select count(*) from mention m join account a on a.id = m.account_id where " + where);
  }

  @Test
  void an_account_added_on_one_node_is_read_and_answered_without_a_restart() {
    var name = fresh();
    omar.post("/api/accounts", mastodon(name)).expect(201);
    becomes("connected", name);
    var id = network.mention(ANN, "@northwind my parcel is late", "", "public");
    Eventually.until("it came in", () -> mentions("a.name = '" + name + "' and m.external_id = '" + id + "'") == 1);
    var caseId = one.number("select case_id from mention m join account a on a.id = m.account_id where a.name = '" + name
      + "' and external_id = '" + id + "'");
    var ana = other.person("ana");
    other.followAccounts();
    ana.take(caseId).expect(200);
    ana.reply(caseId, "It left today.").expect(202);
    Eventually.until("it is said", () -> network.said().stream().anyMatch(s -> s.inReplyTo().equals(id)));
    omar.post("/api/accounts/" + name + "/remove", null).expect(200);
  }

  @Test
  void a_node_takes_over_the_account_that_another_added_when_that_stops(Vertx vertx) {
    var name = fresh();
    try (var short1 = TestGateway.on(vertx).with("BATON_KEY", KEY).database(one.database()).start()) {
      short1.person("omar").post("/api/accounts", mastodon(name)).expect(201);
      assertEquals(null, account(there, name), "the other has not looked yet, or this proves nothing");
    }
    other.followAccounts();
    one.followAccounts();
    assertEquals("page", account(there, name).getString("source"));
    becomes("connected", name);
    omar.post("/api/accounts/" + name + "/remove", null).expect(200);
  }

  @Test
  void the_webhook_of_an_account_added_at_run_time_is_heard_on_every_node_and_the_page_says_when_it_first_was() {
    var name = fresh();
    var secret = made("webhook", "secrets");
    send(one.stranger(), name, "w1", secret).expect(404);
    omar.post("/api/accounts", webhook(name, secret)).expect(201);
    assertEquals(null, account(omar, name).getString("heardAt"));
    assertEquals("open", account(omar, name).getString("state"));
    send(one.stranger(), name, "w1", secret).expect(202);
    other.followAccounts();
    send(other.stranger(), name, "w2", secret).expect(202);
    Eventually.until("both are read", () -> mentions("m.external_id in ('w1', 'w2')") == 2);
    assertTrue(account(omar, name).getString("heardAt") != null);
    assertTrue(account(omar, name).getString("hook").endsWith("/hooks/" + name));
  }

  @Test
  void of_a_paused_account_what_is_sent_is_kept_and_read_when_it_goes_on() {
    var name = fresh();
    var secret = made("webhook", "secrets");
    omar.post("/api/accounts", webhook(name, secret)).expect(201);
    omar.post("/api/accounts/" + name + "/pause", null).expect(200);
    omar.post("/api/accounts/" + name + "/pause", null).expect(200);
    other.followAccounts();
    assertEquals("paused", account(there, name).getString("state"));
    send(other.stranger(), name, "p1", secret).expect(202);
    one.program().post("/api/mentions", Mentions.of("p2", "kim", "Hello", Instant.now()).put("account", name)).expect(422);
    assertEquals(1, one.number("select count(*) from delivery where dedup = 'p1' and state = 'new'"));
    omar.post("/api/accounts/" + name + "/resume", null).expect(200);
    Eventually.until("it is read", () -> mentions("m.external_id = 'p1'") == 1);
    assertEquals(List.of("resumed", "paused", "added"), omar.get("/api/accounts/" + name).expect(200).json()
      .getJsonArray("changes").stream().map(c -> ((JsonObject) c).getString("what")).toList());
  }

  @Test
  void no_secret_can_be_read_in_any_table_answer_or_log() {
    var name = fresh();
    var answers = new StringBuilder();
    answers.append(omar.post("/api/channels/mastodon/try", mastodon(name)).expect(200).text());
    answers.append(omar.post("/api/accounts", mastodon(name)).expect(201).text());
    answers.append(omar.post("/api/accounts", mastodon(name)).expect(422).text());
    answers.append(omar.post("/api/accounts", mastodon("No Name")).expect(422).text());
    becomes("connected", name);
    answers.append(omar.get("/api/accounts/" + name).expect(200).text());
    answers.append(omar.get("/api/accounts").expect(200).text()).append(omar.get("/api/channels").expect(200).text());
    var wrong = mastodon(name);
    wrong.getJsonObject("keys").put("token", TOKEN + "-wrong");
    answers.append(omar.post("/api/accounts/" + name + "/change", wrong).expect(200).text());
    becomes("needs-reconnect", name);
    answers.append(omar.get("/api/accounts").expect(200).text());
    answers.append(omar.post("/api/accounts/" + name + "/remove", null).expect(200).text());
    assertFalse(answers.toString().contains(TOKEN));

    var tables = one.rows("select table_name from information_schema.tables where table_schema = 'public'");
    assertTrue(tables.stream().anyMatch(row -> row.contains("added_account")));
    for (var table : tables.stream().map(row -> (String) row.getFirst()).toList()) {
      var text = one.rows("select t::text from " + table + " t").toString();
      assertFalse(text.contains(TOKEN), table);
      assertFalse(text.contains(HexFormat.of().formatHex(TOKEN.getBytes(StandardCharsets.UTF_8))), table);
    }
    var log = List.copyOf(logged.list).stream().filter(e -> e.getLevel().isGreaterOrEqual(Level.INFO))
      .map(e -> e.getFormattedMessage() + e.getThrowableProxy()).collect(Collectors.joining("\n"));
    assertTrue(log.contains("account added account=" + name), "the log was heard");
    assertFalse(log.contains(TOKEN));
  }

  @Test
  void a_trial_says_how_it_fares_shows_the_newest_mention_and_stores_nothing() {
    network.mention(ANN, "@northwind the lamp is broken", "", "public");
    var before = one.number("select count(*) from account");
    var tried = omar.post("/api/channels/mastodon/try", mastodon("tried")).expect(200).json();
    assertTrue(tried.getJsonArray("checked").stream().allMatch(l -> ((JsonObject) l).getBoolean("isWell")), tried::encode);
    assertTrue(tried.encode().contains("scopes"), tried::encode);
    assertEquals("Ann Archer", tried.getJsonObject("preview").getString("author"));
    assertTrue(tried.getJsonObject("preview").getString("text").contains("the lamp is broken"), tried::encode);
    assertEquals(before, one.number("select count(*) from account"));

    var wrong = mastodon("tried");
    wrong.getJsonObject("keys").put("token", "not the one");
    var refused = omar.post("/api/channels/mastodon/try", wrong).expect(200).json();
    assertFalse(refused.getJsonArray("checked").getJsonObject(0).getBoolean("isWell"));
    assertEquals(null, refused.getJsonObject("preview"));
    var pushed = omar.post("/api/channels/webhook/try", webhook("tried", made("webhook", "secrets"))).expect(200).json();
    assertTrue(pushed.getString("hook").endsWith("/hooks/tried"), pushed::encode);
    assertFalse(pushed.getBoolean("polled"));
  }

  @Test
  void a_preview_that_cannot_be_read_is_told_and_not_taken_for_silence(Vertx vertx) {
    var moody = new SimulatedMastodon(vertx, InstantSource.system(), TOKEN, "northwind");
    var wish = mastodon("moody");
    wish.getJsonObject("keys").put("server", moody.start(0).await().toString());
    moody.faults().next("/api/v1/notifications", new Fault.Spoils(body -> body));
    moody.faults().next("/api/v1/notifications", new Fault.HangsUpAfter());
    var checked = omar.post("/api/channels/mastodon/try", wish).expect(200).json().getJsonArray("checked");
    assertEquals("connection", checked.getJsonObject(checked.size() - 1).getString("what"), checked::encode);
    assertFalse(checked.getJsonObject(checked.size() - 1).getBoolean("isWell"));
    moody.stop().await();
  }

  @Test
  void a_token_that_works_once_is_not_lost_between_the_trial_and_the_account(Vertx vertx) {
    var x = new SimulatedX(vertx, InstantSource.system(), "unused", "northwind");
    var name = fresh();
    var wish = new JsonObject().put("name", name).put("channel", "x").put("brand", "northwind").put("queue", "social")
      .put("keys", new JsonObject().put("server", x.start(0).await().toString()).put("client-id", "client")
        .put("client-secret", "secret").put("refresh-token", "refresh-0").put("dms", false).put("every", "1s"));
    var kept = one.number("select count(*) from account_secret");
    var tried = omar.post("/api/channels/x/try", wish).expect(200);
    assertTrue(tried.json().getJsonArray("checked").getJsonObject(0).getBoolean("isWell"), tried::text);
    assertFalse(x.tokens().refresh().equals("refresh-0"), "it was used up");
    assertFalse(tried.text().contains("refresh-"), "and its successor is sealed");
    assertEquals(kept, one.number("select count(*) from account_secret"));

    wish.put("carried", tried.json().getString("carried"));
    assertTrue(omar.post("/api/channels/x/try", wish).expect(200).json().getJsonArray("checked").getJsonObject(0)
      .getBoolean("isWell"), "tried again");
    omar.post("/api/accounts", wish).expect(201);
    becomes("connected", name);
    omar.post("/api/accounts/" + name + "/remove", null).expect(200);
    assertEquals(kept, one.number("select count(*) from account_secret"), "nothing of it is left");
  }

  @Test
  void every_mistake_is_said_at_its_field_at_once() {
    var wrong = mastodon("Shop!").put("queue", "nowhere");
    wrong.put("keys", new JsonObject().put("server", "not an address").put("every", "soon").put("tokn", "x"));
    var said = mistakes("/api/accounts", wrong);
    assertEquals(List.of("every", "name", "queue", "server", "token", "tokn"), said.fieldNames().stream().sorted().toList());
    assertTrue(said.getString("server").contains("an address such as https://example.org"), said::encode);
    assertTrue(said.getString("token").contains("Preferences > Development"), said::encode);
    assertTrue(mistakes("/api/accounts", mastodon("phone")).getString("name").contains("config/accounts.yaml"));
    assertTrue(mistakes("/api/accounts", mastodon("x").put("channel", "drill")).getString("channel").startsWith("Choose"));
    assertTrue(mistakes("/api/accounts", mastodon("x").put("brand", "globex")).getString("brand").contains("brands"));
  }

  @Test
  void a_secret_left_empty_stays_one_that_is_null_goes_and_none_is_sent_to_another_address_unasked() {
    var name = fresh();
    omar.post("/api/accounts", mastodon(name)).expect(201);
    becomes("connected", name);
    var change = mastodon(name).put("queue", "hotline");
    change.getJsonObject("keys").put("token", "");
    omar.post("/api/accounts/" + name + "/change", change).expect(200);
    becomes("connected", name);
    var kept = omar.get("/api/accounts/" + name).expect(200).json();
    assertEquals(new JsonArray().add("token"), kept.getJsonArray("secrets"));
    assertEquals(List.of("every", "server"), kept.getJsonObject("keys").fieldNames().stream().sorted().toList());
    assertEquals("hotline", kept.getString("queue"));
    assertEquals(new JsonArray().add("queue"), kept.getJsonArray("changes").getJsonObject(0).getJsonArray("keys"));

    var elsewhere = change.copy();
    elsewhere.getJsonObject("keys").put("server", "https://evil.example");
    assertTrue(mistakes("/api/accounts/" + name + "/change", elsewhere).getString("token").contains("somewhere else"));
    assertTrue(mistakes("/api/channels/mastodon/try", elsewhere.put("account", name)).getString("token").contains("somewhere else"));
    var without = change.copy();
    without.getJsonObject("keys").putNull("token");
    assertTrue(mistakes("/api/accounts/" + name + "/change", without).getString("token").startsWith("Is needed"));
    omar.post("/api/accounts/" + name + "/remove", null).expect(200);
  }

  @Test
  void what_came_in_stays_when_its_account_is_removed() {
    var name = fresh();
    var secret = made("webhook", "secrets");
    omar.post("/api/accounts", webhook(name, secret)).expect(201);
    send(one.stranger(), name, "r1", secret).expect(202);
    Eventually.until("it is read", () -> mentions("m.external_id = 'r1'") == 1);
    omar.post("/api/accounts/" + name + "/remove", null).expect(200);
    assertEquals(null, account(omar, name));
    send(one.stranger(), name, "r2", secret).expect(404);
    omar.get("/api/accounts/" + name).expect(404);
    var caseId = one.number("select case_id from mention where external_id = 'r1'");
    var ana = one.person("ana");
    assertTrue(ana.look(caseId).text().contains("Where is my order?"));
    ana.take(caseId).expect(200);
    ana.reply(caseId, "Soon.").expect(422);
    assertEquals(0, one.number("select count(*) from added_account d join account a on a.id = d.account_id where a.name = '"
      + name + "' and d.sealed is not null"));
    omar.post("/api/accounts", webhook(name, secret)).expect(201);
  }

  @Test
  void a_node_with_another_key_serves_the_rest_and_says_what_to_do(Vertx vertx) {
    var name = fresh();
    omar.post("/api/accounts", webhook(name, made("webhook", "secrets"))).expect(201);
    var wrong = Base64.getEncoder().encodeToString("another key, of 32 bytes exactly".getBytes(StandardCharsets.US_ASCII));
    try (var third = TestGateway.on(vertx).with("BATON_KEY", wrong).database(one.database()).start()) {
      var shown = account(third.person("omar"), name);
      assertEquals("off", shown.getString("state"));
      assertTrue(shown.getString("note").contains("BATON_KEY"), shown::encode);
      assertFalse(third.person("omar").get("/api/accounts/" + name).expect(200).json().getBoolean("opened"));
    }
  }

  @Test
  void only_supervisors_see_and_do_any_of_it() {
    for (var who : List.of(one.person("ana"), one.person("maria"), one.program())) {
      who.get("/api/channels").expect(403);
      who.post("/api/accounts", mastodon("x")).expect(403);
      who.post("/api/channels/mastodon/try", mastodon("x")).expect(403);
      who.post("/api/channels/webhook/make", new JsonObject().put("key", "secrets")).expect(403);
      List.of("change", "pause", "resume", "remove").forEach(what -> who.post("/api/accounts/phone/" + what, null).expect(403));
    }
    omar.post("/api/accounts/phone/pause", null).expect(409);
    assertFalse(omar.get("/api/channels").expect(200).text().contains("drill"));
    omar.post("/api/channels/drill/make", new JsonObject().put("key", "server")).expect(404);
  }
}
