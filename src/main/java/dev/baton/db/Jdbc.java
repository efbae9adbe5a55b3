package dev.baton.db;

import dev.baton.config.StartProblem;
import io.vertx.pgclient.PgConnectOptions;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The blocking road to the database, for what happens once at the start. One parser reads the URL for both roads. */
final class Jdbc {

  private static final int CONNECT_SECONDS = 5;
  private static final int LOGIN_SECONDS = 10;

  private Jdbc() {}

  static DataSource source(String url) {
    return source(url, options(url).getDatabase());
  }

  static DataSource source(String url, String database) {
    var options = options(url);
    var source = new PGSimpleDataSource();
    source.setServerNames(new String[] {options.getHost()});
    source.setPortNumbers(new int[] {options.getPort()});
    source.setDatabaseName(database);
    source.setUser(options.getUser());
    source.setPassword(options.getPassword());
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setLoginTimeout(LOGIN_SECONDS);
    source.setApplicationName("baton start");
    if (options.getSslMode() != null) {
      source.setSslMode(options.getSslMode().value);
    }
    return source;
  }

  /** @throws StartProblem if it is no URL of a database; the message does not show it, since it holds a password */
  static PgConnectOptions options(String url) {
    try {
      return PgConnectOptions.fromUri(url);
    } catch (RuntimeException e) {
      throw new StartProblem("database.url is not understood: give postgresql://user:password@host:5432/database"
        + " (percent-encode special characters of the password)");
    }
  }
}
