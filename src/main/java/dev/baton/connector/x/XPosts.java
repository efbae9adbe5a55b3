package dev.baton.connector.x;

import dev.baton.connector.Fields;
import dev.baton.mention.Author;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Extras;
import dev.baton.mention.Mention;
import dev.baton.mention.Quoted;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a post into a mention. Every edit is a post of its own to the network; here it is one mention, known by the id
 * of its first version, and a change for each later one.
 */
final class XPosts {

  /** The network's words for posts in which it found no language. */
  private static final Set<String> NO_LANGUAGE =
    Set.of("und", "zxx", "art", "qam", "qct", "qht", "qme", "qst");

  private XPosts() {}

  /**
   * @param summoned true where the network itself says that they mentioned or quoted us
   * @throws IllegalArgumentException saying what is missing, if it is no post we understand
   */
  static void read(JsonObject post, XIncludes includes, Me me, boolean summoned, Said into) {
    var author = Fields.text(post, "author_id");
    if (me.is(author) || !XNames.referenced(post, "retweeted").isEmpty()) {
      return;
    }
    var id = new ExternalId(Fields.text(post, "id"));
    var first = new ExternalId(XNames.versions(post).getFirst());
    var mention = mention(first, post, includes, me, summoned);
    into.mention(mention);
    if (!first.equals(id)) {
      into.change(new Change.Edited(first, mention.text(), said(post)));
    }
  }

  private static Mention mention(ExternalId first, JsonObject post, XIncludes includes, Me me, boolean summoned) {
    var quoted = XNames.referenced(post, "quoted");
    var media = XNames.mediaKeys(post);
    var attachments = includes.attachments(media);
    var text = XText.orWhatCame(XText.of(post, quoted), attachments, !media.isEmpty(), !quoted.isEmpty());
    var parent = XNames.referenced(post, "replied_to");
    var extras = new Extras(attachments, includes.post(quoted).map(other -> quoted(other, includes)),
      includes.post(parent).filter(other -> !me.is(Fields.text(other, "author_id")))
        .map(other -> quoted(other, includes)));
    var postedAt = Snowflake.time(first.value()).orElseGet(() -> said(post));
    return new Mention(first, author(Fields.text(post, "author_id"), includes), text, postedAt,
      context(post, parent, includes, summoned || isSummoned(post, quoted, includes, me)), extras);
  }

  static Author author(String id, XIncludes includes) {
    var user = includes.user(id);
    return new Author(id, Fields.text(user, "username"), Fields.text(user, "name"),
      Fields.number(Fields.object(user, "public_metrics"), "followers_count"), "", "");
  }

  private static Quoted quoted(JsonObject post, XIncludes includes) {
    var handle = Fields.text(includes.user(Fields.text(post, "author_id")), "username");
    return new Quoted(handle.isEmpty() ? "" : "@" + handle, XText.of(post, ""), url(handle, Fields.text(post, "id")));
  }

  /** What only the author's followers can read is not for everybody. */
  private static Mention.Context context(JsonObject post, String parent, XIncludes includes, boolean summoned) {
    var id = Fields.text(post, "id");
    var user = includes.user(Fields.text(post, "author_id"));
    var language = Fields.text(post, "lang");
    boolean shut = Boolean.TRUE.equals(user.getValue("protected"));
    var answerRef = new JsonObject().put("post", id).put("summoned", summoned).put("shut", shut);
    return new Mention.Context(parent, Fields.text(post, "conversation_id"), url(Fields.text(user, "username"), id),
      NO_LANGUAGE.contains(language) ? "" : language, shut ? Visibility.PRIVATE : Visibility.PUBLIC,
      answerRef.encode());
  }

  private static boolean isSummoned(JsonObject post, String quoted, XIncludes includes, Me me) {
    boolean mentioned = Fields.objects(Fields.object(post, "entities"), "mentions").stream()
      .anyMatch(name -> me.is(Fields.text(name, "id")) || me.isCalled(Fields.text(name, "username")));
    Optional<JsonObject> other = includes.post(quoted);
    return mentioned || me.is(Fields.text(post, "in_reply_to_user_id"))
      || other.filter(o -> me.is(Fields.text(o, "author_id"))).isPresent();
  }

  private static Instant said(JsonObject post) {
    return Fields.time(post, "created_at").or(() -> Snowflake.time(Fields.text(post, "id")))
      .orElseThrow(() -> new IllegalArgumentException("the post says no created_at, and its id no time"));
  }

  /** Where the network's own web client shows it; it finds a post by its id alone. */
  static String url(String handle, String id) {
    return id.isEmpty() ? "" : "https://x.com/" + (handle.isEmpty() ? "i" : handle) + "/status/" + id;
  }
}
