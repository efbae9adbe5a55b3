package dev.baton.connector.telegram;

import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.RateLimits;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** The few methods of the Bot API that Baton calls. Sources: core.telegram.org/bots/api, tdlib/telegram-bot-api. */
final class TelegramApi {

  /** The most that is given at once. */
  static final int PAGE = 100;
  /** Telegram holds a question open until there is something; a stop of Baton waits for its end. */
  private static final Duration HELD = Duration.ofSeconds(5);
  private static final JsonArray WANTED = new JsonArray().add("message").add("edited_message");

  private final Wire wire;
  private final String path;
  private final RateLimits limits;
  private final long heldSeconds;

  TelegramApi(Wire wire, TelegramConfig config, RateLimits limits, Duration patience) {
    this.wire = wire;
    this.path = "/bot" + config.token().value() + "/";
    this.limits = limits;
    var half = patience.dividedBy(2);
    this.heldSeconds = (half.compareTo(HELD) < 0 ? half : HELD).toSeconds();
  }

  Future<Heard> whoAmI() {
    return call("getMe", new JsonObject());
  }

  Future<Heard> webhook() {
    return call("getWebhookInfo", new JsonObject());
  }

  /** The oldest not confirmed yet. */
  Future<Heard> updates() {
    return updates(new JsonObject());
  }

  /** Those after one, which with all before it is thereby confirmed, and gone at Telegram. */
  Future<Heard> updatesAfter(long updateId) {
    return updates(new JsonObject().put("offset", updateId + 1));
  }

  private Future<Heard> updates(JsonObject from) {
    return call("getUpdates", from.put("limit", PAGE).put("timeout", heldSeconds).put("allowed_updates", WANTED));
  }

  /**
   * A group that grew has a new number, which Telegram gives with its refusal; so that is asked once more. The messages
   * of before, and what is answered with them, stay behind.
   */
  Future<Heard> send(JsonObject message) {
    return post("sendMessage", message).compose(answer -> {
      var moved = Fields.number(parameters(answer), "migrate_to_chat_id");
      return answer.status() != 400 || moved == 0 ? heard(answer)
        : call("sendMessage", new JsonObject().put("chat_id", moved).put("text", message.getValue("text")));
    });
  }

  private Future<Heard> call(String method, JsonObject parameters) {
    return post(method, parameters).compose(this::heard);
  }

  private Future<Wire.Answer> post(String method, JsonObject parameters) {
    var headers = MultiMap.caseInsensitiveMultiMap().set(HttpHeaders.CONTENT_TYPE, "application/json");
    return wire.post(path + method, headers, parameters.toBuffer());
  }

  private static JsonObject parameters(Wire.Answer answer) {
    return Fields.object(Fields.objectOrEmpty(answer.body()), "parameters");
  }

  /** How long to wait stands in the body. A token that is none is not found. */
  private Future<Heard> heard(Wire.Answer answer) {
    var words = Fields.text(Fields.objectOrEmpty(answer.body()), "description");
    var shown = words.isEmpty() ? wire.host() + " answered " + answer.status() : words;
    if (answer.status() == 404 && words.equals("Not Found")) {
      return Future.succeededFuture(new Heard.Unwelcome("Telegram knows no bot with this token"));
    }
    var pause = Fields.number(parameters(answer), "retry_after");
    if (pause > 0) {
      answer.headers().set(HttpHeaders.RETRY_AFTER, String.valueOf(pause));
    }
    return Heard.of(answer, wire.host(), shown, limits);
  }
}
