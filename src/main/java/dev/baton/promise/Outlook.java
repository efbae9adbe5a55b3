package dev.baton.promise;

import dev.baton.cases.UnderWay;
import dev.baton.policy.Feasibility;
import dev.baton.policy.Party;
import dev.baton.policy.Policies;
import dev.baton.policy.Policy;
import dev.baton.policy.Queue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What can be promised. What a department or vendor owes by then is what one can count on, and not before; so a date
 * earlier than an open leg's answer, and the step to the customer after it, is a promise on luck.
 */
public final class Outlook {

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEEE d MMMM HH:mm", Locale.ENGLISH);

  private final Policies policies;
  private final UnaryOperator<String> nameOf;

  public Outlook(Policies policies, UnaryOperator<String> nameOf) {
    this.policies = policies;
    this.nameOf = nameOf;
  }

  /** @param promise the date that is being typed */
  public JsonObject of(UnderWay underWay, Optional<Instant> promise, Instant now) {
    var policy = policies.current();
    var json = new JsonObject().put("now", now.toString())
      .put("handOffs", new JsonArray(policy.partiesOf(underWay.brand(), underWay.queue()).stream()
        .map(party -> handOff(policy, queue(policy, underWay), party, now)).toList()))
      .put("earliest", earliest(policy, underWay).map(Told::at).map(Instant::toString).orElse(null));
    promise.ifPresent(at -> json.put("promise", judge(policy, underWay, at, now)));
    return json;
  }

  private static Queue queue(Policy policy, UnderWay underWay) {
    return policy.queue(underWay.brand(), underWay.queue());
  }

  private JsonObject handOff(Policy policy, Queue queue, Party party, Instant now) {
    var line = policy.roster().present(party.experts(), now);
    var expert = line.isEmpty() ? policy.rungAbove(party.ladder(), 0, now).person() : line.getFirst();
    var asks = new ArrayList<>(line);
    if (line.isEmpty()) {
      asks.add(expert);
    }
    return new JsonObject().put("party", party.key()).put("title", party.title())
      .put("kind", party.isVendor() ? "vendor" : "department").put("onDuty", !line.isEmpty())
      .put("expert", named(expert)).put("line", new JsonArray(asks.stream().map(this::named).toList()))
      .put("acceptBy", party.agreement().acceptBy(now).toString())
      .put("answerBy", party.agreement().answerBy(now).toString())
      .put("toldBy", Feasibility.told(queue, party, now).toString());
  }

  private JsonObject named(String person) {
    return new JsonObject().put("id", person).put("name", nameOf.apply(person));
  }

  /** When the customer can have heard, and from whom the answer comes. */
  private record Told(Instant at, String title, Instant answerBy) {}

  /** The last of the open legs decides. */
  private static Optional<Told> earliest(Policy policy, UnderWay underWay) {
    var queue = queue(policy, underWay);
    return underWay.legs().stream().map(leg -> new Told(Feasibility.passedOn(queue, leg.answerBy()),
      policy.party(leg.party()).map(Party::title).orElse(leg.party()), leg.answerBy())).max(Comparator.comparing(Told::at));
  }

  private static JsonObject judge(Policy policy, UnderWay underWay, Instant at, Instant now) {
    if (!at.isAfter(now)) {
      return verdict(at, "past", "This time has passed: a promise is about the future.");
    }
    var earliest = earliest(policy, underWay).filter(told -> told.at().isAfter(at));
    if (earliest.isPresent()) {
      var told = earliest.get();
      return verdict(at, "too-early", "You can count on the answer of " + told.title() + " on "
        + moment(policy, told.answerBy()) + " at the earliest, and the customer can have it by "
        + moment(policy, told.at()) + ": promise that or later.");
    }
    var late = late(policy, underWay, at, now);
    return late.isEmpty() ? verdict(at, "feasible", "This can be kept.")
      : verdict(at, "only-without", "This can only be kept without " + String.join(" and ", late)
        + ": hand it off now and they may still answer later than that.");
  }

  /** Whom the case must not need, for this to be kept; what is handed off already is judged by itself. */
  private static List<String> late(Policy policy, UnderWay underWay, Instant at, Instant now) {
    var queue = queue(policy, underWay);
    return policy.partiesOf(underWay.brand(), underWay.queue()).stream()
      .filter(party -> underWay.legs().stream().noneMatch(leg -> leg.party().equals(party.key())))
      .filter(party -> Feasibility.told(queue, party, now).isAfter(at))
      .map(party -> party.title() + " (" + moment(policy, party.agreement().answerBy(now)) + ")").toList();
  }

  private static JsonObject verdict(Instant at, String verdict, String words) {
    return new JsonObject().put("at", at.toString()).put("verdict", verdict).put("words", words);
  }

  private static String moment(Policy policy, Instant at) {
    return MOMENT.format(at.atZone(policy.roster().zone()));
  }
}
