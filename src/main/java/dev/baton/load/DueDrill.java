package dev.baton.load;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The command {@code load due}: so many obligations fall due within a minute on several gateways, and each must fire
 * once; how late is measured at the commit.
 *
 * <pre>
 *   PostgreSQL and gateways, new ─► mentions handed in ─► given their times ─► they fall due ─► counted and measured
 * </pre>
 */
final class DueDrill {

  /** A look is every 250 ms; a second beyond is what was aimed at. */
  private static final double TARGET_MILLIS = 1_250;
  private static final int HAND_IN_SECONDS = 600;
  private static final int ASK_SECONDS = 300;
  /** Until the first falls due: a moment to breathe, and what giving them their times takes. */
  private static final Duration BREATH = Duration.ofSeconds(10);
  private static final int PLANNED_A_SECOND = 3_000;
  /** Beyond the last due time; what has not fired then is given up. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long BETWEEN_LOOKS_MILLIS = 500;

  private final DueSettings settings;
  private final Map<String, String> environment;
  private final InstantSource clock;
  private final PrintStream out;

  DueDrill(DueSettings settings, Map<String, String> environment, InstantSource clock, PrintStream out) {
    this.settings = settings;
    this.environment = environment;
    this.clock = clock;
    this.out = out;
  }

  /** @return whether each fired once */
  boolean run() throws InterruptedException, TimeoutException {
    out.println(("due: %,d obligations within %d s, after %d s of warming up, on %d gateways and one embedded PostgreSQL,"
      + " all on this machine").formatted(settings.obligations(), settings.within(), settings.warmup(),
        settings.gateways()));
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try (var stage = Stage.open(vertx, settings.gateways(), environment)) {
      var hook = new Thread(stage::close, "clearing the stage");
      Runtime.getRuntime().addShutdownHook(hook);
      var right = drill(vertx, stage);
      Runtime.getRuntime().removeShutdownHook(hook);
      return right;
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private boolean drill(Vertx vertx, Stage stage) throws InterruptedException, TimeoutException {
    var rows = new DueRows(stage.pool());
    var began = System.nanoTime();
    Stage.await(new HandIn(vertx, stage.addresses(), stage.token()).run(settings.all()), HAND_IN_SECONDS);
    out.println("handed in            %,d cases in %.1f s".formatted(settings.all(),
      (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1)));

    var from = clock.instant().plus(BREATH).plusSeconds(settings.all() / PLANNED_A_SECOND)
      .truncatedTo(ChronoUnit.MICROS);
    var measured = from.plusSeconds(settings.warmup());
    var between = settings.within() / (double) settings.obligations();
    Stage.await(rows.plan(measured, settings.before(), between), ASK_SECONDS);
    if (clock.instant().isAfter(from)) {
      out.println("not measured         giving them their times took longer than was thought: the machine is too busy");
      return false;
    }
    wait(rows, measured.plusSeconds(settings.within()));
    return report(Stage.await(rows.verdict(), ASK_SECONDS), Stage.await(rows.lateness(measured), ASK_SECONDS));
  }

  /** Past the end, so that what fires twice is seen too. */
  private void wait(DueRows rows, Instant end) throws InterruptedException, TimeoutException {
    var fired = 0L;
    while (clock.instant().isBefore(end.plusSeconds(2))
      || fired < settings.all() && clock.instant().isBefore(end.plus(PATIENCE))) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
      fired = Stage.await(rows.fired(), ASK_SECONDS);
    }
  }

  private boolean report(DueRows.Verdict verdict, DueRows.Lateness late) {
    out.println("fired                %,d once, %,d more than once, %,d not at all"
      .formatted(verdict.once(), verdict.more(), verdict.none()));
    out.println(("late                 p50 %,.0f  p95 %,.0f  p99 %,.0f  max %,.0f ms from due to committed"
      + " (%,d in %,d transactions)").formatted(late.p50(), late.p95(), late.p99(), late.max(), late.measured(), late.transactions()));
    out.println("target               p99 below %,.0f ms, a second beyond one look: %s".formatted(TARGET_MILLIS,
      late.p99() < TARGET_MILLIS ? "reached" : "missed"));
    return verdict.isRight();
  }
}
