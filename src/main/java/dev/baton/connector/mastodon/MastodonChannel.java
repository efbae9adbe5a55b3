package dev.baton.connector.mastodon;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Keys;

/** Mastodon, GoToSocial and others that speak Mastodon's API. */
public final class MastodonChannel implements Channel {

  @Override
  public String name() {
    return "mastodon";
  }

  @Override
  public Access access(Settings keys) {
    var missing = Keys.missing(keys, "server", "token");
    var config = new MastodonConfig(Keys.server(keys, "server", ""), keys.secret("token"));
    return Access.of(missing,
      tools -> MastodonConnector.of(tools.vertx(), config, tools.clock(), tools.random(), tools.limits()));
  }
}
