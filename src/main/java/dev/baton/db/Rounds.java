package dev.baton.db;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done again and again, round after round, on one event loop: the next begins when the one before has
 * ended, whatever became of it, or has taken too long.
 *
 * <pre>
 *   pause ─► round ─┬► ends, and says the next pause ──► pause
 *                   ├► fails ──────────────► log, wait ──► pause
 *                   └► takes too long: left ─► log, wait ─► pause
 * </pre>
 *
 * What a round does after it was left must harm nobody: it may run beside the next.
 */
public final class Rounds {

  private static final Logger log = LoggerFactory.getLogger(Rounds.class);

  /**
   * For a round that only asks the database: some questions, each longer than a connection bears silence. A round that
   * waits for something else than answers, which nobody thought of, ends so at the latest.
   */
  public static final Duration WITHIN = Duration.ofMinutes(2);

  private final Vertx vertx;
  private final Context context;
  private final String trouble;
  private final Duration within;
  private final Duration afterFailure;
  private final Supplier<Future<Duration>> work;
  private volatile long timer = -1;
  private volatile boolean stopped;
  private volatile Future<Void> round = Future.succeededFuture();

  /**
   * @param trouble      what is the matter when a round fails, as a log says it
   * @param within       a round that takes longer has failed
   * @param afterFailure the pause then
   * @param work         a round; gives the pause until the next
   */
  public Rounds(Vertx vertx, String trouble, Duration within, Duration afterFailure, Supplier<Future<Duration>> work) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.trouble = trouble;
    this.within = within;
    this.afterFailure = afterFailure;
    this.work = work;
  }

  /** The first round begins after this pause. */
  public void start(Duration pause) {
    context.runOnContext(v -> after(pause));
  }

  /** There is something to do: now instead of after the pause. During a round it is left to the next. */
  public void wake() {
    wake(Duration.ZERO);
  }

  /** The same, after a shorter pause. */
  public void wake(Duration pause) {
    context.runOnContext(v -> {
      if (vertx.cancelTimer(timer)) {
        after(pause);
      }
    });
  }

  /** No round begins any more. @return when the present one has ended, whatever became of it */
  public Future<Void> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    return round;
  }

  private void after(Duration pause) {
    if (!stopped) {
      timer = vertx.setTimer(Math.max(1, pause.toMillis()), t -> begin());
    }
  }

  private void begin() {
    if (stopped) {
      return;
    }
    round = Future.succeededFuture()
      .compose(v -> work.get())
      .timeout(within.toMillis(), TimeUnit.MILLISECONDS)
      .otherwise(this::troubled)
      .onSuccess(next -> context.runOnContext(v -> after(next)))
      .mapEmpty();
  }

  private Duration troubled(Throwable cause) {
    log.warn("{} cause={}", trouble, cause.getMessage() == null ? cause.toString() : cause.getMessage());
    return afterFailure;
  }
}
