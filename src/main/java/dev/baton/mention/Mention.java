package dev.baton.mention;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One thing said to or about the brand, as a network gave it.
 *
 * @param text     what was said, as plain text; markup is gone
 * @param postedAt the network's own time, to the microsecond; it starts the customer's clock
 * @param context  where it stands in the network's conversation
 * @param extras   what it brought beside its words
 */
public record Mention(ExternalId externalId, Author author, String text, Instant postedAt, Context context,
                      Extras extras) {

  /** Longer than a long mail without its quotes; the rest is cut, the network's link leads to the whole. */
  public static final int MAX_TEXT = 20_000;

  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /** Words and nothing else. */
  public Mention(ExternalId externalId, Author author, String text, Instant postedAt, Context context) {
    this(externalId, author, text, postedAt, context, Extras.NONE);
  }

  public Mention {
    text = Text.lines(text, MAX_TEXT);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("text is blank: a mention says something");
    }
    if (postedAt == null) {
      throw new IllegalArgumentException("postedAt is missing: give the network's time, such as 2026-07-24T21:23:20Z");
    }
    checkTime("postedAt", postedAt);
    postedAt = postedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** Neither the database nor any promise reckons with other times. */
  static void checkTime(String what, Instant at) {
    if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
      throw new IllegalArgumentException(what + " is " + at + ": no customer wrote then");
    }
  }

  /**
   * Where a mention stands in its network's conversation. A field the network does not give is empty.
   *
   * @param inReplyTo the network's id of what it answers
   * @param thread    the network's id of the conversation
   * @param url       where a person can see it
   * @param language  the network's own claim, a BCP 47 code
   * @param answerRef what the account's connector needs to answer it; opaque to everyone else
   * @param replyUntil when the network lets no answer through any more; {@link Instant#MAX} where it always does
   */
  public record Context(String inReplyTo, String thread, String url, String language, Visibility visibility,
                        String answerRef, Instant replyUntil) {

    /** Nothing known but that everyone can read it. */
    public static final Context NONE = new Context("", "", "", "", Visibility.PUBLIC, "");

    private static final int MAX_ID = ExternalId.MAX_LENGTH;
    /** A link longer than browsers take is no link. */
    private static final int MAX_URL = 2_000;
    private static final int MAX_LANGUAGE = 35;
    private static final int MAX_REF = 10_000;

    /** Of a network that always lets an answer through. */
    public Context(String inReplyTo, String thread, String url, String language, Visibility visibility,
                   String answerRef) {
      this(inReplyTo, thread, url, language, visibility, answerRef, Instant.MAX);
    }

    public Context {
      if (!replyUntil.equals(Instant.MAX) && (replyUntil.isBefore(EARLIEST) || replyUntil.isAfter(LATEST))) {
        throw new IllegalArgumentException("replyUntil is " + replyUntil + ": no network's window shuts then");
      }
      inReplyTo = id(inReplyTo);
      thread = id(thread);
      url = webLink(Text.line(url, MAX_URL));
      language = Text.line(language, MAX_LANGUAGE);
      answerRef = Text.line(answerRef, MAX_REF);
    }

    /** Longer than any id it can match is none. */
    private static String id(String raw) {
      var id = Text.line(raw, MAX_ID);
      return id.getBytes(StandardCharsets.UTF_8).length > MAX_ID ? "" : id;
    }

    /** Only what is safe to put behind a link: anything but http(s) is dropped. */
    private static String webLink(String url) {
      return url.startsWith("https://") || url.startsWith("http://") ? url : "";
    }
  }
}
