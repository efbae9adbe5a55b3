package dev.baton.joining;

import dev.baton.cases.CaseKey;
import dev.baton.cases.Commands;
import dev.baton.cases.Move;
import dev.baton.cases.Requests;
import dev.baton.cases.Together;
import dev.baton.cases.Unlinks;
import dev.baton.customer.Joins;
import dev.baton.db.Ids;
import dev.baton.http.HttpProblem;
import dev.baton.http.Part;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Decides, in a case, who is who and what is one problem. */
public final class JoiningApi implements Part {

  /** Cases merged in one step. */
  private static final int MOST_MERGED = 5;

  private final Commands commands;
  private final Requests requests;
  private final Joins joins = new Joins();
  private final Questions questions = new Questions();
  private final Together together;
  private final Unlinks unlinks;
  private final Ids caseIds;

  public JoiningApi(Commands commands, Requests requests, Together together, Unlinks unlinks, Ids caseIds) {
    this.commands = commands;
    this.requests = requests;
    this.together = together;
    this.unlinks = unlinks;
    this.caseIds = caseIds;
  }

  @Override
  public void mount(Router router) {
    router.post("/api/cases/:id/suggestions/:suggestion/accept").handler(this::accept);
    router.post("/api/cases/:id/suggestions/:suggestion/refuse").handler(this::refuse);
    router.post("/api/cases/:id/suggestions/:suggestion/different").handler(this::different);
    router.post("/api/cases/:id/links/:link/undo").handler(context -> undo(context, false));
    router.post("/api/cases/:id/links/:link/different").handler(context -> undo(context, true));
  }

  private void accept(RoutingContext context) {
    var id = number(context, "suggestion");
    var merge = merge(Requests.body(context));
    plan(context, (tx, key, actor, now, ids) -> questions.of(tx, key, id).compose(question -> switch (question) {
      case Question.Person(var customer) -> joins.accept(tx, key.brand(), id, customer, actor, now)
        .compose(joined -> together.plan(tx, key, joined.link(), joined.into().id(), joined.gone().id(), actor, merge));
      case Question.SameProblem(var other) -> questions.settle(tx, key, id, "accepted", actor, now)
        .compose(v -> together.merge(tx, key, other, actor));
      case Question.OtherProblem(var mention) -> questions.settle(tx, key, id, "accepted", actor, now)
        .compose(v -> together.split(tx, key, ids.getFirst(), actor, mention));
    }));
  }

  private void refuse(RoutingContext context) {
    var id = number(context, "suggestion");
    plan(context, (tx, key, actor, now, ids) -> questions.of(tx, key, id).compose(question -> switch (question) {
      case Question.Person(var customer) -> joins.refuse(tx, key.brand(), id, customer, actor, now);
      case Question.SameProblem p -> questions.settle(tx, key, id, "refused", actor, now);
      case Question.OtherProblem p -> questions.settle(tx, key, id, "refused", actor, now);
    }).map(JoiningApi::nothing));
  }

  private void different(RoutingContext context) {
    var id = number(context, "suggestion");
    plan(context, (tx, key, actor, now, ids) -> questions.of(tx, key, id).compose(question -> switch (question) {
      case Question.Person(var customer) -> joins.different(tx, key.brand(), id, customer, actor, now);
      case Question.SameProblem p -> throw onlyPeople();
      case Question.OtherProblem p -> throw onlyPeople();
    }).map(JoiningApi::nothing));
  }

  private static HttpProblem onlyPeople() {
    return HttpProblem.of(422, "Not about people", "Only people can be different for ever: refuse this suggestion instead");
  }

  private static Commands.Plan nothing(Void done) {
    return new Commands.Plan(List.of(), (tx, now) -> Future.succeededFuture());
  }

  /** @param forEver they are different people, and nobody is asked again */
  private void undo(RoutingContext context, boolean forEver) {
    var link = number(context, "link");
    plan(context, (tx, key, actor, now, ids) -> questions.customer(tx, key)
      .compose(customer -> joins.undo(tx, key.brand(), customer, link, actor, now))
      .compose(parted -> (forEver ? joins.differentAfter(tx, key.brand(), link, actor, now) : Future.<Void>succeededFuture())
        .compose(v -> unlinks.plan(tx, key, new Unlinks.Parting(link, customer(parted.staying()), customer(parted.leaving()),
          parted.profiles()), actor, ids))));
  }

  private static Move.Customer customer(Joins.Somebody somebody) {
    return new Move.Customer(somebody.id(), somebody.name(), somebody.handle());
  }

  /** @param ids unused numbers of cases */
  @FunctionalInterface
  private interface Deciding {
    Future<Commands.Plan> of(SqlClient tx, CaseKey key, String actor, Instant now, List<Long> ids);
  }

  private void plan(RoutingContext context, Deciding deciding) {
    var wish = requests.wish(context, false);
    requests.answer(context, 200, caseIds.take(Unlinks.MOST_NEW).compose(ids -> commands.carryOutAll(wish,
      (tx, key, actor, now) -> deciding.of(tx, key, actor.person(), now, ids)))
      .recover(e -> Future.failedFuture(e instanceof Joins.Hindered ? HttpProblem.of(422, "Not now", e.getMessage()) : e)));
  }

  private static long number(RoutingContext context, String name) {
    try {
      return Long.parseLong(context.pathParam(name));
    } catch (NumberFormatException e) {
      throw HttpProblem.of(404, "Nothing there", "There is no " + name + " with this number");
    }
  }

  private static Set<Long> merge(JsonObject body) {
    var value = body.getValue("merge", new JsonArray());
    if (!(value instanceof JsonArray array) || array.size() > MOST_MERGED || array.stream().anyMatch(n -> !(n instanceof Number))) {
      throw HttpProblem.of(400, "Which cases?", "'merge' must be a list of at most " + MOST_MERGED + " numbers of cases");
    }
    var cases = new TreeSet<Long>();
    array.forEach(n -> cases.add(((Number) n).longValue()));
    return cases;
  }
}
