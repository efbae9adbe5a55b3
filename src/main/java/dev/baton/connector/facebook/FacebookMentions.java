package dev.baton.connector.facebook;

import dev.baton.connector.Fields;
import dev.baton.connector.meta.Times;
import dev.baton.mention.Attachment;
import dev.baton.mention.Author;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Extras;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Turns what lists and lookups give into mentions. Sources: the API's Page Post, Comment and StoryAttachment pages. */
final class FacebookMentions {

  static final String COMMENT_FIELDS = "id,message,from,parent{id},created_time,permalink_url,is_private,"
    + "attachment{type,url,media,title}";
  static final String POST_FIELDS = "id,message,from,created_time,permalink_url,attachments{type,url,media,title}";

  private FacebookMentions() {}

  /** @throws IllegalArgumentException saying what is missing */
  static Mention post(JsonObject post, Instant now) {
    var id = Fields.text(post, "id");
    return mention(post, id, new Place("", id, "post", id, Visibility.PUBLIC), now, attached(Fields.objects(
      Fields.object(post, "attachments"), "data")));
  }

  /** @param postId under which it stands */
  static Mention comment(JsonObject comment, String postId, Instant now) {
    var id = FacebookIds.comment(Fields.text(comment, "id"));
    var parent = FacebookIds.comment(Fields.text(Fields.object(comment, "parent"), "id"));
    return mention(comment, id, new Place(parent.isEmpty() ? postId : parent, postId, "comment", id, seenBy(comment)), now,
      attached(List.of(Fields.object(comment, "attachment"))));
  }

  /** Some are only shown to the page and to who wrote them. */
  static Visibility seenBy(JsonObject comment) {
    return Boolean.TRUE.equals(comment.getValue("is_private")) ? Visibility.PRIVATE : Visibility.PUBLIC;
  }

  /** Where something stands, who sees it, and what is answered. */
  record Place(String inReplyTo, String post, String kind, String id, Visibility visibility) {

    Mention.Context context(String url) {
      var ref = new JsonObject().put("kind", kind).put("id", id).put("post", post);
      return new Mention.Context(inReplyTo, post, url.isEmpty() ? FacebookIds.url(id) : url, "", visibility,
        ref.encode());
    }
  }

  private static Mention mention(JsonObject said, String id, Place place, Instant now, List<Attachment> files) {
    var at = Times.read(said, "created_time")
      .orElseThrow(() -> new IllegalArgumentException("there is no created_time"));
    return new Mention(new ExternalId(id), author(Fields.object(said, "from"), id), text(Fields.text(said, "message"), files),
      at.isAfter(now) ? now : at, place.context(Fields.text(said, "permalink_url")), Extras.of(files));
  }

  /** Facebook keeps back who they are until they have met the app: somebody all the same, and nobody else. */
  static Author author(JsonObject from, String said) {
    var id = Fields.text(from, "id");
    return id.isEmpty() ? new Author("unnamed-" + said, "", "", 0, "", "")
      : new Author(id, "", Fields.text(from, "name"), 0, "", "");
  }

  static String text(String words, List<Attachment> files) {
    if (!words.isBlank()) {
      return words;
    }
    return files.isEmpty() ? "[without words]" : files.stream()
      .map(f -> "[" + f.kind().word() + (f.description().isEmpty() ? "" : ": " + f.description()) + "]")
      .collect(Collectors.joining("\n"));
  }

  private static List<Attachment> attached(List<JsonObject> attachments) {
    var files = new ArrayList<Attachment>();
    for (var attachment : attachments) {
      var media = Fields.object(attachment, "media");
      var picture = Fields.text(Fields.object(media, "image"), "src");
      var film = Fields.text(media, "source");
      var url = film.isEmpty() ? picture : film;
      if (!url.isEmpty()) {
        files.add(new Attachment(film.isEmpty() ? Attachment.Kind.IMAGE : Attachment.Kind.VIDEO, url, "",
          Fields.text(attachment, "title")));
      }
    }
    return files;
  }
}
