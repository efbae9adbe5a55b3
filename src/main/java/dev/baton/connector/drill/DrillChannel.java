package dev.baton.connector.drill;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Key;
import dev.baton.connector.Keys;
import java.util.List;

/** For {@code load replies} alone. */
public final class DrillChannel implements Channel {

  private static final List<String> MEMORIES = List.of("KEYS", "LIST", "NONE");
  private static final List<Key> KEYS = List.of(
    Key.address("server", "Server", "The drill's", "").need(),
    Key.choice("memory", "Memory", "What it can tell of a lost answer", MEMORIES, "NONE"));

  @Override
  public String name() {
    return "drill";
  }

  @Override
  public List<Key> keys() {
    return KEYS;
  }

  @Override
  public boolean isInternal() {
    return true;
  }

  @Override
  public Access access(Settings keys) {
    var missing = Keys.missing(keys, KEYS);
    var server = Keys.server(keys, "server", "");
    var memory = DrillConnector.Memory.valueOf(keys.oneOf("memory", MEMORIES, "NONE"));
    return Access.of(missing, tools -> new DrillConnector(tools, server, memory));
  }
}
