package dev.baton.connector.x;

import dev.baton.connector.Fields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** The network is renaming tweets to posts, one endpoint after another: both names are read everywhere. */
final class XNames {

  private XNames() {}

  static List<JsonObject> list(JsonObject from, String old, String now) {
    return Fields.objects(from, from.containsKey(now) ? now : old);
  }

  /** What a post answers or quotes, by the word for it; empty where it does not. */
  static String referenced(JsonObject post, String type) {
    return list(post, "referenced_tweets", "referenced_posts").stream()
      .filter(other -> Fields.text(other, "type").equals(type)).map(other -> Fields.text(other, "id"))
      .findFirst().orElse("");
  }

  /** The whole of a long post, whose {@code text} is only its beginning. */
  static Optional<JsonObject> note(JsonObject post) {
    return Optional.of(Fields.object(post, post.containsKey("note_post") ? "note_post" : "note_tweet"))
      .filter(note -> !Fields.text(note, "text").isBlank());
  }

  /** All versions of a post, the first first; at least itself. */
  static List<String> versions(JsonObject post) {
    var ids = texts(post,
      post.containsKey("edit_history_post_ids") ? "edit_history_post_ids" : "edit_history_tweet_ids");
    return ids.isEmpty() ? List.of(Fields.text(post, "id")) : ids;
  }

  static List<String> mediaKeys(JsonObject item) {
    return texts(Fields.object(item, "attachments"), "media_keys");
  }

  private static List<String> texts(JsonObject from, String key) {
    return from.getValue(key) instanceof JsonArray all
      ? all.stream().filter(String.class::isInstance).map(String.class::cast).toList() : List.of();
  }
}
