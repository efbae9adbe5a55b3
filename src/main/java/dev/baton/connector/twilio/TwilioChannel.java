package dev.baton.connector.twilio;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Keys;

/** Twilio's voice and text messages. */
public final class TwilioChannel implements Channel {

  @Override
  public String name() {
    return "twilio";
  }

  @Override
  public Access access(Settings keys) {
    var missing = Keys.missing(keys, "sid", "token");
    var config = new TwilioConfig(Keys.server(keys, "server", "https://api.twilio.com"), keys.text("sid", ""),
      keys.secret("token"), keys.secret("token-before"), keys.text("callback", ""), keys.flag("answered", false));
    if (missing.isEmpty() && !config.sid().matches("[A-Za-z0-9]+")) {
      keys.problem("sid", "is '" + config.sid() + "': give the Account SID, which begins with AC");
    }
    return Access.of(missing, tools -> new TwilioConnector(tools, config));
  }
}
