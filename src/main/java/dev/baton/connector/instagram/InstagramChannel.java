package dev.baton.connector.instagram;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.meta.MetaConfig;

/** Instagram, with a login of its own or by way of a Facebook page. */
public final class InstagramChannel implements Channel {

  /** As far as anybody has met it. */
  private static final int USUAL_COMMENT = 300;
  private static final int USUAL_MESSAGE = 1_000;
  private static final int MOST = 10_000;

  @Override
  public String name() {
    return "instagram";
  }

  @Override
  public Access access(Settings keys) {
    var missing = MetaConfig.missing(keys, "account-id");
    var config = MetaConfig.from(keys, "account-id", "https://graph.instagram.com");
    var lengths = new InstagramConnector.Lengths(keys.integer("max-comment", 1, MOST, USUAL_COMMENT),
      keys.integer("max-message", 1, MOST, USUAL_MESSAGE));
    var renews = !"graph.facebook.com".equals(config.server().getHost());
    return Access.of(missing, tools -> new InstagramConnector(tools, config, lengths, renews));
  }
}
