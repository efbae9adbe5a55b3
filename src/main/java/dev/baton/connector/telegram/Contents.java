package dev.baton.connector.telegram;

import dev.baton.connector.Fields;
import dev.baton.mention.Attachment;
import dev.baton.mention.Attachment.Kind;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a message says and what came with it: words where there are some, and what else there is by name. */
final class Contents {

  /** A file is fetched with getFile and this; a link to it would hold the bot's token. */
  private static final String FILE = "telegram:file_id:";

  private static final Map<String, Kind> FILES = Map.of("photo", Kind.IMAGE, "sticker", Kind.IMAGE, "video", Kind.VIDEO,
    "animation", Kind.VIDEO, "video_note", Kind.VIDEO, "audio", Kind.AUDIO, "voice", Kind.AUDIO, "document", Kind.FILE);

  /** What Telegram itself tells a chat; nobody said it. */
  private static final Set<String> TOLD_BY_TELEGRAM = Set.of("new_chat_members", "left_chat_member", "new_chat_title",
    "new_chat_photo", "delete_chat_photo", "group_chat_created", "supergroup_chat_created", "channel_chat_created",
    "message_auto_delete_timer_changed", "migrate_to_chat_id", "migrate_from_chat_id", "pinned_message",
    "chat_background_set", "boost_added", "proximity_alert_triggered", "forum_topic_created", "forum_topic_edited",
    "forum_topic_closed", "forum_topic_reopened", "general_forum_topic_hidden", "general_forum_topic_unhidden",
    "video_chat_scheduled", "video_chat_started", "video_chat_ended", "video_chat_participants_invited",
    "write_access_allowed", "connected_website", "users_shared", "chat_shared");

  private Contents() {}

  static boolean isToldByTelegram(JsonObject message) {
    return TOLD_BY_TELEGRAM.stream().anyMatch(message::containsKey);
  }

  /** Never blank: of what Telegram has beyond this, that there is something. */
  static String words(JsonObject message) {
    var all = Stream.of(Fields.text(message, "text"), Fields.text(message, "caption"), files(message), others(message))
      .filter(part -> !part.isBlank()).collect(Collectors.joining("\n"));
    return all.isBlank() ? "[something that only Telegram can show]" : all;
  }

  /** An animation is also given as a document, for programs that know no animations. */
  private static Stream<String> kinds(JsonObject message) {
    return FILES.keySet().stream().sorted().filter(message::containsKey)
      .filter(kind -> !(kind.equals("document") && message.containsKey("animation")));
  }

  private static String files(JsonObject message) {
    return kinds(message).map(kind -> {
      var file = file(message, kind);
      var called = Stream.of(Fields.text(file, "file_name"), Fields.text(file, "emoji")).filter(s -> !s.isEmpty())
        .findFirst();
      return "[" + kind.replace('_', ' ') + called.map(name -> ": " + name).orElse("") + "]";
    }).collect(Collectors.joining("\n"));
  }

  private static String others(JsonObject message) {
    var parts = new ArrayList<String>();
    if (message.containsKey("venue")) {
      var venue = Fields.object(message, "venue");
      parts.add("[place: " + Fields.text(venue, "title") + ", " + Fields.text(venue, "address") + "]");
    } else if (message.containsKey("location")) {
      var at = Fields.object(message, "location");
      parts.add("[location: " + Fields.text(at, "latitude") + ", " + Fields.text(at, "longitude") + "]");
    }
    if (message.containsKey("contact")) {
      var contact = Fields.object(message, "contact");
      parts.add("[contact: " + Fields.text(contact, "first_name") + " " + Fields.text(contact, "phone_number") + "]");
    }
    if (message.containsKey("poll")) {
      parts.add("[poll: " + Fields.text(Fields.object(message, "poll"), "question") + "]");
    }
    return String.join("\n", parts);
  }

  static List<Attachment> attachments(JsonObject message) {
    return kinds(message).map(kind -> {
      var file = file(message, kind);
      return new Attachment(FILES.get(kind), FILE + Fields.text(file, "file_id"), Fields.text(file, "mime_type"),
        Fields.text(file, "file_name"));
    }).filter(attachment -> !attachment.url().equals(FILE)).toList();
  }

  /** Of a photo there are several sizes, the largest last. */
  private static JsonObject file(JsonObject message, String kind) {
    var sizes = Fields.objects(message, kind);
    return sizes.isEmpty() ? Fields.object(message, kind) : sizes.getLast();
  }
}
