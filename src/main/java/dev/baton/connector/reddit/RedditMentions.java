package dev.baton.connector.reddit;

import dev.baton.mention.Author;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Extras;
import dev.baton.mention.Mention;
import dev.baton.mention.Quoted;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns what lies in the inbox into mentions. Text is Reddit's Markdown, as its author typed it. */
final class RedditMentions {

  static final String WEB = "https://www.reddit.com";

  private static final Pattern MEDIA = Pattern.compile("!\\[(gif|img)]\\([^)\\s]{1,200}\\)");
  /** What Reddit's editor puts where an empty line is wanted. */
  private static final Pattern FILLER = Pattern.compile("&#x200B;|\u200B", Pattern.CASE_INSENSITIVE);
  private static final String NOBODY = "[deleted]";
  private static final String CHAT = "[direct chat room]";

  private RedditMentions() {}

  /**
   * @return empty where nobody says anything to us: our own words, words that are gone, Reddit's own newsletters
   * @throws IllegalArgumentException saying what is missing, if it is nothing we understand
   */
  static Optional<Mention> read(RedditThing thing, RedditConfig config) {
    if (!thing.isComment() && !thing.isMessage()) {
      throw new IllegalArgumentException("it is neither a comment nor a message");
    }
    var id = new ExternalId(thing.name());
    if (thing.isGone() || config.isUs(thing.text("author")) || thing.text("distinguished").equals("admin")) {
      return Optional.empty();
    }
    var at = thing.saidAt().orElseThrow(() -> new IllegalArgumentException("it does not say when it was written"));
    return Optional.of(new Mention(id, author(thing), thing.isMessage() ? message(thing) : text(thing), at,
      context(thing), extras(thing)));
  }

  static String text(RedditThing thing) {
    var words = FILLER.matcher(thing.text("body")).replaceAll("").replace("&nbsp;", " ");
    return MEDIA.matcher(words).replaceAll(m -> m.group(1).equals("gif") ? "[gif]" : "[image]").strip();
  }

  /** The subject says what it is about, once: answers repeat it. */
  private static String message(RedditThing thing) {
    var subject = thing.text("subject").strip();
    boolean saysMore = !subject.isEmpty() && !subject.equals(CHAT) && !subject.toLowerCase(Locale.ROOT).startsWith("re:")
      && thing.text("first_message_name").isEmpty();
    var body = text(thing);
    return saysMore ? (subject + "\n\n" + body).strip() : body;
  }

  /** Who deleted their account has no name any more, and is nobody else who did; moderators write as their community. */
  private static Author author(RedditThing thing) {
    var name = thing.text("author");
    var id = thing.text("author_fullname");
    if (!name.isEmpty() && !name.equals(NOBODY)) {
      return new Author(id.isEmpty() ? "u/" + name.toLowerCase(Locale.ROOT) : id, name, name, 0, "", "");
    }
    var community = thing.text("subreddit");
    if (thing.isMessage() && !community.isEmpty()) {
      return new Author("r/" + community.toLowerCase(Locale.ROOT), "", "r/" + community, 0, "", "");
    }
    return new Author(id.isEmpty() ? "deleted " + thing.name() : id, "", NOBODY, 0, "", "");
  }

  /** What is no comment is for our eyes only. */
  private static Mention.Context context(RedditThing thing) {
    var post = thing.post();
    var answerRef = new JsonObject().put("thing", thing.name()).put("post", post).put("to", thing.text("author"));
    if (thing.isMessage()) {
      var first = thing.text("first_message_name");
      return new Mention.Context(thing.text("parent_id"), first.isEmpty() ? thing.name() : first,
        WEB + "/message/messages/" + thing.text("id"), "", Visibility.PRIVATE, answerRef.encode());
    }
    var path = thing.text("context");
    return new Mention.Context(thing.text("parent_id"), post, path.startsWith("/") ? WEB + path : "", "",
      Visibility.PUBLIC, answerRef.encode());
  }

  /** Who names us below a post says so about it. */
  private static Extras extras(RedditThing thing) {
    var title = thing.text("link_title");
    boolean below = thing.isComment() && thing.text("subject").equals("username mention") && !title.isEmpty()
      && thing.text("parent_id").startsWith("t3_");
    return below ? new Extras(List.of(), Optional.empty(), Optional.of(new Quoted("", title,
      WEB + "/comments/" + thing.text("parent_id").substring("t3_".length())))) : Extras.NONE;
  }
}
