package dev.baton.connector.x;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Keys;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** X, formerly Twitter. */
public final class XChannel implements Channel {

  /** Ten looks in the 15 minutes in which the network allows 15, and some for what is looked up. */
  private static final Duration DMS_EVERY = Duration.ofSeconds(90);
  private static final int USUAL_LENGTH = 280;
  /** Of accounts that pay for long posts. */
  private static final int LONGEST = 25_000;
  /** No sensible price or budget is more. */
  private static final BigDecimal MOST_DOLLARS = new BigDecimal(1_000_000);
  private static final BigDecimal MILLION = new BigDecimal(1_000_000);

  @Override
  public String name() {
    return "x";
  }

  @Override
  public Access access(Settings keys) {
    var credentials = new XConfig.Credentials(keys.secret("token"), keys.text("client-id", ""),
      keys.secret("client-secret"), keys.secret("refresh-token"));
    var missing = missing(keys, credentials);
    var config = new XConfig(Keys.server(keys, "server", "https://api.x.com"), credentials, keys.text("user-id", ""),
      keys.text("search", ""), keys.flag("dms", true) ? keys.duration("dms-every", DMS_EVERY) : unused(keys),
      keys.oneOf("fields", List.of("tweet", "post"), "tweet"), keys.flag("summoned-only", true),
      keys.integer("max-length", USUAL_LENGTH, LONGEST, USUAL_LENGTH), prices(keys), keys.secret("consumer-secret"));
    return Access.of(missing, tools -> XConnector.of(config, tools));
  }

  private static String missing(Settings keys, XConfig.Credentials credentials) {
    if (!credentials.token().isEmpty()) {
      if (!credentials.refreshToken().isEmpty()) {
        keys.problem("token", "stands beside refresh-token: give the one that is to be used");
      }
      return "";
    }
    return Keys.missing(keys, "client-id", "refresh-token");
  }

  private static Duration unused(Settings keys) {
    keys.duration("dms-every", DMS_EVERY);
    return Duration.ZERO;
  }

  /** Prices of August 2026, as the network publishes them. */
  private static XConfig.Prices prices(Settings keys) {
    var post = dollars(keys, "post-read-price", "0.005");
    var own = dollars(keys, "owned-read-price", "0.001");
    var message = dollars(keys, "dm-read-price", "0.010");
    boolean owns = keys.flag("owns-app", false);
    return new XConfig.Prices(owns ? own : post, post, dollars(keys, "user-read-price", "0.010"),
      owns ? own : message, dollars(keys, "budget-per-day", "0"));
  }

  private static long dollars(Settings keys, String key, String usual) {
    return keys.value(key, "an amount in US dollars, such as 0.005", millionths(usual), XChannel::millionths);
  }

  private static long millionths(String raw) {
    var amount = new BigDecimal(raw);
    if (amount.signum() < 0 || amount.compareTo(MOST_DOLLARS) > 0) {
      throw new IllegalArgumentException(raw);
    }
    return amount.multiply(MILLION).longValue();
  }
}
