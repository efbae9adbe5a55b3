package dev.baton.db;

import dev.baton.config.StartProblem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schema to this program's version. Several nodes may do so at once: the database lets one in. */
public final class Migrations {

  private static final Logger log = LoggerFactory.getLogger(Migrations.class);

  private Migrations() {}

  /** Fails with a {@link StartProblem} if the schema is newer than this program or a migration fails. */
  public static Future<Void> run(Vertx vertx, String url) {
    return vertx.executeBlocking(() -> {
      migrate(url);
      return null;
    }, false);
  }

  private static void migrate(String url) {
    var flyway = Flyway.configure(Migrations.class.getClassLoader())
      .dataSource(Jdbc.source(url))
      .locations("classpath:db/migration")
      .loggers("slf4j")
      .cleanDisabled(true)
      .load();
    try {
      refuseNewer(flyway);
      var result = flyway.migrate();
      if (result.migrationsExecuted > 0) {
        log.info("schema migrated version={} steps={}", result.targetSchemaVersion, result.migrationsExecuted);
      }
    } catch (FlywayException e) {
      throw new StartProblem("The database's schema cannot be brought to this version: " + words(e)
        + "\n  Nothing was half done: every migration is one transaction. Report this with the lines above.", e);
    }
  }

  private static void refuseNewer(Flyway flyway) {
    var info = flyway.info();
    var newer = Arrays.stream(info.all())
      .filter(m -> m.getState() == MigrationState.FUTURE_SUCCESS || m.getState() == MigrationState.FUTURE_FAILED)
      .map(MigrationInfo::getVersion)
      .filter(Objects::nonNull)
      .reduce((a, b) -> a.compareTo(b) > 0 ? a : b);
    if (newer.isPresent()) {
      var ours = Arrays.stream(info.all())
        .filter(m -> m.getState().isResolved() && m.getVersion() != null)
        .map(MigrationInfo::getVersion)
        .reduce((a, b) -> a.compareTo(b) > 0 ? a : b);
      throw new StartProblem("The database's schema is version " + newer.get() + ", newer than this program, which knows "
        + ours.map(Object::toString).orElse("none") + ": start the newer Baton, or restore a backup made before the upgrade");
    }
  }

  private static String words(FlywayException e) {
    return String.valueOf(e.getMessage()).lines().map(String::strip).filter(l -> !l.isEmpty() && !l.matches("-+"))
      .limit(6).reduce((a, b) -> a + "; " + b).orElse("no words");
  }
}
