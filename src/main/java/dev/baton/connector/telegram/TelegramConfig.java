package dev.baton.connector.telegram;

import dev.baton.config.Secret;
import java.net.URI;
import java.util.List;

/**
 * One bot.
 *
 * @param server        Telegram's, or one's own that speaks its Bot API
 * @param token         as BotFather gives it; part of every address that is asked
 * @param webhookSecret what Telegram sends along where it sends by itself; empty where it is asked
 * @param secretBefore  the one that is being replaced; none where none is
 */
record TelegramConfig(URI server, Secret token, Secret webhookSecret, Secret secretBefore) {

  /** All that Telegram may send along now. */
  List<Secret> secrets() {
    return secretBefore.isEmpty() ? List.of(webhookSecret) : List.of(webhookSecret, secretBefore);
  }

  boolean isSentTo() {
    return !webhookSecret.isEmpty();
  }
}
