package dev.baton.connector.telegram;

import dev.baton.config.Secret;
import dev.baton.connector.Brought;
import dev.baton.connector.Hook;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Takes in updates that Telegram sends by itself. They are not signed; a secret that was agreed on comes with each. */
final class TelegramHook implements Hook {

  private static final String SECRET = "X-Telegram-Bot-Api-Secret-Token";
  /** A body would be carried out as a call of the Bot API. */
  private static final Verdict.Says TAKEN = new Verdict.Says(200, Map.of(), "");

  private final List<Secret> secrets;
  private final Supplier<Future<Bot>> bot;

  /** @param secrets of which one has to come along */
  TelegramHook(List<Secret> secrets, Supplier<Future<Bot>> bot) {
    this.secrets = List.copyOf(secrets);
    this.bot = bot;
  }

  @Override
  public Verdict hear(Call call, Instant now) {
    if (!call.method().equals("POST")) {
      return new Verdict.Says(405, Map.of("Allow", "POST"), "");
    }
    var given = call.headers().get(SECRET);
    if (given == null || secrets.stream().filter(secret -> MessageDigest.isEqual(bytes(given), bytes(secret.value()))).count() == 0) {
      return new Verdict.Refuse(401, "the secret that came with it is not webhook-secret: call setWebhook again with"
        + " secret_token, or it is somebody else");
    }
    return new Verdict.Keep(hash(call.body().getBytes()), Map.of(), TAKEN);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Telegram repeats an update as it was; its number begins anew, anywhere, after a quiet week. */
  private static String hash(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public Future<Brought> read(Delivery delivery) {
    return bot.get().map(us -> Updates.read(update(delivery), us));
  }

  private static JsonObject update(Delivery delivery) {
    try {
      if (Json.decodeValue(delivery.body()) instanceof JsonObject update) {
        return update;
      }
    } catch (DecodeException e) {
      throw new IllegalArgumentException("it is not JSON", e); // a parser's own words quote the customer's
    }
    throw new IllegalArgumentException("it is no update");
  }
}
