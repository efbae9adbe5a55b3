package dev.baton.cases;

import dev.baton.policy.Feasibility;
import dev.baton.policy.Policy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;


/** Sentences offered to the agent: who has the case and by when, and the honest update after a broken promise. */
final class Suggestions {

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm", Locale.ENGLISH);
  /** People say "quarter past", not "13 minutes and 20 seconds past". */
  private static final Duration ROUND = Duration.ofMinutes(15);

  private final Policy policy;
  private final Words words;

  Suggestions(Policy policy, Words words) {
    this.policy = policy;
    this.words = words;
  }

  JsonArray of(CaseState state) {
    var offers = new JsonArray();
    state.dealings().promises().stream().filter(Promise::broken).forEach(promise -> offers.add(new JsonObject()
      .put("kind", "promise-broken").put("promiseId", promise.id())
      .put("text", policy.terms().wording().promiseBroken(date(promise.dueAt())))));
    state.dealings().legs().stream().filter(leg -> !leg.isFlag()).forEach(leg -> offers.add(handedOver(state, leg)));
    return offers;
  }

  /** With the date that stands already, else with one that can be kept. */
  private JsonObject handedOver(CaseState state, Leg leg) {
    var standing = state.dealings().promises().stream().filter(p -> !p.broken()).map(Promise::dueAt)
      .max(Comparator.naturalOrder());
    var date = standing.orElseGet(() -> rounded(Feasibility.passedOn(policy.queue(state.brand(), state.queue()),
      leg.answerBy())));
    return new JsonObject().put("kind", "handed-over").put("legId", leg.id())
      .put("text", policy.terms().wording().handedOver(words.party(leg.party()), date(date)))
      .put("dueAt", standing.isPresent() ? null : date.toString());
  }

  private static Instant rounded(Instant at) {
    var over = at.toEpochMilli() % ROUND.toMillis();
    return Instant.ofEpochMilli(over == 0 ? at.toEpochMilli() : at.toEpochMilli() - over + ROUND.toMillis());
  }

  private String date(Instant at) {
    return DATE.format(at.atZone(policy.roster().zone()));
  }
}
