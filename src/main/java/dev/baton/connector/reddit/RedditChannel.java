package dev.baton.connector.reddit;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Keys;
import java.util.regex.Pattern;

/** Reddit. */
public final class RedditChannel implements Channel {

  private static final Pattern USERNAME = Pattern.compile("[\\w-]{1,40}");

  @Override
  public String name() {
    return "reddit";
  }

  @Override
  public Access access(Settings keys) {
    var client = new RedditConfig.Client(keys.text("client-id", ""), keys.secret("client-secret"),
      keys.secret("refresh-token"), keys.secret("password"));
    var missing = missing(keys, client);
    var config = new RedditConfig(Keys.server(keys, "server", "https://oauth.reddit.com"),
      Keys.server(keys, "sign-in-server", "https://www.reddit.com"), username(keys), client);
    return Access.of(missing, tools -> RedditConnector.of(config, tools));
  }

  /** Goes into a header and an address. */
  private static String username(Settings keys) {
    return keys.value("username", "the account's name, without u/", "", raw -> {
      if (!raw.isEmpty() && !USERNAME.matcher(raw).matches()) {
        throw new IllegalArgumentException(raw);
      }
      return raw;
    });
  }

  private static String missing(Settings keys, RedditConfig.Client client) {
    if (!client.password().isEmpty() && !client.refreshToken().isEmpty()) {
      keys.problem("password", "stands beside refresh-token: give the one that is to be used");
    }
    return client.password().isEmpty() ? Keys.missing(keys, "username", "client-id", "refresh-token")
      : Keys.missing(keys, "username", "client-id", "client-secret", "password");
  }
}
