package dev.baton.db;

import dev.baton.config.StartProblem;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own, for trying out and small desks. It listens on loopback only, asks for a password that only
 * this user can read, and keeps what it confirmed: the library that starts it is meant for tests and would switch the
 * disk's confirmation off.
 *
 * <pre>
 *   hold the folder ─► stop what a killed Baton left ─► discard a half-made server ─► make or check ─► start ─► database
 * </pre>
 */
final class Embedded implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Embedded.class);

  private static final String DATABASE = "baton";
  /** Of the programs in the build; the data on disk must have been written by the same. */
  static final String MAJOR = "17";
  private static final String USER = "postgres";
  /** After a crash the server first replays its log, at most {@code max_wal_size}. */
  private static final Duration START = Duration.ofSeconds(60);
  /** The server's own log grows only by its mistakes; beyond this it starts anew. */
  private static final long LOG_BYTES = 8L * 1024 * 1024;
  private static final int LOG_LINES_SHOWN = 5;
  private static final int PORT_LINE = 3;

  private static final Map<String, String> SETTINGS = Map.ofEntries(
    Map.entry("fsync", "on"),
    Map.entry("synchronous_commit", "on"),
    Map.entry("full_page_writes", "on"),
    Map.entry("listen_addresses", "127.0.0.1"),
    Map.entry("unix_socket_directories", ""),
    Map.entry("max_connections", "100"),
    Map.entry("shared_buffers", "128MB"),
    Map.entry("max_wal_size", "1GB"),
    Map.entry("wal_compression", "on"),
    Map.entry("checkpoint_timeout", "10min"),
    Map.entry("random_page_cost", "1.1"),
    Map.entry("jit", "off"),
    Map.entry("timezone", "UTC"),
    Map.entry("log_timezone", "UTC"),
    Map.entry("log_min_messages", "warning"));

  private final DataFolder folder;
  private final EmbeddedPostgres server;
  private final String url;

  private Embedded(DataFolder folder, EmbeddedPostgres server, String url) {
    this.folder = folder;
    this.server = server;
    this.url = url;
  }

  /** Blocks for about a second. */
  static Embedded start(PostgresConfig config) {
    var folder = DataFolder.hold(config.data());
    try {
      return start(config, folder);
    } catch (IOException e) {
      release(folder);
      throw DataFolder.cannotWrite(config.data(), e);
    } catch (RuntimeException | Error e) {
      release(folder);
      throw e;
    }
  }

  private static Embedded start(PostgresConfig config, DataFolder folder) throws IOException {
    var files = folder.path().resolve("postgres");
    var unfinished = folder.path().resolve("postgres.unfinished");
    Leftover.stop(files);
    if (Files.exists(unfinished)) {
      log.info("first start was interrupted, starting over folder={}", files);
      discard(files);
    }
    checkVersion(files);
    checkPort(config.port());
    folder.needRoom();
    var isNew = !Files.exists(files.resolve("PG_VERSION"));
    if (isNew) {
      Files.writeString(unfinished, "The server beside this file was never completed.\n");
    }
    var server = run(config, folder, files);
    try {
      var url = url(Files.readString(folder.passwordFile()), Integer.toString(server.getPort()));
      if (isNew) {
        createDatabase(url);
        Files.delete(unfinished);
      }
      return new Embedded(folder, server, url);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static String url(String password, String port) {
    return "postgresql://" + USER + ":" + password + "@127.0.0.1:" + port + "/" + DATABASE;
  }

  /** As the server itself noted it down: the fourth line of {@code postmaster.pid} is its port. */
  static Optional<String> urlOfRunning(Path data) {
    try {
      var running = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"));
      return running.size() <= PORT_LINE ? Optional.empty()
        : Optional.of(url(Files.readString(data.resolve(DataFolder.PASSWORD_FILE)), running.get(PORT_LINE).strip()));
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /** Whether a server was ever completed there. */
  static boolean hasData(Path data) {
    return Files.exists(data.resolve("postgres").resolve("PG_VERSION"))
      && !Files.exists(data.resolve("postgres.unfinished"));
  }

  private static EmbeddedPostgres run(PostgresConfig config, DataFolder folder, Path files) throws IOException {
    var serverLog = folder.path().resolve("postgres.log");
    if (Files.exists(serverLog) && Files.size(serverLog) > LOG_BYTES) {
      Files.delete(serverLog);
    }
    var before = Files.exists(serverLog) ? Files.size(serverLog) : 0;
    Files.createDirectories(config.binaries());
    var password = folder.passwordFile();
    var builder = EmbeddedPostgres.builder()
      .setOverrideWorkingDirectory(config.binaries().toFile())
      .setDataDirectory(files)
      .setCleanDataDirectory(false)
      .setRegisterShutdownHook(false)
      .setPort(config.port())
      .setPGStartupWait(START)
      .setOutputRedirector(ProcessBuilder.Redirect.appendTo(serverLog.toFile()))
      .setErrorRedirector(ProcessBuilder.Redirect.appendTo(serverLog.toFile()))
      .setConnectConfig("password", Files.readString(password))
      // these go to initdb as they are
      .setLocaleConfig("pwfile", password.toString())
      .setLocaleConfig("auth-host", "scram-sha-256")
      .setLocaleConfig("auth-local", "scram-sha-256")
      .setLocaleConfig("locale-provider", "builtin")
      .setLocaleConfig("builtin-locale", "C.UTF-8")
      .setLocaleConfig("locale", "C");
    SETTINGS.forEach(builder::setServerConfig);
    try {
      return builder.start();
    } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
      throw explain(e, lastLines(serverLog, before), config);
    } finally {
      onlyOurs(config.binaries());
    }
  }

  private static StartProblem explain(Throwable e, List<String> lines, PostgresConfig config) {
    var words = String.join("\n", lines);
    if (words.contains("cannot be run as root") || words.contains("cannot be executed by \"root\"")) {
      return new StartProblem("PostgreSQL refuses to run as root on this machine: start Baton as another user, or give"
        + " it a server of yours with BATON_DATABASE_URL", e);
    }
    if (words.contains("No space left")) {
      return new StartProblem("The disk of " + config.data() + " is full: make room and start again", e);
    }
    if (words.contains("Address already in use")) {
      return portTaken(config.port());
    }
    return new StartProblem("The embedded PostgreSQL does not start: " + e.getMessage() + (words.isBlank() ? ""
      : "\n  it said: " + String.join("\n           ", lines)) + "\n  Its whole log is "
      + config.data().resolve("postgres.log"), e);
  }

  private static List<String> lastLines(Path file, long from) {
    try {
      var bytes = Files.readAllBytes(file);
      var start = (int) Math.min(from, bytes.length);
      var lines = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8).lines().toList();
      var loud = lines.stream().filter(l -> l.matches(".*(FATAL|PANIC|ERROR|error:|HINT|hint:).*")).toList();
      var shown = loud.isEmpty() ? lines : loud;
      return shown.subList(Math.max(0, shown.size() - LOG_LINES_SHOWN), shown.size());
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The library opens the folder of the programs to everyone, who could then replace them. */
  private static void onlyOurs(Path binaries) throws IOException {
    if (Files.getFileStore(binaries).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(binaries, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static void checkVersion(Path files) throws IOException {
    var file = files.resolve("PG_VERSION");
    if (!Files.exists(file)) {
      return;
    }
    var version = Files.readString(file).strip();
    if (!version.equals(MAJOR)) {
      throw new StartProblem("The data in " + files + " was written by PostgreSQL " + version + ", this Baton brings "
        + MAJOR + ": start the Baton that wrote it, dump with pg_dump and restore into a new folder, or point"
        + " BATON_DATABASE_URL at a PostgreSQL " + version);
    }
  }

  private static void checkPort(int port) {
    if (port == 0) {
      return;
    }
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw portTaken(port);
    }
  }

  private static StartProblem portTaken(int port) {
    return new StartProblem("Port " + port + " is taken by another program: stop it, or set BATON_DATABASE_PORT to"
      + " another one (0 for any)");
  }

  private static void createDatabase(String url) {
    try (var connection = Jdbc.source(url, "postgres").getConnection(); var statement = connection.createStatement()) {
      statement.execute("create database " + DATABASE);
    } catch (SQLException e) {
      throw new StartProblem("Cannot create the database: " + e.getMessage(), e);
    }
  }

  private static void discard(Path files) throws IOException {
    if (!Files.exists(files)) {
      return;
    }
    try (var all = Files.walk(files)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static void release(DataFolder folder) {
    try {
      folder.close();
    } catch (IOException e) {
      log.warn("cannot release the data folder folder={} cause={}", folder.path(), e.getMessage());
    }
  }

  String url() {
    return url;
  }

  int port() {
    return server.getPort();
  }

  /** Blocks while the server writes its last checkpoint. */
  @Override
  public void close() throws IOException {
    try {
      server.close();
      Leftover.stop(folder.path().resolve("postgres")); // the library gives up after five seconds, we do not
    } finally {
      folder.close();
    }
  }
}
