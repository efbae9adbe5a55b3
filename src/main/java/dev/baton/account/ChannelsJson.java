package dev.baton.account;

import dev.baton.connector.Channel;
import dev.baton.connector.Key;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;

/** The channels as a form asks for them, and the secrets that Baton makes for it. */
final class ChannelsJson {

  private static final int BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private ChannelsJson() {}

  /** @param hooks where webhooks lead, without the account's name */
  static JsonObject of(Collection<Channel> channels, String hooks) {
    return new JsonObject().put("hooks", hooks).put("channels", new JsonArray(channels.stream().filter(channel -> !channel.isInternal())
      .sorted(Comparator.comparing(Channel::name)).map(ChannelsJson::channel).toList()));
  }

  private static JsonObject channel(Channel channel) {
    return new JsonObject().put("name", channel.name())
      .put("keys", new JsonArray(AccountConfig.keys(channel).stream().map(ChannelsJson::key).toList()));
  }

  private static JsonObject key(Key key) {
    return new JsonObject().put("name", key.name()).put("label", key.label()).put("help", key.help())
      .put("kind", key.kind().word()).put("secret", key.isSecret()).put("needed", key.needed())
      .put("unless", key.unless().isEmpty() ? null : key.unless()).put("usual", key.usual())
      .put("words", new JsonArray(key.words())).put("made", key.made() != Key.Made.NOT);
  }

  /** One that nobody guesses. */
  static String made(Key.Made how) {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return switch (how) {
      case SIGNING_KEY -> "whsec_" + Base64.getEncoder().encodeToString(bytes);
      case WORD -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      case NOT -> throw new IllegalArgumentException("Baton makes no such secret");
    };
  }
}
