package dev.baton.connector.telegram;

import dev.baton.connector.Fields;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonObject;

/** Who else reads along in a chat, and whether something said in it was said to us. */
final class Chats {

  private Chats() {}

  /** A group with a name of its own can be read by everyone; what we do not know is private. */
  static Visibility visibility(JsonObject chat) {
    return publicName(chat).isEmpty() ? Visibility.PRIVATE : Visibility.PUBLIC;
  }

  /** Under which everyone finds a group; empty where it has none. A person has a name, too; two alone are private. */
  static String publicName(JsonObject chat) {
    var type = Fields.text(chat, "type");
    return type.equals("group") || type.equals("supergroup") ? Fields.text(chat, "username") : "";
  }

  /** Alone with us everything is; among others what names us, answers us, or is a command. */
  static boolean isToUs(JsonObject message, Bot bot) {
    if (Fields.text(Fields.object(message, "chat"), "type").equals("private")) {
      return true;
    }
    var answered = Fields.object(message, "reply_to_message");
    return Fields.number(Fields.object(answered, "from"), "id") == bot.id()
      || names(message, "text", "entities", bot) || names(message, "caption", "caption_entities", bot);
  }

  private static boolean names(JsonObject message, String textKey, String entitiesKey, Bot bot) {
    var text = Fields.text(message, textKey);
    return Fields.objects(message, entitiesKey).stream().anyMatch(entity -> switch (Fields.text(entity, "type")) {
      case "mention" -> part(text, entity).equalsIgnoreCase("@" + bot.username());
      case "text_mention" -> Fields.number(Fields.object(entity, "user"), "id") == bot.id();
      case "bot_command" -> isOurs(part(text, entity), bot);
      default -> false;
    });
  }

  /** {@code /start} is for every bot of a group, {@code /start@shop_bot} for one. */
  private static boolean isOurs(String command, Bot bot) {
    var at = command.indexOf('@');
    return command.length() > 1 && (at < 0 || command.substring(at + 1).equalsIgnoreCase(bot.username()));
  }

  /** Offsets count UTF-16 units, as Java does; those outside the text are nobody's name. */
  private static String part(String text, JsonObject entity) {
    var from = Fields.number(entity, "offset");
    var to = from + Fields.number(entity, "length");
    return from < 0 || to > text.length() || from > to ? "" : text.substring((int) from, (int) to);
  }
}
