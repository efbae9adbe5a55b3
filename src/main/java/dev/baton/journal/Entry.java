package dev.baton.journal;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * Something that happened to a case.
 *
 * @param revision of the case after it; what happened to a case happened in this order
 * @param actor a person's id, or {@code customer}, {@code clock}, {@code network}
 * @param policy the version of the policy it was decided under
 * @param body  all that is needed to replay it; never a customer's words
 */
public record Entry(String brand, Instant at, String kind, long caseId, int revision, String actor, int policy,
                    JsonObject body) {

  /** An entry with its place in the order of commits. */
  public record Numbered(long seq, Entry entry) {}
}
