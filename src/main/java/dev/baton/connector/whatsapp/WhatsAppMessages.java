package dev.baton.connector.whatsapp;

import dev.baton.connector.Brought;
import dev.baton.connector.Fields;
import dev.baton.connector.Receipt;
import dev.baton.connector.meta.Gathered;
import dev.baton.connector.meta.Times;
import dev.baton.connector.meta.Window;
import dev.baton.mention.Attachment;
import dev.baton.mention.Author;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Extras;
import dev.baton.mention.Mention;
import dev.baton.mention.Quoted;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a {@code messages} change: who wrote, what they wrote, and what became of what we wrote. Source: the Cloud
 * API's webhook examples in the published OpenAPI document.
 */
final class WhatsAppMessages {

  private final WhatsAppMedia media;

  WhatsAppMessages(WhatsAppMedia media) {
    this.media = media;
  }

  /** Each message for itself, so that one of them spoils no other. */
  Brought read(JsonObject value, Instant receivedAt) {
    var gathered = new Gathered();
    var names = names(value);
    each(value, "messages", gathered, message -> message(message, names, receivedAt));
    each(value, "statuses", gathered, status -> status(status, receivedAt));
    return gathered.brought();
  }

  private interface Reading {
    Brought of(JsonObject item);
  }

  private static void each(JsonObject value, String key, Gathered gathered, Reading read) {
    if (!(value.getValue(key) instanceof JsonArray items)) {
      return;
    }
    for (var item : items) {
      if (item instanceof JsonObject object) {
        gathered.attempt(Fields.text(object, "id"), object, () -> read.of(object));
      } else {
        gathered.aside("", item, new IllegalArgumentException("it is no object"));
      }
    }
  }

  private static Map<String, String> names(JsonObject value) {
    var names = new HashMap<String, String>();
    Fields.objects(value, "contacts").forEach(contact -> names.put(Fields.text(contact, "wa_id"),
      Fields.text(Fields.object(contact, "profile"), "name")));
    return names;
  }

  private Brought message(JsonObject message, Map<String, String> names, Instant receivedAt) {
    var type = Fields.text(message, "type");
    if (type.equals("reaction") || type.equals("system")) {
      return Brought.NOTHING; // neither says anything: a smiley on what we said, or a new number
    }
    var from = Fields.text(message, "from");
    var id = new ExternalId(Fields.text(message, "id"));
    var at = Times.said(message, "timestamp", receivedAt);
    var answered = Fields.text(Fields.object(message, "context"), "id");
    var ref = Window.keep(new JsonObject().put("to", from).put("message", id.value()), at);
    return Gathered.of(new Mention(id, new Author(from, "", names.getOrDefault(from, ""), 0, "", "+" + from),
      text(message, type), at, new Mention.Context(answered, "chat-" + from, "", "", Visibility.PRIVATE, ref.encode(),
        at.plus(Window.LENGTH)), extras(message, type)));
  }

  private static String text(JsonObject message, String type) {
    var part = Fields.object(message, type);
    var text = switch (type) {
      case "text" -> Fields.text(part, "body");
      case "image", "video", "audio", "document", "sticker" -> captioned(part, type);
      case "location" -> "[location] " + joined(Fields.text(part, "name"), Fields.text(part, "address"),
        Fields.text(part, "latitude") + ", " + Fields.text(part, "longitude"));
      case "contacts" -> "[contact] " + Fields.objects(message, "contacts").stream().map(WhatsAppMessages::contact)
        .collect(Collectors.joining("; "));
      case "button" -> Fields.text(part, "text");
      case "interactive" -> Fields.text(Fields.object(part, Fields.text(part, "type")), "title");
      case "order" -> joined("[order]", Fields.text(part, "text"));
      case "unsupported" -> "[something that WhatsApp does not hand on]";
      default -> "";
    };
    return text.isBlank() ? "[" + (type.isEmpty() ? "message" : type) + "]" : text;
  }

  private static String captioned(JsonObject part, String type) {
    var caption = Fields.text(part, "caption");
    return caption.isBlank() ? joined("[" + type + "]", Fields.text(part, "filename")) : caption;
  }

  private static String joined(String... parts) {
    return Stream.of(parts).filter(p -> !p.isBlank()).collect(Collectors.joining(" "));
  }

  private static String contact(JsonObject contact) {
    return joined(Fields.text(Fields.object(contact, "name"), "formatted_name"),
      Fields.objects(contact, "phones").stream().map(p -> Fields.text(p, "phone")).collect(Collectors.joining(" ")));
  }

  private Extras extras(JsonObject message, String type) {
    var part = Fields.object(message, type);
    var mediaId = Fields.text(part, "mime_type").isEmpty() ? "" : Fields.text(part, "id");
    var files = mediaId.isEmpty() ? List.<Attachment>of() : List.of(new Attachment(Attachment.Kind.of(type),
      media.address(mediaId), Fields.text(part, "mime_type"), Fields.text(part, "filename")));
    var advertisement = Fields.object(message, "referral");
    return new Extras(files, advertisement.isEmpty() ? Optional.empty() : Optional.of(new Quoted("",
      joined("[your advertisement]", Fields.text(advertisement, "headline"), Fields.text(advertisement, "body")),
      Fields.text(advertisement, "source_url"))), Optional.empty());
  }

  /** In any order: that it was sent may be told after it was read. */
  private static Brought status(JsonObject status, Instant receivedAt) {
    var at = Times.said(status, "timestamp", receivedAt);
    var id = new ExternalId(Fields.text(status, "id")).value();
    var key = Fields.text(status, "biz_opaque_callback_data");
    return switch (Fields.text(status, "status")) {
      case "sent", "delivered", "read", "played" -> Gathered.of(new Receipt(key, id, true, "", at));
      case "failed" -> Gathered.of(new Receipt(key, id, false, why(status), at));
      // Deleted by us, or a word that is not known yet.
      default -> Brought.NOTHING;
    };
  }

  private static String why(JsonObject status) {
    var words = Fields.objects(status, "errors").stream().map(error -> {
      var details = Fields.text(Fields.object(error, "error_data"), "details");
      var title = Fields.text(error, "title").isEmpty() ? Fields.text(error, "message") : Fields.text(error, "title");
      return "(#" + Fields.text(error, "code") + ") " + title + (details.isEmpty() ? "" : ": " + details);
    }).collect(Collectors.joining("; "));
    return words.isEmpty() ? "WhatsApp could not deliver it and does not say why" : words;
  }
}
