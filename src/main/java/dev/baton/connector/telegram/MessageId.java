package dev.baton.connector.telegram;

import dev.baton.connector.Fields;
import io.vertx.core.json.JsonObject;

/** Messages are numbered anew in every chat, so only with the chat is the number an id: {@code 5551/12}. */
final class MessageId {

  private MessageId() {}

  static String of(JsonObject message) {
    return Fields.number(Fields.object(message, "chat"), "id") + "/" + Fields.number(message, "message_id");
  }

  /** Where everyone can see it; empty where not everyone can. @param publicName of its chat, empty where it has none */
  static String link(String publicName, JsonObject message) {
    return publicName.isEmpty() ? "" : "https://t.me/" + publicName + "/" + Fields.number(message, "message_id");
  }
}
