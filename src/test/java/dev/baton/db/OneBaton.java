package dev.baton.db;

import dev.baton.config.Secret;
import dev.baton.config.StartProblem;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** A process of its own that starts the embedded server, says so and waits to be killed. */
final class OneBaton {

  private OneBaton() {}

  public static void main(String[] args) throws Exception {
    try {
      var config = new PostgresConfig(Secret.NONE, Path.of(args[0]), Path.of(args[1]), 0, 4);
      var postgres = Postgres.start(Vertx.vertx(), config).await();
      System.out.println("READY " + postgres.url());
      System.in.read();
    } catch (StartProblem e) {
      System.out.println("PROBLEM " + e.getMessage());
      System.exit(1);
    }
  }
}
