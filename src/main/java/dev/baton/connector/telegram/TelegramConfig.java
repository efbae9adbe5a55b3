package dev.baton.connector.telegram;

import dev.baton.config.Secret;
import java.net.URI;

/**
 * One bot.
 *
 * @param server        Telegram's, or one's own that speaks its Bot API
 * @param token         as BotFather gives it; part of every address that is asked
 * @param webhookSecret what Telegram sends along where it sends by itself; empty where it is asked
 */
record TelegramConfig(URI server, Secret token, Secret webhookSecret) {

  boolean isSentTo() {
    return !webhookSecret.isEmpty();
  }
}
