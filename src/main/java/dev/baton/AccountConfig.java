package dev.baton;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.customer.linking.PhoneNumbers;
import dev.baton.policy.Policy;
import java.time.Duration;
import java.util.List;

/**
 * An account as it stands in {@code config/accounts.yaml}.
 *
 * @param region where phone numbers without a country's code belong; empty if that is not known
 * @param access how to reach it
 * @param every  between looks when there is nothing more to read
 */
record AccountConfig(String name, String brand, String queue, String region, Channel channel, Access access,
                     Duration every) {

  private static final Duration EVERY = Duration.ofSeconds(15);

  /** True once all that its network needs is filled in. */
  boolean isFilledIn() {
    return access.missing().isEmpty();
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
    var channel = Channels.ALL.get(s.oneOf("channel", Channels.ALL.keySet(), null));
    return new AccountConfig(name, brand, queue, region(s), channel, channel.access(s), s.duration("every", EVERY));
  }

  private static String region(Settings s) {
    var regions = PhoneNumbers.regions();
    return s.value("region", "the two letters of a country, such as DE", "", raw -> {
      var region = PhoneNumbers.region(raw);
      if (!regions.contains(region)) {
        throw new IllegalArgumentException(raw);
      }
      return region;
    });
  }
}
