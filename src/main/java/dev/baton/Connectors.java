package dev.baton;

import dev.baton.account.AccountConfig;
import dev.baton.config.ConfigFolder;
import dev.baton.connector.Access;
import dev.baton.connector.Connector;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.TokenStore;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.ingest.AccountStore;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Makes the connector of every account that can be reached. */
final class Connectors {

  /** Simulated networks are looked at as often as a real Mastodon lets one (300 pages in 15 minutes), and a little less. */
  private static final Duration EVERY_SIMULATED = Duration.ofSeconds(4);
  /** For an account that is off: nothing can be said there. */
  private static final ReplyRules NOTHING = new ReplyRules(0, "characters", false);

  private Connectors() {}

  /**
   * That of an account; empty where it is off.
   *
   * @param simulated the keys of the simulated networks, by channel; for accounts that are not filled in
   * @param tokens    by the account's name
   */
  static Optional<Connector> of(Vertx vertx, AccountConfig account, Map<String, Map<String, Object>> simulated,
                                Function<String, TokenStore> tokens, InstantSource clock, RandomGenerator random) {
    return access(account, simulated).map(access -> access.connect(new Tools(vertx, clock, random, Wire.Limits.USUAL,
      account.name(), tokens.apply(account.name()))));
  }

  private static Optional<Access> access(AccountConfig account, Map<String, Map<String, Object>> simulated) {
    return account.isFilledIn() ? Optional.of(account.access())
      : Optional.ofNullable(simulated.get(account.channel().name()))
        .map(keys -> account.channel().access(ConfigFolder.ofKeys("the simulated network", keys)));
  }

  /** As the table of accounts begins. @param connector empty where it is off */
  static AccountStore.Configured configured(AccountConfig account, Optional<Connector> connector) {
    return new AccountStore.Configured(account.name(), account.channel().name(), account.brand(), account.queue(),
      account.region(), connector.isEmpty() ? "off" : comesByItself(connector.get()) ? "open" : "new",
      connector.map(c -> !comesByItself(c) ? "" : c.hook().isPresent() ? "Takes in what is posted to /hooks/" + account.name()
        : "Takes in what is posted to /api/mentions").orElseGet(account.access()::missing));
  }

  /** Neither asked for nor listened to. */
  private static boolean comesByItself(Connector connector) {
    return !connector.isPolled() && connector.feed().isEmpty();
  }

  static Duration every(AccountConfig account, boolean demo) {
    return demo && !account.isFilledIn() ? EVERY_SIMULATED : account.every();
  }

  static Function<String, ReplyRules> rules(Supplier<Map<String, Connector>> connectors) {
    return name -> Optional.ofNullable(connectors.get().get(name)).map(Connector::rules).orElse(NOTHING);
  }
}
