package dev.baton.connector;

import dev.baton.mention.Visibility;
import java.time.Instant;

/**
 * An answer on its way to a network.
 *
 * @param attemptKey   from {@link Connector#newAttemptKey}; the same at every try
 * @param inReplyTo    the network's id of the mention it answers
 * @param answerRef    the {@code answerRef} of that mention
 * @param handle       of the person answered, without {@code @}
 * @param language     of the answer if known, else empty
 * @param firstTriedAt when its first try began; equals {@code createdAt} before that
 * @param isAutomatic  Baton wrote it by itself, such as a reminder; other machines are not to answer it
 */
public record Draft(String attemptKey, String text, String inReplyTo, String answerRef, String handle,
                    Visibility visibility, String language, Instant createdAt, Instant firstTriedAt,
                    boolean isAutomatic) {

  /** Written by a person. */
  public Draft(String attemptKey, String text, String inReplyTo, String answerRef, String handle, Visibility visibility,
               String language, Instant createdAt, Instant firstTriedAt) {
    this(attemptKey, text, inReplyTo, answerRef, handle, visibility, language, createdAt, firstTriedAt, false);
  }
}
