package dev.baton.connector.mastodon;

import dev.baton.connector.Fields;
import dev.baton.connector.HtmlText;
import dev.baton.mention.Attachment;
import dev.baton.mention.Author;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Extras;
import dev.baton.mention.Mention;
import dev.baton.mention.Quoted;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a notification into a mention. Source: mastodon/documentation, entities Notification, Status and Account. */
final class MastodonMentions {

  /** No server of this kind is as old. */
  private static final Instant FIRST_EDIT = Instant.parse("2016-01-01T00:00:00Z");
  private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

  /** The longest text with as much around it twice; to take apart what is longer may take a parser minutes. */
  private static final int LONGEST_HTML = 3 * Mention.MAX_TEXT;

  private final String host;

  MastodonMentions(String host) {
    this.host = host;
  }

  /**
   * @param answered statuses by id, where the one answered may be among
   * @throws IllegalArgumentException saying what is missing, if it is no mention we understand
   */
  Mention read(JsonObject notification, Map<String, JsonObject> answered) {
    var status = Fields.object(notification, "status");
    if (status.isEmpty()) {
      throw new IllegalArgumentException("the notification has no status");
    }
    var account = author(notification);
    var seen = Fields.time(notification, "created_at").or(() -> Fields.time(status, "created_at"))
      .orElseThrow(() -> new IllegalArgumentException("the notification has no created_at"));
    var parent = Optional.ofNullable(answered.get(Fields.text(status, "in_reply_to_id"))).map(this::quoted);
    return new Mention(new ExternalId(Fields.text(status, "id")), known(account), text(status),
      Fields.postedAt(Fields.time(status, "created_at"), seen), context(status, Fields.text(account, "acct")),
      new Extras(Fields.objects(status, "media_attachments").stream().map(MastodonMentions::attachment).toList(),
        quote(status).map(this::quoted), parent));
  }

  /** As it reads now, if it was edited. The author's server says when; what cannot be was just now. */
  static Optional<Change> edited(String id, JsonObject status, Instant now) {
    return Fields.time(status, "edited_at").map(at -> at.isBefore(FIRST_EDIT) || at.isAfter(now.plus(CLOCKS_APART)) ? now : at)
      .map(at -> new Change.Edited(new ExternalId(id), text(status), at));
  }

  static JsonObject author(JsonObject notification) {
    return Fields.object(notification, "status").getValue("account") instanceof JsonObject own ? own
      : Fields.object(notification, "account");
  }

  /** Two instances may each have an ann: only with the instance is the name a key. */
  private Author known(JsonObject account) {
    var acct = Fields.text(account, "acct");
    if (acct.isBlank()) {
      throw new IllegalArgumentException("the author has no acct");
    }
    return new Author(acct.contains("@") ? acct : acct + "@" + host, acct, Fields.text(account, "display_name"),
      Fields.number(account, "followers_count"), "", "");
  }

  /** A content warning comes first, as readers saw it; a picture is named, for it may be all there is. */
  private static String text(JsonObject status) {
    var pictures = Fields.objects(status, "media_attachments").stream().map(MastodonMentions::named);
    return Stream.concat(
        Stream.of(Fields.text(status, "spoiler_text"), HtmlText.of(bounded(Fields.text(status, "content")))), pictures)
      .filter(part -> !part.isBlank())
      .collect(Collectors.joining("\n"));
  }

  private static String bounded(String html) {
    return html.substring(0, Math.min(LONGEST_HTML, html.length()));
  }

  private static String named(JsonObject media) {
    var description = Fields.text(media, "description");
    return "[" + Fields.text(media, "type") + (description.isBlank() ? "]" : ": " + description + "]");
  }

  /** While a server still works on it there is only where it came from. */
  private static Attachment attachment(JsonObject media) {
    var url = Stream.of("url", "remote_url", "preview_url").map(key -> Fields.text(media, key))
      .filter(found -> !found.isEmpty()).findFirst().orElse("");
    return new Attachment(Attachment.Kind.of(Fields.text(media, "type")), url, "", Fields.text(media, "description"));
  }

  /** Mastodon wraps what is quoted; others give the status itself. */
  private static Optional<JsonObject> quote(JsonObject status) {
    var quote = Fields.object(status, "quote");
    var wrapped = Fields.object(quote, "quoted_status");
    return Optional.of(wrapped.isEmpty() ? quote : wrapped).filter(it -> it.containsKey("content"));
  }

  private Quoted quoted(JsonObject status) {
    return new Quoted("@" + Fields.text(Fields.object(status, "account"), "acct"), text(status),
      Fields.text(status, "url"));
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
