package dev.baton.connector.mastodon;

import dev.baton.connector.Fields;
import dev.baton.connector.HtmlText;
import dev.baton.mention.Author;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a notification into a mention. Source: mastodon/documentation, entities Notification, Status and Account. */
final class MastodonMentions {

  private final String host;

  MastodonMentions(String host) {
    this.host = host;
  }

  /** @throws IllegalArgumentException saying what is missing, if it is no mention we understand */
  Mention read(JsonObject notification) {
    var status = Fields.object(notification, "status");
    if (status.isEmpty()) {
      throw new IllegalArgumentException("the notification has no status");
    }
    var account = status.getValue("account") instanceof JsonObject own ? own : Fields.object(notification, "account");
    var seen = Fields.time(notification, "created_at").or(() -> Fields.time(status, "created_at"))
      .orElseThrow(() -> new IllegalArgumentException("the notification has no created_at"));
    return new Mention(new ExternalId(Fields.text(status, "id")), author(account), text(status),
      Fields.postedAt(Fields.time(status, "created_at"), seen), context(status, Fields.text(account, "acct")));
  }

  /** Two instances may each have an ann: only with the instance is the name a key. */
  private Author author(JsonObject account) {
    var acct = Fields.text(account, "acct");
    if (acct.isBlank()) {
      throw new IllegalArgumentException("the author has no acct");
    }
    return new Author(acct.contains("@") ? acct : acct + "@" + host, acct, Fields.text(account, "display_name"),
      Fields.number(account, "followers_count"), "", "");
  }

  /** A content warning comes first, as readers saw it; a picture is named, for it may be all there is. */
  private static String text(JsonObject status) {
    var pictures = Fields.objects(status, "media_attachments").stream()
      .map(media -> "[" + Fields.text(media, "type") + ": " + Fields.text(media, "description") + "]");
    return Stream.concat(
        Stream.of(Fields.text(status, "spoiler_text"), HtmlText.of(Fields.text(status, "content"))), pictures)
      .filter(part -> !part.isBlank())
      .collect(Collectors.joining("\n"));
  }

  /** Mastodon names no conversation: the thread is the id answered, or its own where it answers nothing. */
  private static Mention.Context context(JsonObject status, String acct) {
    var id = Fields.text(status, "id");
    var inReplyTo = Fields.text(status, "in_reply_to_id");
    var visibility = Fields.text(status, "visibility");
    var language = Fields.text(status, "language");
    var answerRef = new JsonObject().put("statusId", id).put("acct", acct).put("visibility", visibility)
      .put("language", language);
    return new Mention.Context(inReplyTo, inReplyTo.isEmpty() ? id : inReplyTo, Fields.text(status, "url"), language,
      readableBy(visibility), answerRef.encode());
  }

  /** A word we do not know is taken for private: an answer must not be wider than its question. */
  private static Visibility readableBy(String visibility) {
    return visibility.equals("public") || visibility.equals("unlisted") ? Visibility.PUBLIC : Visibility.PRIVATE;
  }
}
