package dev.baton.connector.twilio;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Key;
import dev.baton.connector.Keys;
import java.util.List;

/** Twilio's voice and text messages. */
public final class TwilioChannel implements Channel {

  private static final String SERVER = "https://api.twilio.com";
  private static final List<Key> KEYS = List.of(
    Key.text("sid", "Account SID", "In Twilio's console; begins with AC").need(),
    Key.secret("token", "Auth token", "Beside it; it also signs what Twilio sends. For the number, let messages, and changes of"
      + " a call's status, be sent by HTTP POST to this account's webhook address").need(),
    Key.secret("token-before", "Auth token before", "While a new one is taken into use: what it signed is taken, too"),
    Key.text("callback", "Where Twilio reports what became of an answer", "This account's webhook address; empty for nowhere"),
    Key.flag("answered", "Calls that somebody answered as well", "", false),
    Key.address("server", "Server", "Twilio's", SERVER));

  @Override
  public String name() {
    return "twilio";
  }

  @Override
  public List<Key> keys() {
    return KEYS;
  }

  @Override
  public Access access(Settings keys) {
    var missing = Keys.missing(keys, KEYS);
    var config = new TwilioConfig(Keys.server(keys, "server", SERVER), keys.text("sid", ""),
      keys.secret("token"), keys.secret("token-before"), keys.text("callback", ""), keys.flag("answered", false));
    if (missing.isEmpty() && !config.sid().matches("[A-Za-z0-9]+")) {
      keys.problem("sid", "is '" + config.sid() + "': give the Account SID, which begins with AC");
    }
    return Access.of(missing, tools -> new TwilioConnector(tools, config));
  }
}
