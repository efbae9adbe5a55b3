package dev.baton.connector.telegram;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Key;
import dev.baton.connector.Keys;
import java.util.List;
import java.util.regex.Pattern;

/** A Telegram bot. */
public final class TelegramChannel implements Channel {

  private static final String TOKEN = "token";
  private static final String WEBHOOK_SECRET = "webhook-secret";
  private static final Pattern TOKENS = Pattern.compile("\\d{1,20}:[A-Za-z0-9_-]{1,100}");
  /** Telegram's own rule, and long enough not to be guessed. */
  private static final Pattern SECRETS = Pattern.compile("[A-Za-z0-9_-]{16,256}");

  private static final String SERVER = "https://api.telegram.org";
  private static final List<Key> KEYS = List.of(
    Key.secret(TOKEN, "Bot token", "From @BotFather, with /newbot; in groups, people name the bot or answer it").need(),
    Key.secret(WEBHOOK_SECRET, "Webhook secret", "Instead of asking Telegram: call setWebhook with this account's webhook"
      + " address as url and this as secret_token").madeAs(Key.Made.WORD),
    Key.secret("webhook-secret-before", "Webhook secret before", "The old one, while it is being changed"),
    Key.address("server", "Server", "Telegram's, or one of yours that speaks its Bot API", SERVER),
    // Telegram holds each question open for 5 s.
    Key.every("1s"));

  @Override
  public String name() {
    return "telegram";
  }

  @Override
  public List<Key> keys() {
    return KEYS;
  }

  /** What is wrong with a secret is said without repeating it. */
  @Override
  public Access access(Settings keys) {
    var missing = Keys.missing(keys, KEYS);
    var config = new TelegramConfig(Keys.server(keys, "server", SERVER), keys.secret(TOKEN),
      keys.secret(WEBHOOK_SECRET), keys.secret("webhook-secret-before"));
    if (missing.isEmpty() && !TOKENS.matcher(config.token().value()).matches()) {
      keys.problem(TOKEN, "is no bot's: give what BotFather answered, a number, a colon and a word");
    }
    if (config.isSentTo() && !SECRETS.matcher(config.webhookSecret().value()).matches()) {
      keys.problem(WEBHOOK_SECRET, "must be 16 to 256 letters, digits, _ or -: give the secret_token of setWebhook");
    }
    return Access.of(missing, tools -> new TelegramConnector(config, tools));
  }
}
