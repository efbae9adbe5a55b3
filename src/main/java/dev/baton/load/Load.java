package dev.baton.load;

import dev.baton.config.Arguments;
import dev.baton.config.StartProblem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The command {@code load}: plain inserts, the load with its listeners, plain inserts again; figures on the way. And
 * {@code load due}, see {@link DueDrill}, and {@code load replies}, see {@link RepliesDrill}.
 */
public final class Load {

  /** Opening sockets, draining and closing beside what is measured. */
  private static final int ROOM_SECONDS = 180;
  /** Frames of what was accepted last may take so long. */
  private static final long SETTLE_MILLIS = 3_000;

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  public Load(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /** @return the exit code */
  public int run(List<String> words) throws InterruptedException {
    try {
      if (!words.isEmpty() && words.getFirst().equals("due")) {
        return due(words.subList(1, words.size()));
      }
      if (!words.isEmpty() && words.getFirst().equals("replies")) {
        return replies(words.subList(1, words.size()));
      }
      if (words.contains("help")) {
        var all = new Arguments("load", List.of());
        LoadSettings.from(all, environment);
        out.println(all.help());
        out.println("'load due help' says what there is for obligations that fall due on several gateways,");
        out.println("'load replies help' for replies that are said once, whatever happens to networks and gateways.");
        return 0;
      }
      var arguments = new Arguments("load", words);
      var settings = LoadSettings.from(arguments, environment);
      arguments.finish();
      run(settings);
      return 0;
    } catch (StartProblem e) {
      err.println(e.getMessage());
      return 1;
    } catch (ExecutionException e) {
      err.println("The load could not be driven: " + e.getCause().getMessage());
      return 1;
    } catch (TimeoutException e) {
      err.println("The load did not end in time and was given up");
      return 1;
    }
  }

  private int due(List<String> words) throws InterruptedException, TimeoutException {
    if (words.contains("help")) {
      var all = new Arguments("load due", List.of());
      DueSettings.from(all);
      out.println(all.help());
      return 0;
    }
    var arguments = new Arguments("load due", words);
    var settings = DueSettings.from(arguments);
    arguments.finish();
    return new DueDrill(settings, environment, InstantSource.system(), out).run() ? 0 : 1;
  }

  private int replies(List<String> words) throws InterruptedException, TimeoutException {
    var someSeed = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
    if (words.contains("help")) {
      var all = new Arguments("load replies", List.of());
      RepliesSettings.from(all, someSeed);
      out.println(all.help());
      return 0;
    }
    var arguments = new Arguments("load replies", words);
    var settings = RepliesSettings.from(arguments, someSeed);
    arguments.finish();
    return new RepliesDrill(settings, environment, InstantSource.system(), out).run() ? 0 : 1;
  }

  /** One event loop: what is counted needs no locks, and the load takes one core at most. */
  private void run(LoadSettings settings) throws InterruptedException, ExecutionException, TimeoutException {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      var limit = settings.warmup() + settings.seconds() + 6 * settings.baseline() + ROOM_SECONDS;
      Future.<Void>future(done -> vertx.runOnContext(v -> measure(vertx, settings).onComplete(done)))
        .toCompletionStage().toCompletableFuture().get(limit, TimeUnit.SECONDS);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  private Future<Void> measure(Vertx vertx, LoadSettings settings) {
    var run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    out.println(heading(settings));
    if (settings.database().isEmpty()) {
      return drive(vertx, settings, run).mapEmpty();
    }
    var baseline = new Baseline(vertx, settings);
    return baseline.run(run + "x").onSuccess(before -> out.println("plain inserts before " + before))
      .compose(before -> drive(vertx, settings, run)
        .compose(pump -> baseline.run(run + "y").onSuccess(after -> {
          out.println("plain inserts after  " + after);
          out.println(ratios(settings, pump, before, after));
        })))
      .eventually(baseline::close).mapEmpty();
  }

  private Future<Pump> drive(Vertx vertx, LoadSettings settings, String run) {
    var sightings = new Sightings(Listeners.probes(settings));
    var listeners = new Listeners(vertx, settings, sightings);
    var pump = new Pump(vertx, settings, run, sightings);
    return listeners.open()
      .compose(v -> pump.run())
      .compose(v -> settled(vertx, sightings, System.nanoTime()))
      .onSuccess(v -> {
        out.println(pump.report());
        if (settings.sockets() > 0) {
          out.println(sightings.report());
          out.println(listeners.report());
        }
      })
      .eventually(listeners::close)
      .map(pump);
  }

  private static Future<Void> settled(Vertx vertx, Sightings sightings, long since) {
    if (sightings.missing() == 0 || System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(SETTLE_MILLIS)) {
      return Future.succeededFuture();
    }
    return vertx.timer(10, TimeUnit.MILLISECONDS).compose(t -> settled(vertx, sightings, since));
  }

  private static String heading(LoadSettings s) {
    return "load on %s: %d s after %d s of warming up, %s mentions/s in batches of %d over %d connections, %d sockets, %d%% returning"
      .formatted(s.url(), s.seconds(), s.warmup(), s.rate() == 0 ? "as many as possible" : "%,d".formatted(s.rate()),
        s.batch(), s.connections(), s.sockets(), Math.round(100 * s.returning()));
  }

  private static String ratios(LoadSettings settings, Pump pump, Baseline.Result before, Baseline.Result after) {
    var rows = "%.2f of (a), %.2f of (b), %.2f of (c)".formatted(
      pump.perSecond() * 2 / (before.mentions() + after.mentions()),
      pump.perSecond() * 2 / (before.rows() + after.rows()), pump.perSecond() * 2 / (before.keys() + after.keys()));
    return settings.rate() == 0 ? "ingest               " + rows + " (target: half of plain inserts of the same rows)"
      : "ingest               " + rows + " (says nothing about the most it can: rate=0 does)";
  }
}
