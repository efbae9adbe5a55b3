package dev.baton.connector.facebook;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.meta.MetaConfig;
import java.time.Duration;

/** What is said in public on a Facebook page. */
public final class FacebookChannel implements Channel {

  /** Facebook's own, as far as anybody has met it. */
  private static final int USUAL_LENGTH = 8_000;
  private static final Duration USUAL_LOOK_BACK = Duration.ofDays(14);

  @Override
  public String name() {
    return "facebook";
  }

  @Override
  public Access access(Settings keys) {
    var missing = MetaConfig.missing(keys, "page");
    var config = MetaConfig.from(keys, "page", "https://graph.facebook.com");
    var terms = new FacebookConnector.Terms(keys.duration("posts-of", USUAL_LOOK_BACK),
      keys.integer("max-length", 1, USUAL_LENGTH, USUAL_LENGTH));
    return Access.of(missing, tools -> new FacebookConnector(tools, config, terms));
  }
}
