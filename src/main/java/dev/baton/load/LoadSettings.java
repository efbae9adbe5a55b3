package dev.baton.load;

import dev.baton.config.Arguments;
import dev.baton.config.Secret;
import dev.baton.db.Postgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What to drive and how hard.
 *
 * @param rate      mentions a second; 0 is as fast as they are accepted
 * @param returning share of the mentions whose author spoke before in this run
 * @param database  for the baseline; empty leaves it out
 */
record LoadSettings(URI url, Secret token, String account, int seconds, int warmup, int rate, int batch,
                    int connections, int sockets, double returning, Secret database, int baseline) {

  /** A load test that nobody stopped ends within the hour. */
  private static final int MAX_SECONDS = 3_600;
  private static final int MAX_RATE = 1_000_000;
  private static final int MAX_BATCH = 10_000;
  private static final int MAX_CONNECTIONS = 200;
  private static final int MAX_SOCKETS = 20_000;

  static LoadSettings from(Arguments a, Map<String, String> environment) {
    var url = url(a);
    var seconds = a.number("seconds", 1, MAX_SECONDS, 20, "how long it is measured");
    var warmup = a.number("warmup", 0, MAX_SECONDS, 5, "seconds before, driven alike and not counted");
    var rate = a.number("rate", 0, MAX_RATE, 0, "mentions a second, 0 for as fast as they are accepted");
    var batch = a.number("batch", 1, MAX_BATCH, 100, "mentions a request");
    var connections = a.number("connections", 1, MAX_CONNECTIONS, 8, "requests at once");
    var sockets = a.number("sockets", 0, MAX_SOCKETS, 50, "live feeds that listen");
    var returning = a.share("customers", 0.5, "share of the mentions by authors who spoke before");
    var account = a.text("account", "api", "the account that they come in on");
    var baseline = a.number("baseline", 0, MAX_SECONDS, 3, "seconds of each plain insert, before and after; 0 for none");
    var data = Path.of(a.text("data", environment.getOrDefault("BATON_DATA", "data"), "the gateway's data folder"));
    var token = a.text("token", "", "the API token; else BATON_API_TOKEN, else the data folder's");
    var database = a.text("database", "", "its database, postgresql://…; else BATON_DATABASE_URL, else the data folder's");
    return new LoadSettings(url, token(a, token, environment, data), account, seconds, warmup, rate, batch, connections,
      sockets, returning, baseline == 0 ? Secret.NONE : database(a, database, environment, data), baseline);
  }

  private static URI url(Arguments a) {
    var raw = a.text("url", "http://localhost:8080", "the gateway");
    try {
      var url = URI.create(raw);
      if ("http".equals(url.getScheme()) && url.getHost() != null && url.getPort() > 0) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // the words below say it
    }
    a.problem("url is '" + raw + "': give http://host:port");
    return URI.create("http://localhost:8080");
  }

  private static Secret token(Arguments a, String given, Map<String, String> environment, Path data) {
    var known = given.isEmpty() ? environment.getOrDefault("BATON_API_TOKEN", "") : given;
    if (!known.isEmpty()) {
      return new Secret(known);
    }
    try {
      return new Secret(Files.readString(data.resolve("api-token")).strip());
    } catch (IOException e) {
      a.problem("there is no token: give token=…, set BATON_API_TOKEN, or name the gateway's data folder with data=…");
      return Secret.NONE;
    }
  }

  private static Secret database(Arguments a, String given, Map<String, String> environment, Path data) {
    var known = given.isEmpty() ? environment.getOrDefault("BATON_DATABASE_URL", "") : given;
    if (!known.isEmpty()) {
      return new Secret(known);
    }
    var running = Postgres.urlOfRunning(data);
    if (running.isEmpty()) {
      a.problem("there is no database for the baseline: give database=postgresql://…, name the gateway's data folder with"
        + " data=…, or leave the baseline out with baseline=0");
    }
    return running.map(Secret::new).orElse(Secret.NONE);
  }
}
