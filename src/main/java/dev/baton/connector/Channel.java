package dev.baton.connector;

import dev.baton.config.Settings;
import java.util.List;

/**
 * One kind of network. Each has a folder of its own and a line in {@code Channels}, and nothing else in Baton knows which
 * there are.
 */
public interface Channel {

  /** As accounts name it, such as {@code mastodon}; also what the screen shows. */
  String name();

  /** All that an account of it can be told, in the order in which one fills it in. */
  List<Key> keys();

  /** Reads the account's own keys; a mistake is a {@link Settings#problem}. */
  Access access(Settings keys);

  /** True where only Baton's own commands use it: nobody is told of it. */
  default boolean isInternal() {
    return false;
  }
}
