package dev.baton.account;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Key;
import dev.baton.connector.Keys;
import dev.baton.customer.linking.PhoneNumbers;
import dev.baton.policy.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An account as it is configured: in {@code config/accounts.yaml}, or on the page.
 *
 * @param region where phone numbers without a country's code belong; empty if that is not known
 * @param access how to reach it
 * @param every  between looks when there is nothing more to read
 * @param mark   another one where it is told something else; it shows no value
 */
public record AccountConfig(String name, String brand, String queue, String region, Channel channel, Access access,
                            Duration every, int mark) {

  static final String REGION = "region";
  private static final Key OF_NUMBERS = Key.text(REGION, "Country of phone numbers",
    "Two letters, such as DE: where numbers without a country's code belong");

  /** Of what says nothing of its own. */
  private static final Duration EVERY = Duration.ofSeconds(15);

  /** True once all that its network needs is filled in. */
  public boolean isFilledIn() {
    return access.missing().isEmpty();
  }

  /** Those of the file. @param channels that there are, by name */
  public static List<AccountConfig> all(Settings settings, Policy policy, Map<String, Channel> channels) {
    return settings.names("accounts").stream()
      .flatMap(name -> one(name, settings, policy, channels).stream()).toList();
  }

  /** Empty where there is no such channel, which is a mistake. */
  private static Optional<AccountConfig> one(String name, Settings settings, Policy policy, Map<String, Channel> channels) {
    var s = settings.at("accounts").at(name);
    var queue = s.text("queue");
    var brand = s.text("brand");
    if (!isQueue(policy, brand, queue)) {
      s.problem("queue", "is '" + queue + "', which is no queue of the brand " + brand);
    }
    var channel = s.value("channel", "one of " + names(channels), Optional.<Channel>empty(),
      raw -> Optional.of(Optional.ofNullable(channels.get(raw)).orElseThrow(() -> new IllegalArgumentException(raw))));
    if (channel.isEmpty() && s.text("channel", "").isBlank()) {
      s.problem("channel", "is missing: give one of " + names(channels));
    }
    if (channel.isEmpty()) {
      settings.at("accounts").readAll(name);
    }
    return channel.map(of -> new AccountConfig(name, brand, queue, region(s), of, of.access(s), every(s, of),
      settings.snapshot(key -> key.startsWith("accounts." + name + ".")).hashCode()));
  }

  /** What an account of this channel is told, beside where it belongs. */
  static List<Key> keys(Channel channel) {
    return Stream.concat(channel.keys().stream(), Stream.of(OF_NUMBERS)).toList();
  }

  static String region(Settings keys) {
    var regions = PhoneNumbers.regions();
    return keys.value(REGION, "the two letters of a country, such as DE", "", raw -> {
      var region = PhoneNumbers.region(raw);
      if (!regions.contains(region)) {
        throw new IllegalArgumentException(raw);
      }
      return region;
    });
  }

  static boolean isQueue(Policy policy, String brand, String queue) {
    return policy.queues().stream().anyMatch(q -> q.name().equals(queue) && q.brand().equals(brand));
  }

  /** As often as its channel usually is, unless it says otherwise. */
  static Duration every(Settings keys, Channel channel) {
    return keys.duration(Keys.EVERY, channel.keys().stream().filter(key -> key.name().equals(Keys.EVERY)).findFirst()
      .map(Key::usual).map(Settings::parseDuration).orElse(EVERY));
  }

  /** Of what people may choose from. */
  private static String names(Map<String, Channel> channels) {
    return channels.values().stream().filter(channel -> !channel.isInternal()).map(Channel::name).sorted()
      .collect(Collectors.joining(", "));
  }
}
