package dev.baton.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import dev.baton.config.Secret;
import dev.baton.config.StartProblem;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Tuple;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(EventLoops.class)
class PostgresIT {

  private static final Path BINARIES = Path.of("target/postgres-bin");

  private final Vertx vertx;
  @TempDir Path data;

  PostgresIT(Vertx vertx) {
    this.vertx = vertx;
  }

  private PostgresConfig embedded(int port) {
    return new PostgresConfig(Secret.NONE, data, BINARIES, port, 4);
  }

  private PostgresConfig external(String url) {
    return new PostgresConfig(new Secret(url), data, BINARIES, 0, 4);
  }

  private String refusal(PostgresConfig config) {
    return assertThrows(StartProblem.class, () -> Postgres.start(vertx, config).await().close().await()).getMessage();
  }

  private String ask(String url, String sql) {
    var database = Database.open(vertx, url, "test", 2);
    try {
      return database.reader().query(sql).execute().map(rows -> rows.iterator().next().getValue(0).toString()).await();
    } finally {
      database.close().await();
    }
  }

  @Test
  void what_was_stored_is_there_after_a_restart_which_takes_less_than_two_seconds() {
    var first = Postgres.start(vertx, embedded(0)).await();
    Migrations.run(vertx, first.url()).await();
    var database = Database.open(vertx, first.url(), "test", 2);
    database.reader().preparedQuery("insert into credential (person, hash, changed_at) values ($1, 'h', now())")
      .execute(Tuple.of("ana")).await();
    database.close().await();
    first.close().await();

    var began = Instant.now();
    var second = Postgres.start(vertx, embedded(0)).await();
    var took = Duration.between(began, Instant.now());

    assertEquals("ana", ask(second.url(), "select person from credential"));
    second.close().await();
    assertTrue(took.toMillis() < 2_000, "restart took " + took);
  }

