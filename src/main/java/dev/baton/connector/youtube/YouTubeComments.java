package dev.baton.connector.youtube;

import dev.baton.connector.Fields;
import dev.baton.mention.Attachment;
import dev.baton.mention.Author;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Extras;
import dev.baton.mention.Mention;
import dev.baton.mention.Quoted;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Turns a comment into a mention. Source: developers.google.com, youtube/v3/docs/comments. */
final class YouTubeComments {

  private YouTubeComments() {}

  /**
   * @param answered the comment it stands below, where it is somebody else's
   * @throws IllegalArgumentException saying what is missing, if it is no comment we understand
   */
  static Mention read(JsonObject comment, Strand thread, Optional<Quoted> answered) {
    var id = Fields.text(comment, "id");
    boolean below = !id.equals(thread.id());
    return new Mention(new ExternalId(id), author(comment), text(comment), at(comment),
      new Mention.Context(below ? thread.id() : "", thread.id(), thread.url(id), "", Visibility.PUBLIC,
        answerRef(comment, thread, below)),
      new Extras(pictures(comment), Optional.empty(), answered));
  }

  static String text(JsonObject comment) {
    var original = Fields.text(snippet(comment), "textOriginal");
    var text = original.isBlank() ? Fields.text(snippet(comment), "textDisplay") : original;
    // A picture may be all there is.
    return text.isBlank() && !pictures(comment).isEmpty() ? "[image]" : text;
  }

  static Instant at(JsonObject comment) {
    return Fields.time(snippet(comment), "publishedAt")
      .orElseThrow(() -> new IllegalArgumentException("the comment has no publishedAt"));
  }

  /** When it was edited last; empty if it never was. */
  static Optional<Instant> edited(JsonObject comment) {
    return Fields.time(snippet(comment), "updatedAt").filter(updated -> updated.isAfter(at(comment)));
  }

  /** Another one whenever it reads otherwise. */
  static String version(JsonObject comment) {
    return edited(comment).orElse(at(comment)).toString();
  }

  static boolean isBy(JsonObject comment, String channel) {
    return authorChannel(comment).equals(channel);
  }

  static Quoted quoted(JsonObject comment, Strand thread) {
    return new Quoted(Fields.text(snippet(comment), "authorDisplayName"), text(comment),
      thread.url(Fields.text(comment, "id")));
  }

  private static JsonObject snippet(JsonObject comment) {
    return Fields.object(comment, "snippet");
  }

  private static String authorChannel(JsonObject comment) {
    return Fields.text(Fields.object(snippet(comment), "authorChannelId"), "value");
  }

  /** The shown name is the handle. Where the channel behind it is gone, it is all there is. */
  private static Author author(JsonObject comment) {
    var channel = authorChannel(comment);
    var shown = Fields.text(snippet(comment), "authorDisplayName").strip();
    boolean isHandle = shown.startsWith("@");
    return new Author(channel.isEmpty() ? shown : channel, isHandle ? shown.substring(1) : "", isHandle ? "" : shown, 0,
      "", "");
  }

  private static List<Attachment> pictures(JsonObject comment) {
    var url = Fields.text(snippet(comment), "imageUrl");
    return url.isBlank() ? List.of() : List.of(new Attachment(Attachment.Kind.IMAGE, url, "", ""));
  }

  /** Whoever is answered below a thread is named, for the network does not tell them otherwise. */
  private static String answerRef(JsonObject comment, Strand thread, boolean below) {
    return thread.json().put("name", below ? Fields.text(snippet(comment), "authorDisplayName").strip() : "").encode();
  }
}
