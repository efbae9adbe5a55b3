package dev.baton.connector.spoken;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Key;
import java.util.List;

/** What is handed in over {@code POST /api/mentions}. @param name such as {@code phone} */
public record SpokenChannel(String name) implements Channel {

  @Override
  public List<Key> keys() {
    return List.of();
  }

  @Override
  public Access access(Settings keys) {
    return Access.of("", tools -> new SpokenConnector());
  }
}
