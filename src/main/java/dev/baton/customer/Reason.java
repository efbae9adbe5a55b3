package dev.baton.customer;

import dev.baton.customer.linking.Match;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * One piece of evidence, as it is kept.
 *
 * @param what   it is about, such as {@code phone} or {@code order}
 * @param words  for people; never what a customer wrote
 * @param weight in bits: each doubles the odds, below 0 it halves them
 */
public record Reason(String what, String words, double weight) {

  private static final double TENTHS = 10;

  public Reason {
    weight = Math.round(weight * TENTHS) / TENTHS;
  }

  /** What speaks for and against two people being one; the strongest first. */
  static List<Reason> of(Match match) {
    return match.evidence().stream().filter(e -> !e.words().isEmpty())
      .map(e -> new Reason(e.trait().name().toLowerCase(java.util.Locale.ROOT), e.words(), e.bits())).toList();
  }

  public static JsonArray json(List<Reason> reasons) {
    var all = new JsonArray();
    reasons.forEach(r -> all.add(new JsonObject().put("what", r.what()).put("words", r.words()).put("weight", r.weight())));
    return all;
  }
}
