package dev.baton;

import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import dev.baton.config.StartProblem;
import dev.baton.load.Load;
import dev.baton.ops.Metrics;
import dev.baton.people.HashPassword;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The program: {@code baton}, {@code baton hash-password}, or {@code baton load}. */
public final class Baton {

  /** A stop takes seconds; whatever hangs is left behind after this. */
  private static final int STOP_SECONDS = 25;

  private Baton() {}

  public static void main(String[] args) throws Exception {
    System.exit(switch (args.length == 0 ? "run" : args[0]) {
      case "run" -> run();
      case "hash-password" -> new HashPassword(System.console(), System.in, System.out, System.err).run();
      case "load" -> new Load(System.getenv(), System.out, System.err).run(Arrays.asList(args).subList(1, args.length));
      default -> {
        System.err.println("There is no command '" + args[0] + "': use run, hash-password or load");
        yield 2;
      }
    });
  }

  private static int run() throws InterruptedException {
    try {
      var folder = Path.of(Optional.ofNullable(System.getenv("BATON_CONFIG")).orElse("config"));
      var environment = new HashMap<>(System.getenv());
      environment.remove("BATON_CONFIG");
      start(GatewayConfig.from(ConfigFolder.read(folder, environment)));
      Thread.currentThread().join();
      return 0;
    } catch (ConfigProblems | StartProblem e) {
      System.err.println("Baton did not start. " + e.getMessage());
      return 1;
    } catch (RuntimeException e) {
      System.err.println("Baton did not start, and this is a bug of ours:");
      e.printStackTrace();
      return 70;
    }
  }

  private static void start(GatewayConfig config) {
    var metrics = new Metrics();
    var options = new VertxOptions();
    var vertx = metrics.into(Vertx.builder().with(options), options).build();
    var gateway = new Gateway(vertx, config, metrics);
    var began = System.nanoTime();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx, gateway), "stop"));
    try {
      gateway.start().toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
    System.out.println(Greeting.of(config, gateway, Duration.ofNanos(System.nanoTime() - began)));
  }

  private static void stop(Vertx vertx, Gateway gateway) {
    try {
      gateway.stop().compose(v -> vertx.close()).toCompletionStage().toCompletableFuture()
        .get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      System.err.println("Baton did not stop cleanly: " + e);
    }
  }
}
