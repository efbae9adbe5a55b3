package dev.baton.ingest;

import dev.baton.connector.Connector;
import dev.baton.connector.Hook;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The accounts as a node serves them at one moment; another one takes its place when one is added, changed or gone. */
public final class Served {

  public static final Served NOBODY = new Served(Map.of());

  /**
   * One account.
   *
   * @param connector empty where it is off
   * @param why       it is off, in words; empty where it is on
   * @param paused    what its network sends is kept, and not read; nothing is said there
   * @param added     on the page; else it stands in the file
   */
  public record One(Account account, Optional<Connector> connector, String why, boolean paused, boolean added) {}

  private final Map<String, One> all;
  private final Map<String, Account> accounts;
  private final Map<String, Connector> connectors;
  private final Map<String, Hook> hooks;

  /** @param all by name */
  public Served(Map<String, One> all) {
    this.all = Map.copyOf(all);
    accounts = all.entrySet().stream().filter(e -> !e.getValue().paused())
      .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> e.getValue().account()));
    connectors = all.entrySet().stream().filter(e -> !e.getValue().paused() && e.getValue().connector().isPresent())
      .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> e.getValue().connector().get()));
    hooks = all.entrySet().stream().filter(e -> e.getValue().connector().flatMap(Connector::hook).isPresent())
      .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> e.getValue().connector().flatMap(Connector::hook).get()));
  }

  /** Of accounts that stand in a file. */
  public static Served of(Map<String, Account> accounts, Map<String, Connector> connectors) {
    var all = new LinkedHashMap<String, One>();
    accounts.forEach((name, account) ->
      all.put(name, new One(account, Optional.ofNullable(connectors.get(name)), "", false, false)));
    return new Served(all);
  }

  /** Paused ones among them. */
  public Map<String, One> all() {
    return all;
  }

  /** On which something may be said. */
  public Map<String, Account> accounts() {
    return accounts;
  }

  /** Of those that are on and not paused. */
  public Map<String, Connector> connectors() {
    return connectors;
  }

  /** What takes in what is sent, for paused ones as well. */
  public Map<String, Hook> hooks() {
    return hooks;
  }
}