  @Test
  void it_keeps_what_it_confirmed_listens_on_loopback_and_asks_for_a_password() throws Exception {
    var postgres = Postgres.start(vertx, embedded(0)).await();
    try {
      assertEquals("on on on", ask(postgres.url(), "select current_setting('fsync') || ' '"
        + " || current_setting('synchronous_commit') || ' ' || current_setting('full_page_writes')"));
      assertEquals("127.0.0.1", ask(postgres.url(), "show listen_addresses"));
      assertTrue(ask(postgres.url(), "show server_version").startsWith(Embedded.MAJOR + "."));
      assertEquals("UTF8", ask(postgres.url(), "show server_encoding"));
      var stranger = postgres.url().replaceFirst(":[0-9a-f]{48}@", ":guess@");
      assertTrue(refusal(external(stranger)).contains("refuses the user 'postgres'"));
      assertEquals("rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("postgres.password"))));
    } finally {
      postgres.close().await();
    }
  }

  @Test
  void a_second_baton_on_the_same_folder_is_refused_by_naming_the_first() {
    var postgres = Postgres.start(vertx, embedded(0)).await();
    try {
      var words = refusal(embedded(0));
      assertTrue(words.contains("process " + ProcessHandle.current().pid()) && words.contains("BATON_DATA"), words);
      assertEquals("1", ask(postgres.url(), "select 1"), "the first goes on");
    } finally {
      postgres.close().await();
    }
  }

  @Test
  void the_server_of_a_killed_baton_is_stopped_and_its_data_kept() throws Exception {
    var child = child();
    try {
      var url = readyUrl(child);
      assertTrue(refusal(embedded(0)).contains("process " + child.pid()), "another process is named, too");
      var orphan = serverPid();
      keep(url, 42);

      child.destroyForcibly().waitFor();
      assertTrue(ProcessHandle.of(orphan).isPresent(), "the kill left the server running");

      var postgres = Postgres.start(vertx, embedded(0)).await();
      assertEquals("42", ask(postgres.url(), "select answer from kept"));
      assertFalse(ProcessHandle.of(orphan).isPresent(), "the old server is gone");
      postgres.close().await();
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void a_first_start_that_was_interrupted_starts_over() throws Exception {
    Files.createDirectories(data.resolve("postgres/base"));
    Files.writeString(data.resolve("postgres/PG_VERSION"), "17\n");
    Files.writeString(data.resolve("postgres.unfinished"), "");

    var postgres = Postgres.start(vertx, embedded(0)).await();

    assertEquals("1", ask(postgres.url(), "select 1"));
    postgres.close().await();
    assertFalse(Files.exists(data.resolve("postgres.unfinished")));
  }

  @Test
  void data_of_another_major_version_is_left_alone() throws Exception {
    Files.createDirectories(data.resolve("postgres"));
    Files.writeString(data.resolve("postgres/PG_VERSION"), "14\n");

    var words = refusal(embedded(0));

    assertTrue(words.contains("written by PostgreSQL 14") && words.contains("pg_dump"), words);
    assertEquals("14\n", Files.readString(data.resolve("postgres/PG_VERSION")));
  }

  @Test
  void a_taken_port_is_named() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var words = refusal(embedded(taken.getLocalPort()));
      assertTrue(words.contains("Port " + taken.getLocalPort() + " is taken") && words.contains("BATON_DATABASE_PORT"));
    }
  }

  @Test
  void a_folder_that_cannot_be_made_is_named() throws Exception {
    var file = Files.writeString(data.resolve("file"), "");

    var words = refusal(new PostgresConfig(Secret.NONE, file.resolve("data"), BINARIES, 0, 4));

    assertTrue(words.startsWith("Cannot write") && words.contains("BATON_DATA"), words);
  }

  @Test
  void an_external_server_that_is_away_is_said_with_its_address() throws Exception {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    var words = refusal(external("postgresql://ana:topsecret@127.0.0.1:" + port + "/desk"));

    assertTrue(words.contains("127.0.0.1:" + port + " cannot be reached"), words);
    assertFalse(words.contains("topsecret"), words);
  }

  @Test
  void an_external_server_without_the_database_says_how_to_create_it() {
    var postgres = Postgres.start(vertx, embedded(0)).await();
    try {
      var words = refusal(external(postgres.url().replaceFirst("/[a-z]+$", "/desk")));
      assertTrue(words.contains("create database desk"), words);
      Postgres.start(vertx, external(postgres.url())).await().close().await();
      assertEquals("1", ask(postgres.url(), "select 1"), "closing leaves an external server alone");
    } finally {
      postgres.close().await();
    }
  }

  @Test
  void a_server_older_than_15_is_refused() {
    var words = assertThrows(StartProblem.class, () -> External.refuseOld(140_012, "14.12", "db:5432")).getMessage();

    assertEquals("PostgreSQL 14.12 at db:5432 is too old: Baton needs 15 or newer", words);
    External.refuseOld(150_000, "15.0", "db:5432");
  }

  @Test
  void a_url_that_is_none_is_a_mistake_of_the_configuration() {
    var settings = ConfigFolder.of(Map.of(), Map.of("BATON_DATABASE_URL", "jdbc:mysql://x"));
    PostgresConfig.from(settings);

    assertTrue(assertThrows(ConfigProblems.class, settings::finish).getMessage().contains("postgresql://user"));
    assertInstanceOf(PgConnectOptions.class, Jdbc.options("postgres://a:b@localhost:1/c"));
  }

  private void keep(String url, int answer) {
    var database = Database.open(vertx, url, "test", 2);
    database.reader().query("create table kept as select " + answer + " as answer").execute().await();
    database.close().await();
  }

  private long serverPid() throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst().strip());
  }

  private Process child() throws IOException {
    return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
      "-cp", System.getProperty("java.class.path"), OneBaton.class.getName(), data.toString(), BINARIES.toString())
      .redirectError(ProcessBuilder.Redirect.INHERIT)
      .start();
  }

  private static String readyUrl(Process child) throws IOException {
    var out = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    var line = out.readLine();
    assertTrue(line != null && line.startsWith("READY "), line);
    return line.substring("READY ".length());
  }
}
