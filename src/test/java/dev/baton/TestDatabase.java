package dev.baton;

import dev.baton.db.Migrations;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A fresh, migrated database for a test class, copied from a template in a tenth of a second. The server is
 * {@code BATON_TEST_DATABASE_URL} (whose user may create databases), a container with {@code -Dpostgres=container}, or
 * an embedded one that this Java starts once and deletes when it ends.
 */
public final class TestDatabase {

  private static final String CONTAINER = "jdbc:tc:postgresql:17-alpine:///baton?TC_DAEMON=true";
  private static URI server;
  private static String template;

  private TestDatabase() {}

  /** The URL of a database that nobody else uses. */
  public static String fresh() {
    return copyOf(template());
  }

  /** The same, without Baton's schema. */
  public static String empty() {
    return copyOf("template1");
  }

  /** The test's server, up or down as it stands; for tests of what happens when it goes away. */
  public static synchronized URI server() {
    if (server == null) {
      server = start();
    }
    return server;
  }

  private static synchronized String template() {
    if (template == null) {
      var url = empty();
      var vertx = Vertx.vertx();
      Migrations.run(vertx, url).await();
      vertx.close().await();
      template = URI.create(url).getPath().substring(1);
    }
    return template;
  }

  private static synchronized String copyOf(String original) {
    var name = "baton_test_" + UUID.randomUUID().toString().replace("-", "");
    execute(server(), "create database " + name + " template " + original);
    var parts = server();
    return parts.resolve("/" + name + (parts.getQuery() == null ? "" : "?" + parts.getQuery())).toString();
  }

  private static URI start() {
    var given = System.getenv("BATON_TEST_DATABASE_URL");
    if (given != null && !given.isBlank()) {
      return URI.create(given);
    }
    return "container".equals(System.getProperty("postgres")) ? container() : embedded();
  }

  private static URI embedded() {
    try {
      var data = Files.createTempDirectory("baton-test-postgres");
      var postgres = EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(new File("target/postgres-bin"))
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("max_connections", "200")
        .setLocaleConfig("locale-provider", "builtin")
        .setLocaleConfig("builtin-locale", "C.UTF-8")
        .setLocaleConfig("locale", "C")
        .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
        .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
        .start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(postgres, data)));
      return URI.create("postgresql://postgres:unused@127.0.0.1:" + postgres.getPort() + "/postgres");
    } catch (IOException e) {
      throw new IllegalStateException("the test's PostgreSQL does not start", e);
    }
  }

  /** Hundreds of databases take longer to be deleted than a process may take to end, so another one does it. */
  private static void leave(EmbeddedPostgres postgres, Path data) {
    try {
      postgres.close();
      new ProcessBuilder("rm", "-rf", data.toString()).start();
    } catch (IOException e) {
      System.err.println("left behind: " + data + ", " + e.getMessage());
    }
  }

  /** Testcontainers hides behind a JDBC driver, so nothing here needs it to compile. */
  private static URI container() {
    try (var connection = DriverManager.getConnection(CONTAINER)) {
      var url = URI.create(connection.getMetaData().getURL().substring("jdbc:".length()));
      return URI.create("postgresql://test:test@" + url.getHost() + ":" + url.getPort() + "/baton");
    } catch (SQLException e) {
      throw new IllegalStateException("-Dpostgres=container needs Docker and Testcontainers (Maven's profile 'container'"
        + " adds it): " + e.getMessage(), e);
    }
  }

  /** The rows of a query, each as its columns; for tests that compare with the truth. */
  public static List<List<Object>> rows(String url, String sql) {
    try (var connection = connect(URI.create(url)); var statement = connection.createStatement();
         var found = statement.executeQuery(sql)) {
      var rows = new ArrayList<List<Object>>();
      while (found.next()) {
        var row = new ArrayList<Object>();
        for (var i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.add(found.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    }
  }

  /** The number that a query gives. */
  public static long number(String url, String sql) {
    return ((Number) rows(url, sql).getFirst().getFirst()).longValue();
  }

  /** Changes rows, where a test plays the passing of time. */
  public static void change(String url, String sql) {
    execute(URI.create(url), sql);
  }

  private static void execute(URI url, String sql) {
    try (var connection = connect(url); var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    }
  }

  private static Connection connect(URI url) throws SQLException {
    var options = PgConnectOptions.fromUri(url.toString());
    return DriverManager.getConnection("jdbc:postgresql://" + options.getHost() + ":" + options.getPort() + "/"
      + options.getDatabase(), options.getUser(), options.getPassword());
  }
}
