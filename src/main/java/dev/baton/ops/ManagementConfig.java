package dev.baton.ops;

import dev.baton.config.Settings;

/**
 * Where the operator asks; not for customers or agents.
 *
 * @param port 0 for any free one
 */
public record ManagementConfig(String host, int port) {

  public static ManagementConfig from(Settings s) {
    return new ManagementConfig(s.text("management.host", "127.0.0.1"), s.integer("management.port", 0, 65_535, 8081));
  }
}
