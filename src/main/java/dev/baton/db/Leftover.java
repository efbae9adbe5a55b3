package dev.baton.db;

import dev.baton.config.StartProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that outlived the Baton that started it, because that one was killed. */
final class Leftover {

  private static final Logger log = LoggerFactory.getLogger(Leftover.class);

  /** A fast shutdown writes a checkpoint; this is long enough for 1 GiB on a slow disk. */
  private static final int STOP_SECONDS = 30;

  private Leftover() {}

  /** Stops the server that still runs on these files, if there is one. The caller holds the data folder. */
  static void stop(Path postgres) throws IOException {
    var server = find(postgres);
    if (server.isEmpty()) {
      return;
    }
    var pid = server.get().pid();
    log.info("leftover server found pid={} cause=\"an earlier Baton was killed\"", pid);
    try {
      stopFast(server.get());
      server.get().onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new StartProblem("The PostgreSQL of a Baton that was killed (process " + pid + ") does not stop: end it with"
        + " 'kill -INT " + pid + "' and start again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartProblem("Interrupted while stopping process " + pid, e);
    }
  }

  /** SIGINT asks PostgreSQL to end its sessions and stop; the SIGTERM that Java can send would wait for them. */
  private static void stopFast(ProcessHandle server) throws IOException, InterruptedException {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).inheritIO().start().waitFor();
    } catch (IOException noSuchCommand) {
      server.destroy();
    }
  }

  /** The number in the file may long belong to another program; only a postgres on these very files is ours. */
  private static Optional<ProcessHandle> find(Path postgres) throws IOException {
    var file = postgres.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
      .filter(p -> words(p).contains("postgres") && words(p).contains(postgres.toString()));
  }

  private static String words(ProcessHandle process) {
    return process.info().command().orElse("") + " " + String.join(" ", process.info().arguments().orElse(new String[0]));
  }
}
