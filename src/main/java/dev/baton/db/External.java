package dev.baton.db;

import dev.baton.config.StartProblem;
import java.sql.SQLException;

/** A PostgreSQL of the operator's: looked at once, so that what is wrong with it is said in words. */
final class External {

  private static final int OLDEST = 15;

  private External() {}

  /** @throws StartProblem if Baton cannot work with it */
  static void check(String url) {
    var options = Jdbc.options(url);
    var at = options.getHost() + ":" + options.getPort();
    try (var connection = Jdbc.source(url).getConnection(); var statement = connection.createStatement();
         var row = statement.executeQuery(
           "select current_setting('server_version_num')::int, current_setting('server_version')")) {
      row.next();
      refuseOld(row.getInt(1), row.getString(2), at);
    } catch (SQLException e) {
      throw explain(e, at, options.getUser(), options.getDatabase());
    }
  }

  static void refuseOld(int number, String version, String at) {
    if (number < OLDEST * 10_000) {
      throw new StartProblem("PostgreSQL " + version + " at " + at + " is too old: Baton needs " + OLDEST + " or newer");
    }
  }

  static StartProblem explain(SQLException e, String at, String user, String database) {
    var state = e.getSQLState() == null ? "" : e.getSQLState();
    return switch (state) {
      case "28P01", "28000" -> new StartProblem("PostgreSQL at " + at + " refuses the user '" + user
        + "': check user and password in database.url (BATON_DATABASE_URL), and pg_hba.conf on the server", e);
      case "3D000" -> new StartProblem("There is no database '" + database + "' at " + at
        + ": create it with 'create database " + database + "', or correct database.url (BATON_DATABASE_URL)", e);
      case "53300" -> new StartProblem("PostgreSQL at " + at + " has no connection left: raise max_connections, or lower"
        + " database.pool of the nodes", e);
      case "57P03" -> new StartProblem("PostgreSQL at " + at + " is starting or stopping: try again in a moment", e);
      default -> state.startsWith("08") || state.isEmpty()
        ? new StartProblem("PostgreSQL at " + at + " cannot be reached (" + firstLine(e) + "): start it, or correct"
          + " database.url (BATON_DATABASE_URL)", e)
        : new StartProblem("PostgreSQL at " + at + " answers " + state + ": " + firstLine(e), e);
    };
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no words");
  }
}
