package dev.baton;

import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import dev.baton.config.StartProblem;
import dev.baton.load.Load;
import dev.baton.ops.Metrics;
import dev.baton.people.HashPassword;
import dev.baton.vault.SealSecret;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The program: {@code baton}, or one of its commands. */
public final class Baton {

  private static final String HELP = """
    run                          the gateway; what happens without a command
    check [strict] [json]        reads the configuration and says every mistake and what will not work as hoped
    accounts [NAME ...]          tries out the accounts that are filled in, without saying anything to anybody
    rehearse policy=FOLDER       what a changed policy would have done; rehearse help says more
    quality link [--data FILE]   what Baton decides by itself, measured; quality help says more
    hash-password                a password for people.yaml
    seal                         a secret for config/, which only the operator's key opens
    load                         drives a running gateway and measures it; load help says more
    help                         this""";

  /** A stop takes seconds; whatever hangs is left behind after this. */
  private static final int STOP_SECONDS = 25;

  private Baton() {}

  public static void main(String[] args) throws Exception {
    var words = args.length == 0 ? List.of("run") : Arrays.asList(args);
    var arguments = words.subList(1, words.size());
    System.exit(switch (words.getFirst()) {
      case "run" -> run();
      case "check" -> new Check(folder(), environment(), System.out, System.err).run(arguments);
      case "accounts" -> new CheckAccounts(folder(), environment(), System.out, System.err).run(arguments);
      case "rehearse" -> new Rehearse(folder(), environment(), System.out, System.err).run(arguments);
      case "quality" -> new Quality(System.out, System.err).run(arguments);
      case "hash-password" -> new HashPassword(System.console(), System.in, System.out, System.err).run();
      case "seal" -> new SealSecret(ConfigFolder.read(folder(), environment()), System.console(), System.in, System.out,
        System.err).run();
      case "load" -> new Load(System.getenv(), System.out, System.err).run(arguments);
      case "help" -> help();
      default -> unknown(words.getFirst());
    });
  }

  private static int help() {
    System.out.println(HELP);
    return 0;
  }

  private static int unknown(String command) {
    System.err.println("There is no command '" + command + "'. There is\n" + HELP.indent(2).stripTrailing());
    return 2;
  }

  /** Where the configuration lies. */
  private static Path folder() {
    return Path.of(Optional.ofNullable(System.getenv("BATON_CONFIG")).orElse("config"));
  }

  /** What overrides it. */
  private static Map<String, String> environment() {
    return System.getenv().entrySet().stream().filter(variable -> !variable.getKey().equals("BATON_CONFIG"))
      .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static GatewayConfig read() {
    return GatewayConfig.from(ConfigFolder.read(folder(), environment()));
  }

  private static int run() throws InterruptedException {
    try {
      start(read());
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
    var gateway = new Gateway(vertx, config, Baton::read, metrics);
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
