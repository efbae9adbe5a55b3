package dev.baton.connector.instagram;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Key;
import dev.baton.connector.Keys;
import dev.baton.connector.meta.MetaConfig;
import java.util.List;

/** Instagram, with a login of its own or by way of a Facebook page. */
public final class InstagramChannel implements Channel {

  /** As far as anybody has met it. */
  private static final int USUAL_COMMENT = 300;
  private static final int USUAL_MESSAGE = 1_000;
  private static final int MOST = 10_000;

  private static final String SERVER = "https://graph.instagram.com";
  private static final List<Key> KEYS = MetaConfig.keys(
    Key.text("account-id", "Account", "The number of the business account"),
    "With the scopes instagram_business_manage_comments instagram_business_manage_messages; by way of a page those without"
      + " business, and the server https://graph.facebook.com", SERVER,
    Key.number("max-comment", "Longest comment", "Characters", USUAL_COMMENT),
    Key.number("max-message", "Longest message", "Characters", USUAL_MESSAGE), Key.every("15s"));

  @Override
  public String name() {
    return "instagram";
  }

  @Override
  public List<Key> keys() {
    return KEYS;
  }

  @Override
  public Access access(Settings keys) {
    var missing = Keys.missing(keys, KEYS);
    var config = MetaConfig.from(keys, "account-id", SERVER);
    var lengths = new InstagramConnector.Lengths(keys.integer("max-comment", 1, MOST, USUAL_COMMENT),
      keys.integer("max-message", 1, MOST, USUAL_MESSAGE));
    var renews = !"graph.facebook.com".equals(config.server().getHost());
    return Access.of(missing, tools -> new InstagramConnector(tools, config, lengths, renews));
  }
}
