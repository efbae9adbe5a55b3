package dev.baton.leg;

import dev.baton.cases.CaseEvent;
import dev.baton.cases.Commands;
import dev.baton.cases.Requests;
import dev.baton.db.Ids;
import dev.baton.http.HttpProblem;
import dev.baton.http.Part;
import dev.baton.people.People;
import dev.baton.people.Role;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Agents hand a case to a department or vendor, take it back, and flag it to a colleague. */
public final class LegsApi implements Part {

  private static final int MAX_QUESTION = 5_000;
  private static final int MAX_NAME = 100;

  private final Commands commands;
  private final Requests requests;
  private final People people;
  private final Ids legIds;
  private final LegStore store = new LegStore();

  public LegsApi(Commands commands, Requests requests, People people, Ids legIds) {
    this.commands = commands;
    this.requests = requests;
    this.people = people;
    this.legIds = legIds;
  }

  @Override
  public void mount(Router router) {
    router.post("/api/cases/:id/legs").handler(this::open);
    router.post("/api/cases/:id/legs/:leg/withdraw").handler(this::withdraw);
    router.post("/api/cases/:id/flags").handler(this::flag);
  }

  private void open(RoutingContext context) {
    var wish = requests.wish(context, false);
    var body = Requests.body(context);
    var party = Requests.text(body, "party", MAX_NAME, true);
    var expert = Requests.text(body, "expert", MAX_NAME, false);
    var question = Requests.text(body, "question", MAX_QUESTION, true);
    requests.answer(context, 200, legIds.take(1).compose(ids -> commands.carryOut(wish,
      actor -> new CaseEvent.LegOpened(actor.person(), actor.overrule(), ids.getFirst(), party, expert),
      (tx, key, actor, now) -> store.ask(tx, key, ids.getFirst(), question, 0))));
  }

  private void withdraw(RoutingContext context) {
    var wish = requests.wish(context, false);
    var leg = ExpertApi.leg(context);
    requests.answer(context, 200, commands.carryOut(wish,
      actor -> new CaseEvent.LegWithdrawn(leg, actor.person(), actor.overrule()), Commands.AndThen.NOTHING));
  }

  private void flag(RoutingContext context) {
    var wish = requests.wish(context, false);
    var body = Requests.body(context);
    var note = Requests.text(body, "note", MAX_QUESTION, true);
    var urgency = Requests.text(body, "urgency", MAX_NAME, true);
    var rep = Requests.text(body, "to", MAX_NAME, true);
    var mention = body.containsKey("mentionId") ? Requests.number(body, "mentionId") : 0;
    if (people.of(rep).filter(p -> p.is(Role.AGENT) || p.is(Role.LEAD)).isEmpty()) {
      throw HttpProblem.of(422, "Nobody of that name", "'to' must be the id of an agent or lead in people.yaml");
    }
    requests.answer(context, 200, legIds.take(1).compose(ids -> commands.carryOut(wish,
      actor -> new CaseEvent.Flagged(actor.person(), ids.getFirst(), rep, urgency),
      (tx, key, actor, now) -> store.ask(tx, key, ids.getFirst(), note, mention))));
  }
}
