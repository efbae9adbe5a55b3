package dev.baton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.config.ConfigFolder;
import dev.baton.config.Secret;
import dev.baton.db.Database;
import dev.baton.db.Migrations;
import dev.baton.db.Postgres;
import dev.baton.db.PostgresConfig;
import dev.baton.people.Passwords;
import dev.baton.people.People;
import dev.baton.people.SignIn;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.pgclient.PgConnectOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(EventLoops.class)
class DatabaseAwayIT {

  private static final Path BINARIES = Path.of("target/postgres-bin");

  @Test
  void who_asks_while_the_database_is_away_is_told_to_come_again_and_served_when_it_is_back(Vertx vertx,
                                                                                           @TempDir Path data) {
    var postgres = Postgres.start(vertx, new PostgresConfig(Secret.NONE, data, BINARIES, 0, 2)).await();
    Migrations.run(vertx, postgres.url()).await();
    var database = Database.open(vertx, postgres.url(), "test", 2);
    var people = People.from(ConfigFolder.of(Map.of("p.yaml", "people: {ana: {name: Ana, roles: [agent]}}"), Map.of()));
    var signIn = new SignIn(database, people, new Passwords(vertx), new Secret("token"), InstantSource.system());
    signIn.ensureDemoPassword("demo").await();
    var config = new HttpConfig("127.0.0.1", 0, URI.create("http://localhost"), false);
    var server = new Server(config, signIn, List.of(new SessionApi(signIn, config, false), router ->
      router.get("/api/slow").handler(context -> database.reader().query("select pg_sleep(15)").execute()
        .onSuccess(rows -> context.end()).onFailure(context::fail))));
    vertx.deployVerticle(server).await();
    var client = WebClient.create(vertx);
    assertEquals(200, login(client, server).statusCode());

    var slow = client.get(server.actualPort(), "127.0.0.1", "/api/slow").putHeader("Authorization", "Bearer token").send();
    untilAsleep(database);
    postgres.close().await();
    assertComeAgain(slow.await());
    assertComeAgain(login(client, server));

    var port = PgConnectOptions.fromUri(postgres.url()).getPort();
    var back = Postgres.start(vertx, new PostgresConfig(Secret.NONE, data, BINARIES, port, 2)).await();
    assertEquals(200, login(client, server).statusCode());
    database.close().await();
    back.close().await();
  }

  private static void untilAsleep(Database database) {
    while (database.reader().query("select 1 from pg_stat_activity where wait_event = 'PgSleep'").execute().await()
      .size() == 0) {
      Thread.onSpinWait();
    }
  }

  private static HttpResponse<Buffer> login(WebClient client, Server server) {
    return client.post(server.actualPort(), "127.0.0.1", "/api/session")
      .sendJsonObject(new JsonObject().put("login", "ana").put("password", "demo")).await();
  }

  private static void assertComeAgain(HttpResponse<Buffer> response) {
    assertEquals(503, response.statusCode(), response::bodyAsString);
    assertEquals("5", response.getHeader("Retry-After"));
    assertTrue(response.bodyAsJsonObject().getString("detail").contains("Try again"));
  }
}
