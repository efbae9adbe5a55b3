package dev.baton.connector.x;

import dev.baton.connector.Fields;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Extras;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a direct message into a mention, as the API gives it or in the older form in which webhooks do. */
final class XMessages {

  private XMessages() {}

  /** @throws IllegalArgumentException saying what is missing, if it is no message we understand */
  static void read(JsonObject event, XIncludes includes, Me me, Said into) {
    var type = Fields.text(event, "event_type");
    var sender = Fields.text(event, "sender_id");
    if (!type.isEmpty() && !type.equals("MessageCreate") || me.is(sender)) {
      return;
    }
    var id = new ExternalId(Fields.text(event, "id"));
    var media = XNames.mediaKeys(event);
    var attachments = includes.attachments(media);
    var text = XText.orWhatCame(XText.of(event, ""), attachments, !media.isEmpty(), false);
    into.mention(new Mention(id, XPosts.author(sender, includes), text, time(event).orElseThrow(() ->
      new IllegalArgumentException("the message says no created_at, and its id no time")), context(event, sender),
      Extras.of(attachments)));
  }

  /** When it was written. */
  static Optional<Instant> time(JsonObject event) {
    return Fields.time(event, "created_at").or(() -> Snowflake.time(Fields.text(event, "id")));
  }

  private static Mention.Context context(JsonObject event, String sender) {
    var conversation = Fields.text(event, "dm_conversation_id");
    boolean twoPeople = conversation.isEmpty() || conversation.contains("-");
    var answerRef = new JsonObject().put("path", twoPeople ? "/2/dm_conversations/with/" + XWire.encoded(sender)
      : "/2/dm_conversations/" + XWire.encoded(conversation));
    return new Mention.Context("", conversation.isEmpty() ? sender : conversation,
      conversation.isEmpty() ? "" : "https://x.com/messages/" + conversation, "", Visibility.PRIVATE,
      answerRef.encode());
  }

  /** A message of the older form in the newer one. @param includes gets the picture it brings */
  static JsonObject ofOlderForm(JsonObject old, XIncludes includes) {
    var create = Fields.object(old, "message_create");
    var data = Fields.object(create, "message_data");
    var sender = Fields.text(create, "sender_id");
    var event = new JsonObject().put("id", Fields.text(old, "id")).put("sender_id", sender)
      .put("text", Fields.text(data, "text")).put("entities", Fields.object(data, "entities"))
      .put("dm_conversation_id", conversation(sender, Fields.text(Fields.object(create, "target"), "recipient_id")));
    var millis = Fields.number(old, "created_timestamp");
    if (millis > 0) {
      event.put("created_at", Instant.ofEpochMilli(millis).toString());
    }
    var media = Fields.object(Fields.object(data, "attachment"), "media");
    if (!media.isEmpty()) {
      var key = Stream.of("id_str", "id").map(name -> Fields.text(media, name)).filter(k -> !k.isEmpty()).findFirst()
        .orElse("media");
      includes.media(new JsonObject().put("media_key", key).put("type", Fields.text(media, "type"))
        .put("url", Fields.text(media, "media_url_https")));
      event.put("attachments", new JsonObject().put("media_keys", new JsonArray().add(key)));
    }
    return event;
  }

  /** As the network names a conversation of two: both ids, the lesser first. */
  private static String conversation(String one, String other) {
    return Stream.of(one, other).anyMatch(id -> !id.matches("\\d{1,40}")) ? ""
      : Stream.of(one, other).map(BigInteger::new).sorted().map(BigInteger::toString).collect(Collectors.joining("-"));
  }
}
