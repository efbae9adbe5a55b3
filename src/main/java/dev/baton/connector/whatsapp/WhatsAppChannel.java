package dev.baton.connector.whatsapp;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Key;
import dev.baton.connector.Keys;
import dev.baton.connector.meta.MetaConfig;
import java.util.List;

/** WhatsApp, by its Cloud API. */
public final class WhatsAppChannel implements Channel {

  private static final int USUAL_LENGTH = 4_096;

  private static final String SERVER = "https://graph.facebook.com";
  private static final List<Key> KEYS = MetaConfig.keys(
    Key.text("phone-number-id", "Phone number ID", "Of the number, not the number itself"),
    "With the scopes whatsapp_business_messaging whatsapp_business_management", SERVER,
    Key.text("business-account", "Business account", "The WhatsApp business account it belongs to").need(),
    Key.number("max-length", "Longest message", "Characters", USUAL_LENGTH), Key.every("15s"));

  @Override
  public String name() {
    return "whatsapp";
  }

  @Override
  public List<Key> keys() {
    return KEYS;
  }

  @Override
  public Access access(Settings keys) {
    var missing = Keys.missing(keys, KEYS);
    var config = MetaConfig.from(keys, "phone-number-id", SERVER);
    var business = keys.text("business-account", "");
    var maxLength = keys.integer("max-length", 1, USUAL_LENGTH, USUAL_LENGTH);
    return Access.of(missing, tools -> new WhatsAppConnector(tools, config, business, maxLength));
  }
}
