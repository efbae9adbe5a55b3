package dev.baton.connector.googlereviews;

import dev.baton.connector.Fields;
import dev.baton.mention.Attachment;
import dev.baton.mention.Author;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Extras;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A review as Google has it now.
 *
 * @param name   {@code accounts/1/locations/2/reviews/AbF}
 * @param text   its stars and words, so that a change of either is one
 * @param answer of the owner; empty words where there is none
 */
record Review(String name, String text, Instant writtenAt, Instant changedAt, Answer answer, JsonObject raw) {

  private static final Map<String, String> STARS = Map.of("ONE", "1 star", "TWO", "2 stars", "THREE", "3 stars", "FOUR",
    "4 stars", "FIVE", "5 stars");

  /** @param violation Google's word for why it was rejected; empty where it does not say */
  record Answer(String text, String state, String violation, Instant at) {

    boolean isThere() {
      return !text.isBlank();
    }

    boolean isRejected() {
      return state.equals("REJECTED");
    }

    /** What an agent reads. */
    String whyRejected() {
      return "Google does not publish this answer" + (violation.isEmpty() ? "; it does not say why"
        : ": " + violation.replace('_', ' ').toLowerCase(java.util.Locale.ROOT)) + ". Say it in other words";
    }
  }

  /**
   * @param location where it was listed
   * @throws IllegalArgumentException saying what is missing, if it is no review we understand
   */
  static Review of(Object item, String location) {
    if (!(item instanceof JsonObject raw)) {
      throw new IllegalArgumentException("the item is no object");
    }
    var written = Fields.time(raw, "createTime").or(() -> Fields.time(raw, "updateTime"))
      .orElseThrow(() -> new IllegalArgumentException("the review does not say when it was written"));
    var changed = Fields.time(raw, "updateTime").orElse(written);
    return new Review(name(raw, location), text(raw), written, changed, answer(Fields.object(raw, "reviewReply"), changed),
      raw);
  }

  private static String name(JsonObject raw, String location) {
    var name = Fields.text(raw, "name");
    var id = Fields.text(raw, "reviewId");
    if (name.isEmpty() && id.isEmpty()) {
      throw new IllegalArgumentException("the review has no name");
    }
    return name.isEmpty() ? location + "/reviews/" + id : name;
  }

  private static String text(JsonObject raw) {
    var stars = STARS.getOrDefault(Fields.text(raw, "starRating"), "stars unknown");
    var words = Fields.text(raw, "comment").strip();
    return words.isEmpty() ? "[" + stars + ", no words]" : "[" + stars + "] " + words;
  }

  static Answer answer(JsonObject raw, Instant otherwise) {
    return new Answer(Fields.text(raw, "comment").strip(), Fields.text(raw, "reviewReplyState"),
      Fields.text(raw, "policyViolation"), Fields.time(raw, "updateTime").orElse(otherwise));
  }

  /**
   * Whether its author changed it. Google does not say whether an answer of the owner counts as a change of the review; one
   * at the very second of the answer is taken for that.
   */
  private boolean isEdited() {
    boolean movedByAnswer = answer.isThere() && changedAt.truncatedTo(ChronoUnit.SECONDS)
      .equals(answer.at().truncatedTo(ChronoUnit.SECONDS));
    return changedAt.isAfter(writtenAt) && !movedByAnswer;
  }

  Optional<Change> change(Instant now) {
    return isEdited() ? Optional.of(new Change.Edited(new ExternalId(name), text, earlier(changedAt, now)))
      : Optional.empty();
  }

  /** @param since when the location was connected: what was written before and changed since is said now */
  Mention mention(Instant since, Instant now) {
    var at = earlier(writtenAt.isBefore(since) ? changedAt : writtenAt, now);
    return new Mention(new ExternalId(name), author(), text, at, new Mention.Context("", name,
      Fields.text(raw, "reviewReplyUrl"), "", Visibility.PUBLIC, new JsonObject().put("review", name).encode()), extras());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Google gives no key of a person; a review is one person's, and each of theirs is somebody of its own to us. */
  private Author author() {
    var reviewer = Fields.object(raw, "reviewer");
    var shown = Fields.text(reviewer, "displayName").strip();
    boolean anonymous = Boolean.TRUE.equals(reviewer.getValue("isAnonymous")) || shown.isEmpty();
    return new Author(name, "", anonymous ? "A Google user" : shown, 0, "", "");
  }

  private Extras extras() {
    List<Attachment> media = Fields.objects(raw, "reviewMediaItems").stream().map(item -> {
      var film = Fields.text(item, "videoUrl");
      return film.isEmpty() ? new Attachment(Attachment.Kind.IMAGE, Fields.text(item, "thumbnailUrl"), "", "")
        : new Attachment(Attachment.Kind.VIDEO, film, "", "");
    }).filter(attachment -> attachment.url().startsWith("https://")).toList();
    return Extras.of(media);
  }
}
