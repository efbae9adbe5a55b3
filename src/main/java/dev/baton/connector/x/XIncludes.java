package dev.baton.connector.x;

import dev.baton.connector.Fields;
import dev.baton.mention.Attachment;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What an answer explains beside what it says: people, other posts, pictures. Any of it may be missing. */
final class XIncludes {

  private final Map<String, JsonObject> users = new HashMap<>();
  private final Map<String, JsonObject> posts = new HashMap<>();
  private final Map<String, JsonObject> media = new HashMap<>();

  XIncludes(JsonObject includes) {
    Fields.objects(includes, "users").forEach(this::user);
    XNames.list(includes, "tweets", "posts").forEach(post -> posts.put(Fields.text(post, "id"), post));
    Fields.objects(includes, "media").forEach(item -> media.put(Fields.text(item, "media_key"), item));
  }

  /** Some webhooks wrap a person once more. */
  void user(JsonObject item) {
    var user = item.getValue("data") instanceof JsonObject wrapped ? wrapped : item;
    users.put(Fields.text(user, "id"), user);
  }

  void media(JsonObject item) {
    media.put(Fields.text(item, "media_key"), item);
  }

  /** Empty where the answer does not explain them. */
  JsonObject user(String id) {
    return users.getOrDefault(id, new JsonObject());
  }

  Optional<JsonObject> post(String id) {
    return Optional.ofNullable(posts.get(id));
  }

  /** How many of these it explains. */
  long known(List<String> mediaKeys) {
    return mediaKeys.stream().filter(media::containsKey).count();
  }

  List<Attachment> attachments(List<String> mediaKeys) {
    return mediaKeys.stream().map(media::get).filter(item -> item != null).map(XIncludes::attachment).toList();
  }

  private static Attachment attachment(JsonObject item) {
    var film = Fields.objects(item, "variants").stream()
      .filter(variant -> Fields.text(variant, "content_type").equals("video/mp4"))
      .max(Comparator.comparingLong(variant -> Fields.number(variant, "bit_rate"))).orElse(new JsonObject());
    var url = Stream.of(Fields.text(item, "url"), Fields.text(film, "url"), Fields.text(item, "preview_image_url"))
      .filter(at -> !at.isEmpty()).findFirst().orElse("");
    return new Attachment(Attachment.Kind.of(Fields.text(item, "type")), url, Fields.text(film, "content_type"),
      Fields.text(item, "alt_text"));
  }
}
