package dev.baton.db;

import dev.baton.config.StartProblem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A look at the data by a command, beside a gateway or without one; when it is done everything is as it was. */
public final class Glance {

  private static final int CLOSE_SECONDS = 30;
  /** No such table, column or sequence. */
  private static final Set<String> OLDER = Set.of("42P01", "42703");

  private Glance() {}

  /**
   * What the look gives; empty where there are no data yet. Nothing can be changed by it.
   *
   * @param command shown in {@code pg_stat_activity}
   * @throws StartProblem if they cannot be looked at, in words
   */
  public static <T> Optional<T> at(PostgresConfig config, String command, Duration limit,
                                   Function<Database, Future<T>> look) throws InterruptedException {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      return Postgres.toLookAt(vertx, config).compose(found -> found.isEmpty()
          ? Future.succeededFuture(Optional.<T>empty()) : lookAt(vertx, found.get(), command, look))
        .toCompletionStage().toCompletableFuture().get(limit.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new StartProblem("The data could not be looked at within " + limit.toMinutes() + " minutes", e);
    } catch (ExecutionException e) {
      throw words(e.getCause());
    } finally {
      close(vertx);
    }
  }

  private static <T> Future<Optional<T>> lookAt(Vertx vertx, Postgres postgres, String command,
                                                Function<Database, Future<T>> look) {
    var database = Database.openToLookAt(vertx, postgres.url(), command);
    return Future.succeededFuture().compose(v -> look.apply(database)).map(Optional::of)
      .eventually(database::close).eventually(postgres::close);
  }

  private static RuntimeException words(Throwable e) {
    return switch (e) {
      case StartProblem known -> known;
      case PgException pg when OLDER.contains(String.valueOf(pg.getSqlState())) ->
        new StartProblem("The data were last used by an earlier Baton: start this one on them once", pg);
      case RuntimeException bug -> bug;
      default -> new StartProblem("The data could not be looked at: " + e.getMessage(), e);
    };
  }

  private static void close(Vertx vertx) throws InterruptedException {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return; // the program ends, and everything with it
    }
  }
}
