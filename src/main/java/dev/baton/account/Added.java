package dev.baton.account;

import dev.baton.ingest.Account;
import java.util.Map;
import java.util.Optional;

/**
 * An account that was added on the page.
 *
 * @param told     its keys: a text, or a list of them; empty where what was sealed cannot be opened here
 * @param revision grows with every change
 */
public record Added(Account account, Optional<Map<String, Object>> told, boolean paused, int revision) {

  public Added {
    told = told.map(Map::copyOf);
  }

  String name() {
    return account.name();
  }

  /** Shows no value. */
  @Override
  public String toString() {
    return "Added[" + account + ", paused=" + paused + ", revision=" + revision + "]";
  }
}
