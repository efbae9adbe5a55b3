package dev.baton.connector.facebook;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Key;
import dev.baton.connector.Keys;
import dev.baton.connector.meta.MetaConfig;
import java.time.Duration;
import java.util.List;

/** What is said in public on a Facebook page. */
public final class FacebookChannel implements Channel {

  /** Facebook's own, as far as anybody has met it. */
  private static final int USUAL_LENGTH = 8_000;
  private static final Duration USUAL_LOOK_BACK = Duration.ofDays(14);

  private static final String SERVER = "https://graph.facebook.com";
  private static final List<Key> KEYS = MetaConfig.keys(Key.text("page", "Page", "The page's number"),
    "Of the page, with the scopes pages_read_engagement pages_read_user_content pages_manage_engagement"
      + " pages_manage_metadata", SERVER,
    Key.length("posts-of", "Comments on posts of the last", "Such as 14d", "14d"),
    Key.number("max-length", "Longest comment", "Characters", USUAL_LENGTH), Key.every("1m"));

  @Override
  public String name() {
    return "facebook";
  }

  @Override
  public List<Key> keys() {
    return KEYS;
  }

  @Override
  public Access access(Settings keys) {
    var missing = Keys.missing(keys, KEYS);
    var config = MetaConfig.from(keys, "page", SERVER);
    var terms = new FacebookConnector.Terms(keys.duration("posts-of", USUAL_LOOK_BACK),
      keys.integer("max-length", 1, USUAL_LENGTH, USUAL_LENGTH));
    return Access.of(missing, tools -> new FacebookConnector(tools, config, terms));
  }
}
