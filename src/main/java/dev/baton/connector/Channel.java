package dev.baton.connector;

import dev.baton.config.Settings;

/**
 * One kind of network. Each has a folder of its own and a line in {@code Channels}, and nothing else in Baton knows which
 * there are.
 */
public interface Channel {

  /** As accounts name it, such as {@code mastodon}; also what the screen shows. */
  String name();

  /** Reads the account's own keys; a mistake is a {@link Settings#problem}. */
  Access access(Settings keys);
}
