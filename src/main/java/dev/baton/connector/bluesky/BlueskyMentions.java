package dev.baton.connector.bluesky;

import dev.baton.connector.Fields;
import dev.baton.mention.Author;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns a notification into a mention.
 * Source: lexicons app.bsky.notification.listNotifications and app.bsky.feed.post.
 */
final class BlueskyMentions {

  private BlueskyMentions() {}

  /**
   * @param followers by DID; who is not in it has 0
   * @param posts     as the network shows them, by uri: the mention itself, what it quotes, what it answers
   * @throws IllegalArgumentException saying what is missing, if it is no mention we understand
   */
  static Mention read(JsonObject notification, Map<String, Long> followers, Map<String, JsonObject> posts) {
    var record = Fields.object(notification, "record");
    var author = Fields.object(notification, "author");
    var did = Fields.text(author, "did");
    var indexedAt = Fields.time(notification, "indexedAt")
      .orElseThrow(() -> new IllegalArgumentException("the notification has no indexedAt"));
    return new Mention(new ExternalId(Fields.text(notification, "uri")),
      new Author(did, Fields.text(author, "handle"), Fields.text(author, "displayName"),
        followers.getOrDefault(did, 0L), "", ""),
      text(record), Fields.postedAt(Fields.time(record, "createdAt"), indexedAt),
      context(notification, record, author), BlueskyExtras.of(notification, posts));
  }

  /** A picture is named, for it may be all there is. */
  static String text(JsonObject record) {
    var media = BlueskyExtras.media(Fields.object(record, "embed"));
    var pictures = Fields.objects(media, "images").stream().map(image -> named("image", Fields.text(image, "alt")));
    var video = media.containsKey("video") ? Stream.of(named("video", Fields.text(media, "alt"))) : Stream.<String>of();
    return Stream.of(Stream.of(Fields.text(record, "text")), pictures, video).flatMap(parts -> parts)
      .filter(part -> !part.isBlank())
      .collect(Collectors.joining("\n"));
  }

  private static String named(String kind, String description) {
    return "[" + kind + (description.isBlank() ? "]" : ": " + description + "]");
  }

  private static Mention.Context context(JsonObject notification, JsonObject record, JsonObject author) {
    var uri = Fields.text(notification, "uri");
    var cid = Fields.text(notification, "cid");
    var reply = Fields.object(record, "reply");
    var root = Fields.object(reply, "root");
    boolean top = Fields.text(root, "uri").isEmpty();
    var handle = Fields.text(author, "handle");
    var language = record.getValue("langs") instanceof JsonArray langs && !langs.isEmpty()
      && langs.getValue(0) instanceof String first ? first : "";
    var thread = top ? uri : Fields.text(root, "uri");
    var answerRef = new JsonObject().put("uri", uri).put("cid", cid)
      .put("rootUri", thread).put("rootCid", top ? cid : Fields.text(root, "cid"))
      .put("handle", handle).put("did", Fields.text(author, "did")).put("lang", language);
    return new Mention.Context(Fields.text(Fields.object(reply, "parent"), "uri"), thread, url(handle, uri), language,
      Visibility.PUBLIC, answerRef.encode());
  }

  /** Where the network's own web client shows a post. */
  static String url(String handle, String uri) {
    var key = uri.substring(uri.lastIndexOf('/') + 1);
    return handle.isEmpty() || key.isEmpty() ? "" : "https://bsky.app/profile/" + handle + "/post/" + key;
  }
}
