package dev.baton.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pool and the one shape of transaction. */
public final class Database {

  private static final Logger log = LoggerFactory.getLogger(Database.class);

  /** Enough for several hundred different statements; ours are about a hundred. */
  private static final int STATEMENTS_CACHED = 256;
  /** Statements sent ahead on one connection without waiting for the answers before. */
  private static final int PIPELINING = 16;
  /** Callers beyond this are told at once that the database is too busy, instead of waiting in memory. */
  private static final int MAX_WAITING = 2_000;
  /** A connection must be had within this, or the caller is told. */
  private static final int ACQUIRE_SECONDS = 10;
  /** Who does not take a connection within this is not there. */
  private static final int CONNECT_MILLIS = 5_000;
  /**
   * Longer than the server lets any statement take: whoever says nothing for so long never will, as when its host lost
   * power or a firewall forgot us. The connection is closed, and who waits for an answer is told.
   */
  private static final Duration SILENCE = Duration.ofSeconds(30);
  /** Connections of a command that only looks. */
  private static final int LOOKERS = 2;
  /** Tries of one transaction that the database aborts for the sake of another. */
  private static final int MAX_TRIES = 4;

  private static final List<String> AWAY = List.of("timeout", "wait queue", "connection is not active",
    "connection has been closed", "connection was closed");

  private final Pool pool;

  private Database(Pool pool) {
    this.pool = pool;
  }

  /**
   * @param url       {@code postgresql://user:password@host:port/database}
   * @param node      shown in {@code pg_stat_activity}
   * @param poolSize  connections
   */
  public static Database open(Vertx vertx, String url, String node, int poolSize) {
    return open(vertx, url, node, poolSize, SILENCE);
  }

  /** @param silence after which a connection is given up; with every question it begins anew */
  public static Database open(Vertx vertx, String url, String node, int poolSize, Duration silence) {
    return open(vertx, connectOptions(url, node), poolSize, silence);
  }

  /** For a command that looks at the data beside a gateway; the server lets it change nothing. */
  public static Database openToLookAt(Vertx vertx, String url, String command) {
    return open(vertx, connectOptions(url, command).addProperty("default_transaction_read_only", "on"), LOOKERS,
      SILENCE);
  }

  /** Connections that nobody needs leave the pool well before they would be closed for their silence, in use or not. */
  private static Database open(Vertx vertx, PgConnectOptions options, int poolSize, Duration silence) {
    var millis = (int) silence.toMillis();
    return new Database(PgBuilder.pool()
      .connectingTo(options)
      .with(new PoolOptions()
        .setMaxSize(poolSize)
        .setMaxWaitQueueSize(MAX_WAITING)
        .setConnectionTimeout(ACQUIRE_SECONDS)
        .setConnectionTimeoutUnit(TimeUnit.SECONDS)
        .setIdleTimeout(millis / 2)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setPoolCleanerPeriod(millis / 6))
      .with(new NetClientOptions()
        .setConnectTimeout(CONNECT_MILLIS)
        .setTcpKeepAlive(true)
        .setIdleTimeout(millis)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS))
      .using(vertx)
      .build());
  }

  /** How to connect, with limits that no statement of ours escapes. */
  private static PgConnectOptions connectOptions(String url, String node) {
    return PgConnectOptions.fromUri(url)
      .setCachePreparedStatements(true)
      .setPreparedStatementCacheMaxSize(STATEMENTS_CACHED)
      .setPipeliningLimit(PIPELINING)
      .addProperty("application_name", "baton " + node)
      .addProperty("statement_timeout", "20s")
      .addProperty("lock_timeout", "10s")
      .addProperty("idle_in_transaction_session_timeout", "20s")
      .addProperty("timezone", "UTC");
  }

  /** For reading outside a transaction. */
  public SqlClient reader() {
    return pool;
  }

  /**
   * Carries out the work in one transaction, all or nothing. When the database aborts it for the sake of another
   * transaction (SQLSTATE class 40) or because another has just inserted the same row (23505), it is tried again from
   * the start; so the work must hold no state of its own. Never ask for a second connection inside it.
   */
  public <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> work) {
    return attempt(work, 1);
  }

  private <T> Future<T> attempt(Function<SqlConnection, Future<T>> work, int count) {
    return pool.withTransaction(work).recover(e -> {
      if (count < MAX_TRIES && worthAnotherTry(e)) {
        log.debug("transaction retried try={} cause={}", count, e.getMessage());
        return attempt(work, count + 1);
      }
      return Future.failedFuture(e);
    });
  }

  private static boolean worthAnotherTry(Throwable e) {
    return e instanceof PgException pg && pg.getSqlState() != null
      && (pg.getSqlState().startsWith("40") || pg.getSqlState().equals("23505"));
  }

  /**
   * Whether it is the database that failed, and no work of ours: away, starting, stopping, out of room or connections, or
   * too busy to answer in time.
   */
  public static boolean isAway(Throwable failure) {
    return switch (failure) {
      case PgException pg -> pg.getSqlState() != null
        && pg.getSqlState().matches("(08|53|57P0|57014|55P03|40|25P0[34]|25006).*");
      case ClosedConnectionException closed -> true;
      case IOException network -> true;
      case TimeoutException late -> true;
      default -> {
        // the client's own words for "no connection in time", "too many are waiting" and a lost connection have no type
        var words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        yield failure.getClass().getName().startsWith("io.vertx.core")
          && AWAY.stream().anyMatch(words::contains);
      }
    };
  }

  /** A connection to keep, for what is said unasked. Whoever has it asks something now and then, or it is closed. */
  public Future<SqlConnection> keep() {
    return pool.getConnection();
  }

  /** Fails unless the database answers. */
  public Future<Void> ping() {
    return pool.query("select 1").execute().mapEmpty();
  }

  public Future<Void> close() {
    return pool.close();
  }
}
