package dev.baton.connector.asterisk;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Key;
import dev.baton.connector.Keys;
import java.util.List;
import java.util.Set;

/** The telephone system Asterisk, and what is built on it. */
public final class AsteriskChannel implements Channel {

  private static final List<Key> KEYS = List.of(
    Key.address("server", "Server", "Such as tcp://pbx.example:5038, or tls://pbx.example:5039", "").need(),
    Key.text("username", "User", "Of manager.conf, with read = call,agent,reporting and write = reporting, permitted from"
      + " here").need(),
    Key.secret("secret", "Secret", "The user's in manager.conf").need(),
    Key.list("contexts", "Contexts", "Such as from-trunk: where calls from outside begin. Empty: numbers of 6 digits or more,"
      + " and queues; one a line"),
    Key.text("country", "Country", "Such as 44: put before numbers as they are dialled within the country"),
    Key.flag("answered", "Calls that somebody answered as well", "", false),
    Key.text("system", "Name of the system", "Tells its calls from those of another; the account's name unless said otherwise"));

  @Override
  public String name() {
    return "asterisk";
  }

  @Override
  public List<Key> keys() {
    return KEYS;
  }

  @Override
  public Access access(Settings keys) {
    var missing = Keys.missing(keys, KEYS);
    var config = new AsteriskConfig(Keys.server(keys, "server", ""), keys.text("username", ""), keys.secret("secret"),
      keys.text("system", ""), Set.copyOf(keys.list("contexts")), keys.text("country", ""),
      keys.flag("answered", false));
    if (missing.isEmpty() && !Set.of("tcp", "tls").contains(String.valueOf(config.server().getScheme()))) {
      keys.problem("server", "is '" + config.server() + "': give tcp://host:5038, or tls://host:5039");
    }
    if (isSeveralLines(config.username()) || isSeveralLines(config.secret().value())) {
      keys.problem("secret", "or the username has a line break in it: each is one line of manager.conf");
    }
    if (!config.country().matches("\\d{0,3}")) {
      keys.problem("country", "is '" + config.country() + "': give the digits that follow the +, such as 44");
    }
    return Access.of(missing, tools -> AsteriskConnector.of(tools, config.withSystem(tools.account())));
  }

  private static boolean isSeveralLines(String text) {
    return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
  }
}
