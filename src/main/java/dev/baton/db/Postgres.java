package dev.baton.db;

import dev.baton.config.StartProblem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;

/** The server behind {@link Database}: the operator's, or one of our own that starts and stops with Baton. */
public final class Postgres {

  private final Vertx vertx;
  private final String url;
  private final AutoCloseable server;

  private Postgres(Vertx vertx, String url, AutoCloseable server) {
    this.vertx = vertx;
    this.url = url;
    this.server = server;
  }

  /** Fails with a {@link StartProblem} whose message says what to do. */
  public static Future<Postgres> start(Vertx vertx, PostgresConfig config) {
    return vertx.executeBlocking(() -> {
      if (config.external().isEmpty()) {
        var embedded = Embedded.start(config);
        return new Postgres(vertx, embedded.url(), embedded);
      }
      External.check(config.external().value());
      return new Postgres(vertx, config.external().value(), () -> { });
    }, false);
  }

  /**
   * The server for a command that only looks at the data: the operator's, the one of a Baton that runs, else our own on
   * the data that are there. Empty where there are none yet; nothing is created.
   */
  public static Future<Optional<Postgres>> toLookAt(Vertx vertx, PostgresConfig config) {
    return vertx.executeBlocking(() -> {
      if (!config.external().isEmpty()) {
        External.check(config.external().value());
        return Optional.of(new Postgres(vertx, config.external().value(), () -> { }));
      }
      var running = Embedded.urlOfRunning(config.data()).filter(Postgres::answers);
      if (running.isPresent()) {
        return Optional.of(new Postgres(vertx, running.get(), () -> { }));
      }
      if (!Embedded.hasData(config.data())) {
        return Optional.empty();
      }
      var embedded = Embedded.start(config);
      return Optional.of(new Postgres(vertx, embedded.url(), embedded));
    }, false);
  }

  private static boolean answers(String url) {
    try {
      External.check(url);
      return true;
    } catch (StartProblem notRunning) {
      return false;
    }
  }

  /** The address of the embedded server that runs in this data folder, if one does; it holds a password. */
  public static Optional<String> urlOfRunning(Path data) {
    return Embedded.urlOfRunning(data);
  }

  /** For {@link Database#open}; it holds a password. */
  public String url() {
    return url;
  }

  /** Where it listens, for people to read. */
  public String address() {
    var options = Jdbc.options(url);
    return options.getHost() + ":" + options.getPort() + "/" + options.getDatabase();
  }

  /** Stops our own server, within seconds; an external one is left alone. */
  public Future<Void> close() {
    return vertx.executeBlocking(() -> {
      server.close();
      return null;
    }, false);
  }
}
