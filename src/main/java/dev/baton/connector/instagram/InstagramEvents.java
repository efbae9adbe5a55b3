package dev.baton.connector.instagram;

import dev.baton.connector.Brought;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.Receipt;
import dev.baton.connector.SourceException;
import dev.baton.connector.meta.DirectMessages;
import dev.baton.connector.meta.Event;
import dev.baton.connector.meta.Gathered;
import dev.baton.connector.meta.Graph;
import dev.baton.connector.meta.Times;
import dev.baton.mention.Attachment;
import dev.baton.mention.Author;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Extras;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Reads what the webhook sends. A comment comes with its words; a mention is only an id, whose words are asked for.
 * Sources: the webhook pages of Instagram, and those of {@code mentioned_comment} and {@code mentioned_media}.
 */
final class InstagramEvents {

  private final Graph graph;
  private final String account;
  private final DirectMessages messages;

  InstagramEvents(Graph graph, InstantSource clock, String account) {
    this.graph = graph;
    this.account = account;
    this.messages = new DirectMessages(graph, clock, account, "name,username,follower_count");
  }

  Future<Brought> read(Event event, Instant receivedAt) {
    return switch (event) {
      case Event.Messaged(var to, var item) -> messages.read(item, receivedAt);
      case Event.Changed(var to, var at, var field, var value) -> switch (field) {
        case "comments", "live_comments" -> Future.succeededFuture(comment(value, at));
        case "mentions" -> mention(value, at);
        default -> Future.succeededFuture(Brought.NOTHING);
      };
    };
  }

  /** It has no time of its own; when it was sent is moments later. */
  private Brought comment(JsonObject value, Instant at) {
    var id = Fields.text(value, "id").isEmpty() ? Fields.text(value, "comment_id") : Fields.text(value, "id");
    var from = Fields.object(value, "from");
    if (Fields.text(from, "id").equals(account)) {
      return Gathered.of(new Receipt("", new ExternalId(id).value(), true, "", at));
    }
    var media = Fields.text(Fields.object(value, "media"), "id").isEmpty() ? Fields.text(value, "media_id")
      : Fields.text(Fields.object(value, "media"), "id");
    var parent = Fields.text(value, "parent_id");
    // Answers are one level deep: to a reply, beside it.
    var ref = new JsonObject().put("kind", "comment").put("id", parent.isEmpty() ? id : parent);
    return Gathered.of(new Mention(new ExternalId(id), author(from, Fields.text(from, "username"), id),
      words(Fields.text(value, "text"), "[comment without words]"), at,
      context(parent.isEmpty() ? media : parent, media, "", ref), Extras.NONE));
  }

  private static String words(String said, String otherwise) {
    return said.isBlank() ? otherwise : said;
  }

  private static Author author(JsonObject from, String username, String said) {
    var id = Fields.text(from, "id");
    var key = id.isEmpty() ? username.isEmpty() ? "unnamed-" + said : "@" + username : id;
    return new Author(key, username, "", 0, "", "");
  }

  private static Mention.Context context(String inReplyTo, String media, String url, JsonObject ref) {
    return new Mention.Context(inReplyTo, media, url, "", Visibility.PUBLIC, ref.encode());
  }

  private Future<Brought> mention(JsonObject value, Instant at) {
    var media = Fields.text(value, "media_id");
    var comment = Fields.text(value, "comment_id");
    var id = new ExternalId(comment.isEmpty() ? media : comment);
    var field = comment.isEmpty()
      ? "mentioned_media.media_id(" + media + "){id,caption,timestamp,username,permalink,media_type,media_url}"
      : "mentioned_comment.comment_id(" + comment + "){id,text,timestamp,username,from,media{id,permalink}}";
    var ref = new JsonObject().put("kind", "mention").put("media", media).put("comment", comment);
    return graph.get(account, Map.of("fields", field)).compose(heard -> switch (heard) {
      case Heard.Fine(var answer) ->
        Future.succeededFuture(asked(Fields.object(answer.body(), graph.host()), id, ref, at));
      case Heard.TurnedDown(var status, var words) -> Future.succeededFuture(Gathered.of(new Mention(id,
        author(new JsonObject(), "", id.value()), "[mentioned you where Instagram does not show us the words]", at,
        context("", media, "", ref), Extras.NONE)));
      case Heard.Wait(var pause, var why) -> Future.failedFuture(SourceException.unanswered(why, null));
      case Heard.Unwelcome(var why) -> Future.failedFuture(SourceException.unanswered(why, null));
    });
  }

  private Brought asked(JsonObject answer, ExternalId id, JsonObject ref, Instant at) {
    var comment = Fields.object(answer, "mentioned_comment");
    var said = comment.isEmpty() ? Fields.object(answer, "mentioned_media") : comment;
    var username = Fields.text(said, "username");
    var from = Fields.object(said, "from");
    if (Fields.text(from, "id").equals(account)) {
      return Brought.NOTHING;
    }
    var url = Fields.text(comment.isEmpty() ? said : Fields.object(said, "media"), "permalink");
    var saidAt = Times.read(said, "timestamp").filter(t -> t.isBefore(at)).orElse(at);
    return Gathered.of(new Mention(id, author(from, username, id.value()),
      words(Fields.text(said, comment.isEmpty() ? "caption" : "text"), "[mentioned you without words]"),
      saidAt, context("", Fields.text(ref, "media"), url, ref), picture(said)));
  }

  private static Extras picture(JsonObject media) {
    var url = Fields.text(media, "media_url");
    return url.isEmpty() ? Extras.NONE
      : Extras.of(List.of(new Attachment(Attachment.Kind.of(Fields.text(media, "media_type")), url, "", "")));
  }
}
