package dev.baton.connector.bluesky;

import dev.baton.connector.Fields;
import dev.baton.mention.Attachment;
import dev.baton.mention.Extras;
import dev.baton.mention.Quoted;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a post brings beside its words. Its record names blobs and other posts; their addresses and words are in the posts
 * as the network shows them. Source: lexicons app.bsky.embed.
 */
final class BlueskyExtras {

  private BlueskyExtras() {}

  /** What has to be asked for to show a post whole. @param did our own; what we said is not asked for as a parent */
  static Stream<String> uris(JsonObject notification, String did) {
    var record = Fields.object(notification, "record");
    var embed = Fields.object(record, "embed");
    var itself = embed.isEmpty() ? "" : Fields.text(notification, "uri");
    var parent = parent(record);
    return Stream.of(itself, quotedUri(embed), parent.startsWith("at://" + did + "/") ? "" : parent)
      .filter(uri -> !uri.isEmpty());
  }

  /** @param posts as the network shows them, by uri */
  static Extras of(JsonObject notification, Map<String, JsonObject> posts) {
    var record = Fields.object(notification, "record");
    var shown = Fields.object(posts.getOrDefault(Fields.text(notification, "uri"), new JsonObject()), "embed");
    var quoted = quotedUri(Fields.object(record, "embed"));
    return new Extras(attachments(media(Fields.object(record, "embed")), media(shown)),
      Optional.ofNullable(posts.get(quoted)).map(BlueskyExtras::quoted),
      Optional.ofNullable(posts.get(parent(record))).map(BlueskyExtras::quoted));
  }

  private static String parent(JsonObject record) {
    return Fields.text(Fields.object(Fields.object(record, "reply"), "parent"), "uri");
  }

  /** A quote alone, or one with pictures. */
  private static String quotedUri(JsonObject embed) {
    var record = Fields.object(embed, "record");
    return Fields.text(record, "uri").isEmpty() ? Fields.text(Fields.object(record, "record"), "uri")
      : Fields.text(record, "uri");
  }

  /** Pictures alone, or those beside a quote. */
  static JsonObject media(JsonObject embed) {
    var beside = Fields.object(embed, "media");
    return beside.isEmpty() ? embed : beside;
  }

  /** The record says what there is, the shown post where it is; without that, it is named all the same. */
  private static List<Attachment> attachments(JsonObject said, JsonObject shown) {
    var attachments = new ArrayList<Attachment>();
    var pictures = Fields.objects(said, "images");
    var addresses = Fields.objects(shown, "images");
    for (int i = 0; i < pictures.size(); i++) {
      attachments.add(new Attachment(Attachment.Kind.IMAGE,
        i < addresses.size() ? Fields.text(addresses.get(i), "fullsize") : "",
        Fields.text(Fields.object(pictures.get(i), "image"), "mimeType"), Fields.text(pictures.get(i), "alt")));
    }
    if (said.containsKey("video")) {
      attachments.add(new Attachment(Attachment.Kind.VIDEO, Fields.text(shown, "playlist"),
        Fields.text(Fields.object(said, "video"), "mimeType"), Fields.text(said, "alt")));
    }
    return attachments;
  }

  private static Quoted quoted(JsonObject post) {
    var handle = Fields.text(Fields.object(post, "author"), "handle");
    return new Quoted("@" + handle, BlueskyMentions.text(Fields.object(post, "record")),
      BlueskyMentions.url(handle, Fields.text(post, "uri")));
  }
}
