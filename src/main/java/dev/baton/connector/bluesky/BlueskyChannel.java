package dev.baton.connector.bluesky;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Keys;

/** Bluesky, and any personal data server of the AT protocol. */
public final class BlueskyChannel implements Channel {

  @Override
  public String name() {
    return "bluesky";
  }

  @Override
  public Access access(Settings keys) {
    var missing = Keys.missing(keys, "identifier", "password");
    var config = new BlueskyConfig(Keys.server(keys, "server", "https://bsky.social"), keys.text("identifier", ""),
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
