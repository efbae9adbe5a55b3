package dev.baton.connector.drill;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Keys;
import java.util.Set;

/** For {@code load replies} alone. */
public final class DrillChannel implements Channel {

  @Override
  public String name() {
    return "drill";
  }

  @Override
  public Access access(Settings keys) {
    var missing = Keys.missing(keys, "server");
    var server = Keys.server(keys, "server", "");
    var memory = DrillConnector.Memory.valueOf(keys.oneOf("memory", Set.of("KEYS", "LIST", "NONE"), "NONE"));
    return Access.of(missing, tools -> new DrillConnector(tools, server, memory));
  }
}
