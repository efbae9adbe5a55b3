package dev.baton.load;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The command {@code load replies}: so many replies on three networks with all their moods, while gateways are killed.
 *
 * <pre>
 *   strangers write ─► answers are handed in ─► gateways send, and are killed ─► what Baton says is held against the truth
 * </pre>
 */
final class RepliesDrill {

  private static final int RECEIVE_SECONDS = 600;
  private static final int ASK_SECONDS = 60;
  /** The lease of a dead gateway, the while of a doubt, and the tries of both. */
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final long LOOK_MILLIS = 500;
  /** Between two kills, at most; a gateway starts in less. */
  private static final int KILL_MILLIS = 6_000;
  /** By then the networks of the drill show all they took. */
  private static final Duration SHOWN = Duration.ofSeconds(8);

  private final RepliesSettings settings;
  private final Map<String, String> environment;
  private final InstantSource clock;
  private final PrintStream out;
  private final Random random;
  /** By the account's name. */
  private final Map<String, DrillNetwork> networks = new LinkedHashMap<>();
  private int killed;

  RepliesDrill(RepliesSettings settings, Map<String, String> environment, InstantSource clock, PrintStream out) {
    this.settings = settings;
    this.environment = environment;
    this.clock = clock;
    this.out = out;
    this.random = new Random(settings.seed());
  }

  /** @return whether none was said twice, none is lost, and every doubtful one is listed */
  boolean run() throws InterruptedException, TimeoutException {
    out.println("replies: %,d on three networks, %d gateways on one embedded PostgreSQL, %d kills, seed %d%s".formatted(
      settings.replies(), settings.gateways(), settings.kills(), settings.seed(), settings.hurry() ? ", in a hurry" : ""));
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try (var config = DrillConfig.of(environment, networks(vertx));
         var stage = Stage.open(vertx, settings.gateways(), config.environment())) {
      var hook = new Thread(stage::close, "clearing the stage");
      Runtime.getRuntime().addShutdownHook(hook);
      var right = drill(vertx, stage);
      Runtime.getRuntime().removeShutdownHook(hook);
      return right;
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  /** The keys of an account on each. */
  private Map<String, String> networks(Vertx vertx) throws InterruptedException, TimeoutException {
    var keys = new LinkedHashMap<String, String>();
    for (var memory : List.of("KEYS", "LIST", "NONE")) {
      var network = new DrillNetwork(vertx, settings.seed() + keys.size());
      var name = "drill-" + memory.toLowerCase(Locale.ROOT);
      networks.put(name, network);
      keys.put(name, "channel: drill\n    server: " + Stage.await(network.start(), ASK_SECONDS) + "\n    memory: " + memory);
    }
    return keys;
  }

  private boolean drill(Vertx vertx, Stage stage) throws InterruptedException, TimeoutException {
    var rows = new RepliesRows(stage.pool());
    var letters = new Correspondence(vertx, stage::there, stage.token());
    var cases = new ArrayList<Long>();
    var accounts = List.copyOf(networks.keySet());
    for (var i = 0; i < accounts.size(); i++) {
      var share = settings.replies() / accounts.size() + (i < settings.replies() % accounts.size() ? 1 : 0);
      cases.addAll(Stage.await(letters.receive(accounts.get(i), share), RECEIVE_SECONDS));
    }
    Collections.shuffle(cases, random);
    var began = System.nanoTime();
    var written = letters.answer(cases).toCompletionStage().toCompletableFuture();
    killMeanwhile(stage, rows, written);
    var ended = untilSettled(rows, written);
    var seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
    Stage.await(letters.close(), ASK_SECONDS);
    return report(Stage.await(rows.all(), ASK_SECONDS), cases.size(), seconds, ended);
  }

  private void killMeanwhile(Stage stage, RepliesRows rows, CompletableFuture<Void> written)
      throws InterruptedException, TimeoutException {
    while (killed < settings.kills()) {
      TimeUnit.MILLISECONDS.sleep(1 + random.nextInt(KILL_MILLIS));
      if (written.isDone() && Stage.await(rows.open(), ASK_SECONDS) == 0) {
        out.println("all is said already, after " + killed + " kills");
        return;
      }
      stage.kill(random.nextInt(settings.gateways()));
      killed++;
      hurry(rows);
    }
  }

  private boolean untilSettled(RepliesRows rows, CompletableFuture<Void> written)
      throws InterruptedException, TimeoutException {
    var until = clock.instant().plus(PATIENCE);
    while (!written.isDone() || Stage.await(rows.open(), ASK_SECONDS) > 0) {
      if (clock.instant().isAfter(until)) {
        return false;
      }
      hurry(rows);
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    return !written.isCompletedExceptionally();
  }

  private void hurry(RepliesRows rows) throws InterruptedException, TimeoutException {
    if (settings.hurry()) {
      var now = clock.instant();
      Stage.await(rows.hurry(now, now.minus(SHOWN)), ASK_SECONDS);
    }
  }

  private boolean report(List<RepliesRows.Row> rows, int written, double seconds, boolean ended) {
    var right = ended;
    var truth = new HashMap<String, List<String>>();
    for (var network : networks.entrySet()) {
      var own = rows.stream().filter(row -> row.account().equals(network.getKey())).toList();
      var verdict = RepliesVerdict.of(own, network.getValue().truth());
      truth.putAll(network.getValue().truth()); // every text is that of one case, so of one network
      out.println("%-12s %s; %,d mishaps".formatted(network.getKey(), verdict, network.getValue().mishaps()));
      right &= verdict.isRight(own.size());
    }
    var verdict = RepliesVerdict.of(rows, truth);
    out.println("%-12s %s".formatted("together", verdict));
    out.println("%-12s %,.0f s, %d kills%s".formatted("took", seconds, killed, ended ? "" : "; not all came to an end"));
    return right && verdict.replies() == written;
  }
}
