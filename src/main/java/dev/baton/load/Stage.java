package dev.baton.load;

import dev.baton.config.Secret;
import dev.baton.config.StartProblem;
import dev.baton.db.Postgres;
import dev.baton.db.PostgresConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Gateways of their own on a PostgreSQL of their own, in a new folder that is gone afterwards. */
final class Stage implements AutoCloseable {

  private static final int START_SECONDS = 120;
  private static final int STOP_SECONDS = 60;
  /** Beside the gateways' sixteen each; the server has a hundred. */
  private static final int POOL = 4;

  private final Vertx vertx;
  private final Path folder;
  private final String token = UUID.randomUUID().toString();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Map<String, String>> environments = new ArrayList<>();
  /** Those that can be asked at this moment. */
  private final List<URI> there = new CopyOnWriteArrayList<>();
  private Postgres postgres;
  private Pool pool;

  private Stage(Vertx vertx, Path folder) {
    this.vertx = vertx;
    this.folder = folder;
  }

  /** Blocks until all are ready. @param environment where the configuration is, if not in {@code config} */
  static Stage open(Vertx vertx, int gateways, Map<String, String> environment)
      throws InterruptedException, TimeoutException {
    Stage stage;
    try {
      stage = new Stage(vertx, Files.createTempDirectory("baton-drill"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      stage.openPostgres();
      stage.openGateways(gateways, environment);
      return stage;
    } catch (RuntimeException | InterruptedException | TimeoutException e) {
      stage.close();
      throw e;
    }
  }

  /** When a transaction was committed is only kept where that is asked for before the server starts. */
  private void openPostgres() throws InterruptedException, TimeoutException {
    var config = new PostgresConfig(Secret.NONE, folder.resolve("data"), folder.resolve("postgres-bin"), 0, POOL);
    postgres = await(Postgres.start(vertx, config), START_SECONDS);
    pool = connected();
    await(pool.query("alter system set track_commit_timestamp = on").execute().eventually(pool::close), STOP_SECONDS);
    await(postgres.close(), STOP_SECONDS);
    postgres = await(Postgres.start(vertx, config), START_SECONDS);
    pool = connected();
  }

  private Pool connected() {
    return PgBuilder.pool().connectingTo(PgConnectOptions.fromUri(postgres.url())
        .addProperty("application_name", "baton drill"))
      .with(new PoolOptions().setMaxSize(POOL)).using(vertx).build();
  }

  /** One after the other, since the first makes the tables. */
  private void openGateways(int count, Map<String, String> environment) throws InterruptedException, TimeoutException {
    for (var i = 0; i < count; i++) {
      var own = new HashMap<>(Map.of("BATON_DATABASE_URL", postgres.url(), "BATON_API_TOKEN", token,
        "BATON_DATA", folder.resolve("node-" + i).toString(), "BATON_HTTP_PORT", "0", "BATON_MANAGEMENT_PORT", "0",
        "BATON_DEMO", "false"));
      if (environment.containsKey("BATON_CONFIG")) {
        own.put("BATON_CONFIG", environment.get("BATON_CONFIG"));
      }
      environments.add(own);
      var node = Node.start(own);
      nodes.add(node);
      there.add(node.address());
    }
  }

  /** As when its power goes; then it is started again. Blocks until it is ready. */
  void kill(int gateway) throws InterruptedException, TimeoutException {
    there.remove(nodes.get(gateway).address());
    nodes.get(gateway).kill();
    var next = Node.start(environments.get(gateway));
    nodes.set(gateway, next);
    there.add(next.address());
  }

  /** Where gateways are that were not killed just now; a caller may still meet one that was. */
  List<URI> there() {
    return List.copyOf(there);
  }

  List<URI> addresses() throws InterruptedException, TimeoutException {
    var addresses = new ArrayList<URI>();
    for (var node : nodes) {
      addresses.add(node.address());
    }
    return addresses;
  }

  Secret token() {
    return new Secret(token);
  }

  SqlClient pool() {
    return pool;
  }

  static <T> T await(Future<T> future, int seconds) throws InterruptedException, TimeoutException {
    try {
      return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StartProblem known ? known
        : new StartProblem(e.getCause().getMessage(), e.getCause());
    }
  }

  /** A second time does nothing. */
  @Override
  public synchronized void close() {
    nodes.reversed().forEach(Node::close);
    nodes.clear();
    try {
      if (postgres != null) {
        await(pool.close().compose(v -> postgres.close()), STOP_SECONDS);
        postgres = null;
      }
    } catch (InterruptedException | TimeoutException e) {
      throw new StartProblem("The drill's PostgreSQL does not stop", e);
    }
    delete();
  }

  private void delete() {
    try (var files = Files.exists(folder) ? Files.walk(folder) : Stream.<Path>empty()) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
