package dev.baton.connector.x;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Key;
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
  /** Prices of August 2026, as the network publishes them. */
  private static final String POST_READ = "0.005";
  private static final String OWNED_READ = "0.001";
  private static final String USER_READ = "0.010";
  private static final String DM_READ = "0.010";
  private static final BigDecimal MILLION = new BigDecimal(1_000_000);

  private static final String SERVER = "https://api.x.com";
  private static final List<String> NOUNS = List.of("tweet", "post");
  private static final List<Key> KEYS = List.of(
    Key.text("client-id", "Client ID", "Developer console > your app > Keys and tokens > OAuth 2.0").needUnless("token"),
    Key.secret("client-secret", "Client secret", "Of a confidential client; none of a public one"),
    Key.secret("refresh-token", "Refresh token", "Let the account authorise the app with the scopes tweet.read users.read"
      + " tweet.write dm.read dm.write offline.access. It works once; Baton keeps its successors").needUnless("token"),
    Key.secret("consumer-secret", "Consumer secret", "For webhooks: the app's API secret key"),
    Key.secret("consumer-secret-before", "Consumer secret before", "The old one, while it is being changed"),
    Key.text("budget-per-day", "Budget a day", "US dollars; once spent, reading goes on at midnight UTC. 0: none", "0"),
    Key.secret("token", "Token", "Instead of client ID and refresh token: a user's access token, or an app's bearer token"),
    Key.text("user-id", "User ID", "Whose mentions, where the token is an app's; then without direct messages"),
    Key.text("search", "Search", "Also read a query of the recent search, such as northwind -from:northwind -is:retweet"),
    Key.flag("dms", "Direct messages", "Read and answer them", true),
    Key.length("dms-every", "How often to look for direct messages", "Such as 90s", "90s"),
    Key.flag("summoned-only", "Only answer who mentioned the account", "Off where X lets the app answer others", true),
    Key.number("max-length", "Longest post", "25000 where the account pays for long ones", USUAL_LENGTH),
    Key.choice("fields", "What X calls its parameters", "", NOUNS, "tweet"),
    Key.flag("owns-app", "The account owns the app", "Its own reads are cheaper then", false),
    Key.text("owned-read-price", "Price of an own read", "US dollars", OWNED_READ),
    Key.text("post-read-price", "Price of a post", "US dollars", POST_READ),
    Key.text("user-read-price", "Price of a person", "US dollars", USER_READ),
    Key.text("dm-read-price", "Price of a direct message", "US dollars", DM_READ),
    Key.address("server", "Server", "X's", SERVER),
    Key.every("60s"));

  @Override
  public String name() {
    return "x";
  }

  @Override
  public List<Key> keys() {
    return KEYS;
  }

  @Override
  public Access access(Settings keys) {
    var credentials = new XConfig.Credentials(keys.secret("token"), keys.text("client-id", ""),
      keys.secret("client-secret"), keys.secret("refresh-token"));
    var missing = missing(keys, credentials);
    var config = new XConfig(Keys.server(keys, "server", SERVER), credentials, keys.text("user-id", ""),
      keys.text("search", ""), keys.flag("dms", true) ? keys.duration("dms-every", DMS_EVERY) : unused(keys),
      keys.oneOf("fields", NOUNS, "tweet"), keys.flag("summoned-only", true),
      keys.integer("max-length", USUAL_LENGTH, LONGEST, USUAL_LENGTH), prices(keys), keys.secret("consumer-secret"),
      keys.secret("consumer-secret-before"));
    return Access.of(missing, tools -> XConnector.of(config, tools));
  }

  private static String missing(Settings keys, XConfig.Credentials credentials) {
    if (!credentials.token().isEmpty()) {
      if (!credentials.refreshToken().isEmpty()) {
        keys.problem("token", "stands beside refresh-token: give the one that is to be used");
      }
    }
    return Keys.missing(keys, KEYS);
  }

  private static Duration unused(Settings keys) {
    keys.duration("dms-every", DMS_EVERY);
    return Duration.ZERO;
  }

  private static XConfig.Prices prices(Settings keys) {
    var post = dollars(keys, "post-read-price", POST_READ);
    var own = dollars(keys, "owned-read-price", OWNED_READ);
    var message = dollars(keys, "dm-read-price", DM_READ);
    boolean owns = keys.flag("owns-app", false);
    return new XConfig.Prices(owns ? own : post, post, dollars(keys, "user-read-price", USER_READ),
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
