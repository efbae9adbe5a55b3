package dev.baton.connector.bluesky;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Key;
import dev.baton.connector.Keys;
import java.util.List;

/** Bluesky, and any personal data server of the AT protocol. */
public final class BlueskyChannel implements Channel {

  private static final String SERVER = "https://bsky.social";
  private static final List<Key> KEYS = List.of(
    Key.text("identifier", "Handle", "Such as shop.bsky.social").need(),
    Key.secret("password", "App password", "In Bluesky: Settings > Privacy and security > App passwords").need(),
    Key.address("server", "Server", "Where the account lives", SERVER),
    Key.text("jetstream", "Jetstream", "Rings within seconds: wss://jetstream2.us-east.bsky.network, say. It brings every"
      + " post of the network, some gigabytes a day"),
    Key.every("15s"));

  @Override
  public String name() {
    return "bluesky";
  }

  @Override
  public List<Key> keys() {
    return KEYS;
  }

  @Override
  public Access access(Settings keys) {
    var missing = Keys.missing(keys, KEYS);
    var config = new BlueskyConfig(Keys.server(keys, "server", SERVER), keys.text("identifier", ""),
      keys.secret("password"), jetstream(keys));
    return Access.of(missing,
      tools -> BlueskyConnector.of(tools.vertx(), config, tools.clock(), tools.random(), tools.limits()));
  }

  private static String jetstream(Settings keys) {
    var address = keys.text("jetstream", "");
    if (!address.isEmpty() && !address.matches("wss?://[^\\s/?#]+/?")) {
      keys.problem("jetstream", "is no address such as wss://jetstream2.us-east.bsky.network");
    }
    return address.replaceAll("/$", "");
  }
}
