package dev.baton.connector.mastodon;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Key;
import dev.baton.connector.Keys;
import java.util.List;

/** Mastodon, GoToSocial and others that speak Mastodon's API. */
public final class MastodonChannel implements Channel {

  private static final List<Key> KEYS = List.of(
    Key.address("server", "Server", "Your instance, such as https://mastodon.social", "").need(),
    Key.secret("token", "Access token", "On your instance: Preferences > Development > New application, with the scopes"
      + " read:notifications read:statuses read:accounts write:statuses; then its access token").need(),
    Key.every("15s"));

  @Override
  public String name() {
    return "mastodon";
  }

  @Override
  public List<Key> keys() {
    return KEYS;
  }

  @Override
  public Access access(Settings keys) {
    var missing = Keys.missing(keys, KEYS);
    var config = new MastodonConfig(Keys.server(keys, "server", ""), keys.secret("token"));
    return Access.of(missing,
      tools -> MastodonConnector.of(tools.vertx(), config, tools.clock(), tools.random(), tools.limits()));
  }
}
