package dev.baton.connector.asterisk;

import dev.baton.config.Secret;
import java.net.URI;
import java.util.Set;

/**
 * How to reach an Asterisk, and which of its calls are customers'.
 *
 * @param server   {@code tcp://host:5038} or {@code tls://host:5039}
 * @param system   tells its calls from those of another
 * @param contexts of the dialplan, where calls from outside begin; empty where a long number or a queue tells them
 * @param country  to be put before numbers as they are dialled within a country, such as {@code 44}; empty leaves them
 * @param answered whether calls that somebody answered are to be told as well
 */
record AsteriskConfig(URI server, String username, Secret secret, String system, Set<String> contexts, String country,
                      boolean answered) {

  private static final int PLAIN = 5038;
  private static final int SECURE = 5039;

  boolean isSecure() {
    return "tls".equals(server.getScheme());
  }

  int port() {
    return server.getPort() > 0 ? server.getPort() : isSecure() ? SECURE : PLAIN;
  }

  AsteriskConfig withSystem(String name) {
    return system.isEmpty() ? new AsteriskConfig(server, username, secret, name, contexts, country, answered) : this;
  }
}
