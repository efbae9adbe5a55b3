package dev.baton.db;

import dev.baton.config.Secret;
import dev.baton.config.Settings;
import java.nio.file.Path;

/**
 * Where the database is.
 *
 * @param external a {@code postgresql://} URL, which holds a password; empty for the embedded server
 * @param data     Baton's own folder: the embedded server's files and the lock
 * @param binaries where the embedded server's programs are unpacked, once
 * @param port     the embedded server's, 0 for any free one
 * @param poolSize connections of this node
 */
public record PostgresConfig(Secret external, Path data, Path binaries, int port, int poolSize) {

  /** More connections than the embedded server has would only wait there. */
  private static final int MAX_POOL = 90;

  public PostgresConfig {
    data = data.toAbsolutePath().normalize();
    binaries = binaries.toAbsolutePath().normalize();
  }

  public static PostgresConfig from(Settings s) {
    var external = s.secret("database.url");
    if (!external.isEmpty() && !external.value().matches("(?s)postgres(ql)?://.+")) {
      s.problem("database.url", "must look like postgresql://user:password@host:5432/database");
    }
    var data = Path.of(s.text("data", "data"));
    return new PostgresConfig(external, data, data.resolve("postgres-bin"), s.integer("database.port", 0, 65_535, 0),
      s.integer("database.pool", 2, MAX_POOL, 16));
  }
}
