package dev.baton.leg;

import dev.baton.cases.CaseEvent;
import dev.baton.cases.Commands;
import dev.baton.cases.Requests;
import dev.baton.http.HttpProblem;
import dev.baton.people.Brands;
import dev.baton.people.Caller;
import dev.baton.people.People;
import dev.baton.people.Role;
import dev.baton.policy.Policies;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.InstantSource;

/** What an expert does with a leg, whether they signed in or hold a link: look, accept, answer, pass on. */
public final class Answering {

  private static final int MAX_ANSWER = 10_000;
  private static final int MAX_NAME = 64;
  /** What one has answered stays in sight for so long. */
  private static final Duration ENDED_SHOWN = Duration.ofDays(7);

  private final SqlClient client;
  private final Commands commands;
  private final Requests requests;
  private final People people;
  private final Experts experts;
  private final LegJson json;
  private final Brands brands;
  private final InstantSource clock;
  private final LegStore store = new LegStore();

  public Answering(SqlClient client, Commands commands, Requests requests, Policies policies, People people,
                   Brands brands, InstantSource clock) {
    this.client = client;
    this.commands = commands;
    this.requests = requests;
    this.people = people;
    this.experts = new Experts(policies, people);
    this.json = new LegJson(policies, experts, people::nameOf);
    this.brands = brands;
    this.clock = clock;
  }

  Future<JsonObject> all(Caller caller) {
    var now = clock.instant();
    var mine = brands.of(caller);
    return store.openWith(client, mine, caller.id(), experts.partiesOf(caller.id()))
      .compose(open -> store.endedBy(client, mine, caller.id(), now.minus(ENDED_SHOWN)).map(ended -> new JsonObject()
        .put("now", now.toString())
        .put("open", new JsonArray(open.stream().map(leg -> json.of(leg, caller.id(), now)).toList()))
        .put("ended", new JsonArray(ended.stream().map(leg -> json.of(leg, caller.id(), now)).toList()))));
  }

  /** One of theirs, with what the customer said where they may read it. */
  Future<JsonObject> one(Caller caller, long id) {
    return find(caller, id).compose(leg -> experts.mayHear(leg, caller.id(), overrules(caller))
      ? store.said(client, leg).map(said -> shown(leg, caller).put("said", LegJson.said(said)))
      : Future.succeededFuture(shown(leg, caller)));
  }

  private JsonObject shown(LegStore.Asked leg, Caller caller) {
    return json.of(leg, caller.id(), clock.instant()).put("now", clock.instant().toString());
  }

  private Future<LegStore.Asked> find(Caller caller, long id) {
    return store.find(client, brands.of(caller), id).map(found -> found
      .filter(leg -> experts.isFor(leg, caller.id()) || leg.answeredBy().equals(caller.id()) || overrules(caller))
      .orElseThrow(() -> HttpProblem.of(404, "No such leg", "There is no leg of this number for you")));
  }

  private static boolean overrules(Caller caller) {
    return caller.is(Role.LEAD) || caller.is(Role.SUPERVISOR) || caller.is(Role.API);
  }

  Future<Void> accept(RoutingContext context, Caller caller, long id) {
    return act(context, caller, id, (leg, actor) -> new CaseEvent.LegAccepted(id, actor.person(), actor.overrule()),
      Commands.AndThen.NOTHING);
  }

  Future<Void> answer(RoutingContext context, Caller caller, long id) {
    var text = Requests.text(Requests.body(context), "text", MAX_ANSWER, true);
    return act(context, caller, id, (leg, actor) -> new CaseEvent.LegAnswered(id, actor.person(), actor.overrule()),
      (tx, key, actor, now) -> store.answer(tx, key, id, text, actor.person()));
  }

  /** @return to whom it went; it may be nothing of the caller's any more */
  Future<JsonObject> pass(RoutingContext context, Caller caller, long id) {
    var to = Requests.text(Requests.body(context), "to", MAX_NAME, true);
    return act(context, caller, id, (leg, actor) -> {
      if (experts.beside(leg, leg.expert(), clock.instant()).stream().noneMatch(p -> p.id().equals(to))) {
        throw HttpProblem.of(422, "Not to them", "'to' must be one of the leg's colleagues who are there now");
      }
      return new CaseEvent.LegPassed(id, actor.person(), actor.overrule(), to);
    }, Commands.AndThen.NOTHING).compose(v -> store.find(client, brands.of(caller), id)).map(leg ->
      new JsonObject().put("passedTo", leg.map(l -> people.nameOf(l.expert())).orElse("")));
  }

  @FunctionalInterface
  private interface Doing {
    CaseEvent of(LegStore.Asked leg, Commands.Actor actor);
  }

  private Future<Void> act(RoutingContext context, Caller caller, long id, Doing doing, Commands.AndThen then) {
    return find(caller, id).compose(leg ->
      commands.carryOut(requests.wish(context, caller, leg.caseId()), actor -> doing.of(leg, actor), then));
  }
}
