package dev.baton.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Eventually;
import dev.baton.Road;
import dev.baton.TestDatabase;
import dev.baton.config.Secret;
import dev.baton.db.Database;
import dev.baton.db.Postgres;
import dev.baton.db.PostgresConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagementServerIT {

  private final Metrics metrics = new Metrics();
  private final Readiness readiness = new Readiness();
  private final Vertx vertx = metrics.into(Vertx.builder(), EventLoops.options(new VertxOptions())).build();
  private ManagementServer server;
  private WebClient client;

  @BeforeEach
  void start() {
    server = new ManagementServer(new ManagementConfig("127.0.0.1", 0), readiness, metrics, Map.of("/reload",
      () -> Future.succeededFuture(new ManagementServer.Answer(422, new JsonObject().put("title", "no")))));
    vertx.deployVerticle(server).await();
    client = WebClient.create(vertx);
  }

  @AfterEach
  void stop() {
    vertx.close().await();
    metrics.close();
  }

  private HttpResponse<Buffer> get(String path) {
    return client.get(server.actualPort(), "127.0.0.1", path).send().await();
  }

  @Test
  void readiness_follows_the_database_away_and_back(@TempDir Path data) {
    var config = new PostgresConfig(Secret.NONE, data, Path.of("target/postgres-bin"), 0, 2);
    var postgres = Postgres.start(vertx, config).await();
    var port = PgConnectOptions.fromUri(postgres.url()).getPort();
    var database = Database.open(vertx, postgres.url(), "test", 2);
    readiness.need("database", () -> database.ping().map("answers"));
    assertEquals(200, get("/health/ready").statusCode());

    postgres.close().await();
    var away = get("/health/ready");
    assertEquals(503, away.statusCode());
    assertFalse(away.bodyAsJsonObject().getJsonArray("checks").getJsonObject(0).getBoolean("ok"));
    assertEquals(200, get("/health/live").statusCode(), "alive without it");

    var same = new PostgresConfig(Secret.NONE, data, config.binaries(), port, 2);
    var back = Postgres.start(vertx, same).await();
    assertEquals(200, get("/health/ready").statusCode());
    database.close().await();
    back.close().await();
  }

  @Test
  void a_database_that_falls_silent_is_not_ready_long_before_it_is_given_up() {
    var road = new Road(vertx, TestDatabase.fresh());
    var database = Database.open(vertx, road.url(), "test", 2);
    readiness.need("database", () -> database.ping().map("answers"));
    assertEquals(200, get("/health/ready").statusCode());

    road.swallow();
    assertEquals(503, get("/health/ready").statusCode());
    assertEquals(200, get("/health/live").statusCode());
    road.mend();
    Eventually.until("it is ready again", () -> get("/health/ready").statusCode() == 200);
    road.close();
  }

  @Test
  void every_check_is_named_with_its_words_and_a_silent_one_has_failed() {
    readiness.need("feed", () -> Future.succeededFuture("complete up to 42"));
    readiness.need("networks", () -> Promise.<String>promise().future());
    readiness.need("rota", () -> {
      throw new IllegalStateException("nobody is on duty");
    });

    var found = get("/health/ready");

    assertEquals(503, found.statusCode());
    var checks = found.bodyAsJsonObject().getJsonArray("checks");
    assertEquals("complete up to 42", checks.getJsonObject(0).getString("words"));
    assertFalse(checks.getJsonObject(1).getBoolean("ok"));
    assertEquals("nobody is on duty", checks.getJsonObject(2).getString("words"));
  }

  @Test
  void what_is_counted_can_be_read_by_prometheus() {
    metrics.counter("baton.mentions", "Mentions kept", "channel", "phone").increment(3);
    metrics.gauge("baton.sockets", "Open sockets", () -> 7);
    get("/health/live");

    var text = get("/metrics").bodyAsString();

    assertTrue(text.contains("baton_mentions_total{channel=\"phone\"} 3.0"), text);
    assertTrue(text.contains("baton_sockets 7.0"), text);
    assertTrue(text.contains("jvm_memory_used_bytes"), text);
    assertTrue(text.contains("vertx_http_server_requests_total"), text);
    assertFalse(text.contains("/health/live"), "no paths as labels");
  }

  @Test
  void who_works_on_this_machine_may_act_but_no_page_of_a_browser() {
    var reload = client.post(server.actualPort(), "127.0.0.1", "/reload");
    var answered = reload.send().await();
    assertEquals(422, answered.statusCode());
    assertEquals("no", answered.bodyAsJsonObject().getString("title"));
    assertEquals(403, reload.putHeader("Origin", "http://127.0.0.1").send().await().statusCode());
    assertEquals("POST", get("/reload").getHeader("Allow"));
    assertEquals(405, get("/reload").statusCode());
  }

  @Test
  void nothing_else_is_here() {
    assertEquals(404, get("/").statusCode());
    assertEquals(405, client.post(server.actualPort(), "127.0.0.1", "/metrics").send().await().statusCode());
  }
}
