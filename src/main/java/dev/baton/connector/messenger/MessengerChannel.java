package dev.baton.connector.messenger;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Key;
import dev.baton.connector.Keys;
import dev.baton.connector.meta.MetaConfig;
import java.util.List;

/** A Facebook page, in private. */
public final class MessengerChannel implements Channel {

  private static final int USUAL_LENGTH = 2_000;

  private static final String SERVER = "https://graph.facebook.com";
  private static final List<Key> KEYS = MetaConfig.keys(Key.text("page", "Page", "The page's number"),
    "Of the page, with the scopes pages_messaging pages_manage_metadata", SERVER,
    Key.number("max-length", "Longest message", "Characters", USUAL_LENGTH), Key.every("15s"));

  @Override
  public String name() {
    return "messenger";
  }

  @Override
  public List<Key> keys() {
    return KEYS;
  }

  @Override
  public Access access(Settings keys) {
    var missing = Keys.missing(keys, KEYS);
    var config = MetaConfig.from(keys, "page", SERVER);
    var maxLength = keys.integer("max-length", 1, USUAL_LENGTH, USUAL_LENGTH);
    return Access.of(missing, tools -> new MessengerConnector(tools, config, maxLength));
  }
}
