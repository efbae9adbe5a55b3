package dev.baton.connector.messenger;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.meta.MetaConfig;

/** A Facebook page, in private. */
public final class MessengerChannel implements Channel {

  private static final int USUAL_LENGTH = 2_000;

  @Override
  public String name() {
    return "messenger";
  }

  @Override
  public Access access(Settings keys) {
    var missing = MetaConfig.missing(keys, "page");
    var config = MetaConfig.from(keys, "page", "https://graph.facebook.com");
    var maxLength = keys.integer("max-length", 1, USUAL_LENGTH, USUAL_LENGTH);
    return Access.of(missing, tools -> new MessengerConnector(tools, config, maxLength));
  }
}
