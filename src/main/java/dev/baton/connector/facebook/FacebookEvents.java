package dev.baton.connector.facebook;

import dev.baton.connector.Brought;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.Receipt;
import dev.baton.connector.SourceException;
import dev.baton.connector.meta.Event;
import dev.baton.connector.meta.Gathered;
import dev.baton.connector.meta.Graph;
import dev.baton.connector.meta.Times;
import dev.baton.mention.Attachment;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Extras;
import dev.baton.mention.Mention;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads what the webhook sends of a page's {@code feed} and {@code mention}. Source: the webhook reference of pages.
 */
final class FacebookEvents {

  /** What visitors put on a page, beside comments; likes, reactions and the like say nothing. */
  private static final Set<String> POSTS = Set.of("post", "status", "photo", "video", "share", "album", "link", "note");

  private final Graph graph;
  private final String page;

  FacebookEvents(Graph graph, String page) {
    this.graph = graph;
    this.page = page;
  }

  Future<Brought> read(Event event, Instant receivedAt) {
    if (!(event instanceof Event.Changed(var account, var at, var field, var value))) {
      return Future.succeededFuture(Brought.NOTHING);
    }
    return switch (field) {
      case "feed" -> Future.succeededFuture(feed(value, at, receivedAt));
      case "mention" -> mention(value, receivedAt);
      default -> Future.succeededFuture(Brought.NOTHING);
    };
  }

  private Brought feed(JsonObject value, Instant at, Instant receivedAt) {
    var item = Fields.text(value, "item");
    if (!item.equals("comment") && !POSTS.contains(item)) {
      return Brought.NOTHING;
    }
    var id = item.equals("comment") ? FacebookIds.comment(Fields.text(value, "comment_id")) : Fields.text(value, "post_id");
    return switch (Fields.text(value, "verb")) {
      case "add" -> added(value, item, id, receivedAt);
      case "edit", "edited" -> isOurs(value) ? Brought.NOTHING
        : Gathered.of(new Change.Edited(new ExternalId(id), Fields.text(value, "message"), at));
      case "remove", "delete" -> Gathered.of(new Change.Deleted(new ExternalId(id), at));
      // Hidden, blocked, followed: what was said is as it was.
      default -> Brought.NOTHING;
    };
  }

  /** What we said ourselves, by whatever way, only tells that it is there. */
  private Brought added(JsonObject value, String item, String id, Instant receivedAt) {
    var saidAt = Times.said(value, "created_time", receivedAt);
    return isOurs(value) ? Gathered.of(new Receipt("", new ExternalId(id).value(), true, "", saidAt))
      : Gathered.of(said(value, item.equals("comment"), id, saidAt));
  }

  private static Mention said(JsonObject value, boolean comment, String id, Instant at) {
    var post = Fields.text(value, "post_id");
    var parent = comment ? FacebookIds.comment(Fields.text(value, "parent_id")) : "";
    var files = files(value);
    var place = new FacebookMentions.Place(comment && parent.isEmpty() ? post : parent, post.isEmpty() ? id : post,
      comment ? "comment" : "post", id, FacebookMentions.seenBy(value));
    var url = comment ? "" : Fields.text(Fields.object(value, "post"), "permalink_url");
    return new Mention(new ExternalId(id), FacebookMentions.author(from(value), id),
      FacebookMentions.text(Fields.text(value, "message"), files), at, place.context(url), Extras.of(files));
  }

  private boolean isOurs(JsonObject value) {
    return Fields.text(from(value), "id").equals(page);
  }

  /** Under one name or the other. */
  private static JsonObject from(JsonObject value) {
    return value.getValue("from") instanceof JsonObject from ? from
      : new JsonObject().put("id", Fields.text(value, "sender_id")).put("name", Fields.text(value, "sender_name"));
  }

  private static List<Attachment> files(JsonObject value) {
    var files = new ArrayList<Attachment>();
    if (!Fields.text(value, "photo").isEmpty()) {
      files.add(new Attachment(Attachment.Kind.IMAGE, Fields.text(value, "photo"), "", ""));
    }
    if (value.getValue("photos") instanceof JsonArray photos) {
      photos.stream().filter(String.class::isInstance)
        .forEach(url -> files.add(new Attachment(Attachment.Kind.IMAGE, (String) url, "", "")));
    }
    var link = Fields.text(value, "link");
    var item = Fields.text(value, "item");
    var film = Fields.text(value, "video").isEmpty() && item.equals("video") ? link : Fields.text(value, "video");
    if (!film.isEmpty()) {
      files.add(new Attachment(Attachment.Kind.VIDEO, film, "", ""));
    }
    if (item.equals("photo") && files.isEmpty() && !link.isEmpty()) {
      files.add(new Attachment(Attachment.Kind.IMAGE, link, "", ""));
    }
    return files;
  }

  /** Somebody named the page elsewhere. The words are not sent along, and may not be shown to us at all. */
  private Future<Brought> mention(JsonObject value, Instant receivedAt) {
    var comment = Fields.text(value, "item").equals("comment");
    var id = comment ? FacebookIds.comment(Fields.text(value, "comment_id")) : Fields.text(value, "post_id");
    if (!Fields.text(value, "verb").equals("add") || isOurs(value)) {
      return Future.succeededFuture(Brought.NOTHING);
    }
    var known = said(value, comment, id, Times.said(value, "created_time", receivedAt));
    if (!Fields.text(value, "message").isBlank()) {
      return Future.succeededFuture(Gathered.of(known));
    }
    return graph.get(id, Map.of("fields", comment ? FacebookMentions.COMMENT_FIELDS : FacebookMentions.POST_FIELDS))
      .compose(heard -> switch (heard) {
        case Heard.Fine(var answer) -> Future.succeededFuture(Gathered.of(comment
          ? FacebookMentions.comment(Fields.object(answer.body(), graph.host()), Fields.text(value, "post_id"), receivedAt)
          : FacebookMentions.post(Fields.object(answer.body(), graph.host()), receivedAt)));
        case Heard.TurnedDown(var status, var words) -> Future.succeededFuture(Gathered.of(unseen(known)));
        case Heard.Wait(var pause, var why) -> Future.failedFuture(SourceException.unanswered(why, null));
        case Heard.Unwelcome(var why) -> Future.failedFuture(SourceException.unanswered(why, null));
      });
  }

  private static Mention unseen(Mention known) {
    return new Mention(known.externalId(), known.author(), "[mentioned the page where Facebook does not show us the words]",
      known.postedAt(), known.context(), known.extras());
  }
}
