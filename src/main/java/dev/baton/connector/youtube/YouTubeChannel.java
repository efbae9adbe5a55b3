package dev.baton.connector.youtube;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Key;
import dev.baton.connector.Keys;
import dev.baton.connector.google.GoogleClient;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Comments on YouTube. */
public final class YouTubeChannel implements Channel {

  /** What Google gives a project that asks for no more. */
  private static final int USUAL_UNITS = 10_000;
  private static final int MOST_UNITS = 100_000_000;
  /** Hardly anybody comes back to a thread later; every hundred threads cost a unit at each look. */
  private static final Duration REPLIES_FOR = Duration.ofDays(14);
  private static final int LONGEST = 10_000;

  private static final String SERVER = "https://www.googleapis.com";
  private static final List<Key> KEYS = Stream.concat(GoogleClient.keys("a project with the YouTube Data API v3",
    "Let the channel's owner authorise the client, with offline access and the scope"
      + " https://www.googleapis.com/auth/youtube.force-ssl").stream(), Stream.of(
    Key.number("units-per-day", "Units a day", "What this account may use up; more where Google gave the project more",
      USUAL_UNITS),
    Key.length("replies-for", "Look for new replies for", "How old a thread may be, such as 14d", "14d"),
    Key.number("max-length", "Longest answer", "In characters", LONGEST),
    Key.address("server", "Server", "YouTube's", SERVER),
    Key.address("token-server", "Token server", "Google's", GoogleClient.SERVER),
    Key.every("60s"))).toList();

  @Override
  public String name() {
    return "youtube";
  }

  @Override
  public List<Key> keys() {
    return KEYS;
  }

  @Override
  public Access access(Settings keys) {
    var missing = Keys.missing(keys, KEYS);
    var config = new YouTubeConfig(Keys.server(keys, "server", SERVER),
      GoogleClient.of(keys, Keys.server(keys, "token-server", GoogleClient.SERVER)),
      new YouTubeConfig.Terms(keys.integer("units-per-day", 1, MOST_UNITS, USUAL_UNITS),
        keys.duration("replies-for", REPLIES_FOR), keys.integer("max-length", 1, LONGEST, LONGEST)));
    return Access.of(missing, tools -> new YouTubeConnector(tools, config));
  }
}
