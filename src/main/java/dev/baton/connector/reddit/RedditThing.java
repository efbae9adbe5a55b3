package dev.baton.connector.reddit;

import dev.baton.connector.Fields;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing of a listing, read with suspicion.
 *
 * @param kind {@code t1} for a comment, {@code t4} for a message, {@code more} for what is left out
 */
record RedditThing(String kind, JsonObject data) {

  private static final Pattern POST = Pattern.compile("^/r/[^/]+/comments/([a-z0-9]{1,20})/");

  /** What Reddit leaves in the place of words: their author's doing, a moderator's, its own. */
  private static final List<String> TOMBSTONES = List.of("[deleted]", "[removed]", "[ removed by reddit ]");

  /** No child at all is a thing without anything. */
  static RedditThing of(Object child) {
    var object = child instanceof JsonObject json ? json : new JsonObject();
    return new RedditThing(Fields.text(object, "kind"), Fields.object(object, "data"));
  }

  String name() {
    return text("name");
  }

  String text(String field) {
    return Fields.text(data, field);
  }

  boolean isComment() {
    return kind.equals("t1");
  }

  boolean isMessage() {
    return kind.equals("t4");
  }

  Optional<Instant> saidAt() {
    return seconds("created_utc");
  }

  /** Empty where it never was; {@code false} stands for that. */
  Optional<Instant> editedAt() {
    return seconds("edited");
  }

  boolean isSaidBefore(Instant time) {
    return saidAt().filter(at -> at.isBefore(time)).isPresent();
  }

  /** Only the words are gone; the thing stays in the lists. */
  boolean isGone() {
    return TOMBSTONES.contains(text("body").strip().toLowerCase(java.util.Locale.ROOT));
  }

  /** The fullname of the post that a comment stands under; empty where it does not say. */
  String post() {
    var link = text("link_id");
    var in = POST.matcher(text("context"));
    return link.isEmpty() && in.find() ? "t3_" + in.group(1) : link;
  }

  /** Unix seconds with a point. */
  private Optional<Instant> seconds(String field) {
    try {
      var raw = Double.parseDouble(text(field));
      // Beyond these is no calendar's time; Mention says what of it is believed.
      return raw > 0 && raw < 1e11 ? Optional.of(Instant.ofEpochMilli(Math.round(raw * 1000))) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
