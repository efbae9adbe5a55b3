package dev.baton;

import dev.baton.config.Secret;
import dev.baton.config.Settings;
import dev.baton.policy.Policy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * An account as it stands in {@code config/accounts.yaml}.
 *
 * @param network how to reach it
 * @param every   between looks when there is nothing more to read
 */
record AccountConfig(String name, String brand, String queue, Network network, Duration every) {

  static final Set<String> CHANNELS = Set.of("mastodon", "bluesky", "phone", "api");
  private static final Duration EVERY = Duration.ofSeconds(15);

  /** How to reach an account's network. */
  sealed interface Network {

    /** @param server empty until somebody fills it in */
    record Mastodon(String server, Secret token) implements Network {}

    record Bluesky(String server, String identifier, Secret password) implements Network {}

    /** Baton hears of it over {@code POST /api/mentions}, and cannot answer there. */
    record Spoken(String channel) implements Network {}

    default String channel() {
      return switch (this) {
        case Mastodon m -> "mastodon";
        case Bluesky b -> "bluesky";
        case Spoken(var channel) -> channel;
      };
    }

    /** Whether the two values are there. */
    default boolean isFilledIn() {
      return switch (this) {
        case Mastodon(var server, var token) -> !server.isEmpty() && !token.isEmpty();
        case Bluesky(var server, var identifier, var password) -> !identifier.isEmpty() && !password.isEmpty();
        case Spoken s -> true;
      };
    }
  }

  static List<AccountConfig> all(Settings settings, Policy policy) {
    return settings.names("accounts").stream().map(name -> one(name, settings.at("accounts").at(name), policy)).toList();
  }

  private static AccountConfig one(String name, Settings s, Policy policy) {
    var queue = s.text("queue");
    var brand = s.text("brand");
    if (policy.queues().stream().noneMatch(q -> q.name().equals(queue) && q.brand().equals(brand))) {
      s.problem("queue", "is '" + queue + "', which is no queue of the brand " + brand);
    }
    var network = network(s, s.oneOf("channel", CHANNELS, null));
    return new AccountConfig(name, brand, queue, network, s.duration("every", EVERY));
  }

  private static Network network(Settings s, String channel) {
    return switch (channel) {
      case "mastodon" -> halfFilled(s, new Network.Mastodon(server(s), s.secret("token")), "server", "token");
      case "bluesky" -> halfFilled(s, new Network.Bluesky(server(s), s.text("identifier", ""), s.secret("password")),
        "identifier", "password");
      default -> new Network.Spoken(channel);
    };
  }

  private static String server(Settings s) {
    return s.text("server", "").isBlank() ? "" : s.uri("server", URI.create("https://unused.example")).toString();
  }

  private static Network halfFilled(Settings s, Network network, String one, String other) {
    var first = !s.text(one, "").isBlank();
    var second = !s.text(other, "").isBlank();
    if (first != second) {
      s.problem(first ? other : one, "is missing: fill in both " + one + " and " + other + ", or neither");
    }
    return network;
  }
}
