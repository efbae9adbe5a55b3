package dev.baton.connector;

import dev.baton.mention.ExternalId;
import dev.baton.mention.Text;
import java.time.Instant;

/**
 * What a network says by itself about a reply of ours, in an echo or a status.
 *
 * @param attemptKey the reply's, where the network gives it back; else empty
 * @param externalId the network's id of the reply, where it names it; else empty
 * @param arrived    false where the network could not deliver what it had accepted
 * @param words      why not, in the network's words
 */
public record Receipt(String attemptKey, String externalId, boolean arrived, String words, Instant at) {

  /** Longer than any key that we give. */
  private static final int MAX_KEY = 200;

  /** What is looked for has to be something that a database can look for. */
  public Receipt {
    attemptKey = Text.line(attemptKey, MAX_KEY);
    externalId = Text.line(externalId, ExternalId.MAX_LENGTH);
  }
}
