package dev.baton.connector.reddit;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Key;
import dev.baton.connector.Keys;
import java.util.List;
import java.util.regex.Pattern;

/** Reddit. */
public final class RedditChannel implements Channel {

  private static final Pattern USERNAME = Pattern.compile("[\\w-]{1,40}");

  private static final String SERVER = "https://oauth.reddit.com";
  private static final String SIGN_IN = "https://www.reddit.com";
  private static final List<Key> KEYS = List.of(
    Key.text("username", "User name", "The account's, without u/; also whom Reddit turns to").need(),
    Key.text("client-id", "Client ID", "reddit.com/prefs/apps").need(),
    Key.secret("client-secret", "Client secret", "Of an app of the kind web or script"),
    Key.secret("refresh-token", "Refresh token", "Let the account authorise the app for good (duration=permanent) with the"
      + " scopes identity read privatemessages submit history").needUnless("password"),
    Key.secret("password", "Password", "Instead of the refresh token: the account's, where the app is of the kind script and"
      + " the account its developer, without a second factor"),
    Key.address("server", "Server", "Reddit's", SERVER),
    Key.address("sign-in-server", "Sign-in server", "Reddit's", SIGN_IN),
    Key.every("30s"));

  @Override
  public String name() {
    return "reddit";
  }

  @Override
  public List<Key> keys() {
    return KEYS;
  }

  @Override
  public Access access(Settings keys) {
    var client = new RedditConfig.Client(keys.text("client-id", ""), keys.secret("client-secret"),
      keys.secret("refresh-token"), keys.secret("password"));
    var missing = missing(keys, client);
    var config = new RedditConfig(Keys.server(keys, "server", SERVER),
      Keys.server(keys, "sign-in-server", SIGN_IN), username(keys), client);
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
    if (!client.password().isEmpty() && client.secret().isEmpty()) {
      keys.problem("client-secret", "is missing: signing in with a password needs it");
    }
    return Keys.missing(keys, KEYS);
  }
}
