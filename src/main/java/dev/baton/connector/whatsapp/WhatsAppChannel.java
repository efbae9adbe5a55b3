package dev.baton.connector.whatsapp;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Keys;
import dev.baton.connector.meta.MetaConfig;

/** WhatsApp, by its Cloud API. */
public final class WhatsAppChannel implements Channel {

  private static final int USUAL_LENGTH = 4_096;

  @Override
  public String name() {
    return "whatsapp";
  }

  @Override
  public Access access(Settings keys) {
    var missing = Keys.missing(keys, "phone-number-id", "business-account", "token", "app-secret", "verify-token");
    var config = MetaConfig.from(keys, "phone-number-id", "https://graph.facebook.com");
    var business = keys.text("business-account", "");
    var maxLength = keys.integer("max-length", 1, USUAL_LENGTH, USUAL_LENGTH);
    return Access.of(missing, tools -> new WhatsAppConnector(tools, config, business, maxLength));
  }
}
