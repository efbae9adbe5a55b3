package dev.baton.leg;

import dev.baton.inbox.Reference;
import dev.baton.policy.Party;
import dev.baton.policy.Policies;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** A leg as experts read it. A vendor's people see the question and nothing else of the case. */
final class LegJson {

  private final Policies policies;
  private final Experts experts;
  private final UnaryOperator<String> nameOf;

  LegJson(Policies policies, Experts experts, UnaryOperator<String> nameOf) {
    this.policies = policies;
    this.experts = experts;
    this.nameOf = nameOf;
  }

  JsonObject of(LegStore.Asked leg, String reader, Instant now) {
    var mine = leg.expert().equals(reader);
    return new JsonObject().put("id", leg.id()).put("reference", Reference.of(leg.caseId())).put("brand", leg.brand())
      .put("party", party(leg)).put("state", leg.state()).put("question", leg.question())
      .put("askedBy", nameOf.apply(leg.openedBy())).put("expert", named(leg.expert())).put("mine", mine)
      .put("openedAt", leg.openedAt().toString()).put("acceptBy", leg.acceptBy().toString())
      .put("answerBy", leg.answerBy().toString()).put("answer", leg.answer())
      .put("closedAt", leg.isOpen() ? null : leg.closedAt().toString())
      .put("colleagues", new JsonArray(!mine || !leg.isOpen() ? List.of() : experts.beside(leg, reader, now).stream()
        .map(p -> named(p.id())).toList()));
  }

  /** What the customer said, for who is of the house. */
  static JsonArray said(List<LegStore.Said> said) {
    return new JsonArray(said.stream().map(s -> new JsonObject().put("text", s.text()).put("channel", s.channel())
      .put("at", s.at().toString())).toList());
  }

  private JsonObject party(LegStore.Asked leg) {
    var kind = leg.party().substring(0, leg.party().indexOf(':'));
    return new JsonObject().put("key", leg.party()).put("kind", kind)
      .put("title", policies.current().party(leg.party()).map(Party::title)
        .orElse(leg.party().substring(kind.length() + 1)));
  }

  private JsonObject named(String person) {
    return new JsonObject().put("id", person).put("name", nameOf.apply(person));
  }
}
