package dev.baton.connector.youtube;

import dev.baton.connector.Fields;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Set;

/**
 * Why the network said no. Source: developers.google.com, youtube/v3/docs/errors, comments/insert.
 *
 * @param reason the network's word for it; empty where it gives none
 * @param words  for who has to do something about it
 */
record YouTubeError(String reason, String words) {

  private static final Set<String> SPENT = Set.of("quotaExceeded", "dailyLimitExceeded");
  private static final Set<String> BUSY = Set.of("rateLimitExceeded", "userRateLimitExceeded");
  /** The network's own trouble, whatever the status; processingFailure may be the request's, too. */
  private static final Set<String> PASSING = Set.of("processingFailure", "backendError", "internalError");

  /** What only the owner of the account can mend, and how. */
  private static final Map<String, String> MEND = Map.of(
    "insufficientPermissions", "let the channel's owner authorise Baton again, with the scope youtube.force-ssl",
    "accessNotConfigured", "switch the YouTube Data API v3 on in the project's console",
    "youtubeSignupRequired", "the account that authorised Baton has no YouTube channel");

  /** What is said of an answer that was turned down. */
  private static final Map<String, String> REFUSED = Map.of(
    "commentTextTooLong", "The answer is too long for YouTube: shorten it",
    "commentTextRequired", "The answer is empty",
    "commentsDisabled", "Comments are turned off for this video",
    "commentNotFound", "The comment is gone",
    "parentCommentNotFound", "The comment is gone",
    "parentCommentIsPrivate", "The comment waits for review: let it through in YouTube Studio, then answer it",
    "ineligibleAccount", "The account cannot comment: its owner has to finish setting up the channel on YouTube",
    "operationNotSupported", "YouTube takes no answers in this thread");

  static YouTubeError of(Buffer body, String otherwise) {
    var error = Fields.object(Fields.objectOrEmpty(body), "error");
    var reason = Fields.objects(error, "errors").stream().map(e -> Fields.text(e, "reason")).findFirst().orElse("");
    // The network's words have links in them, as HTML.
    var said = Fields.text(error, "message").replaceAll("<[^>]*>", "").strip();
    return new YouTubeError(reason, said.isEmpty() ? otherwise : said);
  }

  boolean isSpent() {
    return SPENT.contains(reason);
  }

  boolean isBusy() {
    return BUSY.contains(reason);
  }

  boolean isPassing() {
    return PASSING.contains(reason);
  }

  /** A person has to, not another token. */
  boolean isToBeMended() {
    return MEND.containsKey(reason);
  }

  /** With what to do about it, where that is known. */
  String advice() {
    return MEND.containsKey(reason) ? words + ": " + MEND.get(reason)
      : REFUSED.containsKey(reason) ? REFUSED.get(reason) + " (" + words + ")" : words;
  }
}
