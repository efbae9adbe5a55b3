package dev.baton.connector.youtube;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Keys;
import dev.baton.connector.google.GoogleClient;
import java.time.Duration;

/** Comments on YouTube. */
public final class YouTubeChannel implements Channel {

  /** What Google gives a project that asks for no more. */
  private static final int USUAL_UNITS = 10_000;
  private static final int MOST_UNITS = 100_000_000;
  /** Hardly anybody comes back to a thread later; every hundred threads cost a unit at each look. */
  private static final Duration REPLIES_FOR = Duration.ofDays(14);
  private static final int LONGEST = 10_000;

  @Override
  public String name() {
    return "youtube";
  }

  @Override
  public Access access(Settings keys) {
    var missing = GoogleClient.missing(keys);
    var config = new YouTubeConfig(Keys.server(keys, "server", "https://www.googleapis.com"),
      GoogleClient.of(keys, Keys.server(keys, "token-server", GoogleClient.SERVER)),
      new YouTubeConfig.Terms(keys.integer("units-per-day", 1, MOST_UNITS, USUAL_UNITS),
        keys.duration("replies-for", REPLIES_FOR), keys.integer("max-length", 1, LONGEST, LONGEST)));
    return Access.of(missing, tools -> new YouTubeConnector(tools, config));
  }
}
