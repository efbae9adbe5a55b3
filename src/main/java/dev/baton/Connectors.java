package dev.baton;

import dev.baton.AccountConfig.Network;
import dev.baton.connector.Connector;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.bluesky.BlueskyConfig;
import dev.baton.connector.bluesky.BlueskyConnector;
import dev.baton.connector.mastodon.MastodonConfig;
import dev.baton.connector.mastodon.MastodonConnector;
import dev.baton.connector.spoken.SpokenConnector;
import dev.baton.demo.SimulatedNetworks;
import dev.baton.ingest.AccountStore;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Makes the connector of every account that can be reached. */
final class Connectors {

  /** Simulated networks are looked at as often as a real Mastodon lets one (300 pages in 15 minutes), and a little less. */
  private static final Duration EVERY_SIMULATED = Duration.ofSeconds(4);
  /** For an account that is off: nothing can be said there. */
  private static final ReplyRules NOTHING = new ReplyRules(0, "characters", false);

  private Connectors() {}

  /** The simulated networks' addresses, if there are any. */
  record Simulated(Optional<SimulatedNetworks.Addresses> addresses) {
    static final Simulated NONE = new Simulated(Optional.empty());

    static Simulated at(SimulatedNetworks.Addresses addresses) {
      return new Simulated(Optional.of(addresses));
    }
  }

  /** By the account's name; accounts that are off have none. */
  static Map<String, Connector> of(Vertx vertx, List<AccountConfig> accounts, Simulated simulated,
                                   InstantSource clock, RandomGenerator random) {
    var connectors = new HashMap<String, Connector>();
    accounts.forEach(account -> network(account, simulated).ifPresent(network ->
      connectors.put(account.name(), connector(vertx, network, clock, random))));
    return connectors;
  }

  private static Optional<Network> network(AccountConfig account, Simulated simulated) {
    return account.network().isFilledIn() ? Optional.of(account.network())
      : simulated.addresses().map(at -> simulated(account.network(), at));
  }

  private static Network simulated(Network blank, SimulatedNetworks.Addresses at) {
    return switch (blank) {
      case Network.Mastodon m -> new Network.Mastodon(at.mastodon().toString(), at.mastodonToken());
      case Network.Bluesky b ->
        new Network.Bluesky(at.bluesky().toString(), at.blueskyIdentifier(), at.blueskyPassword());
      case Network.Spoken spoken -> spoken;
    };
  }

  private static Connector connector(Vertx vertx, Network network, InstantSource clock, RandomGenerator random) {
    return switch (network) {
      case Network.Mastodon(var server, var token) ->
        MastodonConnector.of(vertx, new MastodonConfig(URI.create(server), token), clock, random);
      case Network.Bluesky(var server, var identifier, var password) ->
        BlueskyConnector.of(vertx, new BlueskyConfig(URI.create(server), identifier, password), clock, random);
      case Network.Spoken s -> new SpokenConnector();
    };
  }

  /** As the table of accounts begins. */
  static AccountStore.Configured configured(AccountConfig account, boolean demo) {
    var isOff = !account.network().isFilledIn() && !demo;
    var spoken = account.network() instanceof Network.Spoken;
    return new AccountStore.Configured(account.name(), account.network().channel(), account.brand(), account.queue(),
      isOff ? "off" : spoken ? "open" : "new",
      isOff ? "Fill in its two values in config/accounts.yaml" : spoken ? "Takes in what is posted to /api/mentions" : "");
  }

  static Duration every(AccountConfig account, boolean demo) {
    return demo && !account.network().isFilledIn() ? EVERY_SIMULATED : account.every();
  }

  static Function<String, ReplyRules> rules(Map<String, Connector> connectors) {
    return name -> Optional.ofNullable(connectors.get(name)).map(Connector::rules).orElse(NOTHING);
  }
}
