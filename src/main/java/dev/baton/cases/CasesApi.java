package dev.baton.cases;

import dev.baton.db.Ids;
import dev.baton.http.Guard;
import dev.baton.http.HttpProblem;
import dev.baton.http.Part;
import dev.baton.people.Brands;
import dev.baton.people.People;
import dev.baton.people.Role;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The case over HTTP: look at it, take it, give it to somebody, note something, resolve it. */
public final class CasesApi implements Part {

  private static final int MAX_NOTE = 10_000;
  private static final int MAX_REASON = 500;
  private static final int MAX_NAME = 64;

  private final Commands commands;
  private final Requests requests;
  private final CaseFile file;
  private final Brands brands;
  private final People people;
  private final Ids noteIds;
  private final NoteStore notes = new NoteStore();

  public CasesApi(Commands commands, Requests requests, CaseFile file, Brands brands, People people,
                  Ids noteIds) {
    this.commands = commands;
    this.requests = requests;
    this.file = file;
    this.brands = brands;
    this.people = people;
    this.noteIds = noteIds;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/cases/:id").handler(this::look);
    router.post("/api/cases/:id/take").handler(this::take);
    router.post("/api/cases/:id/release").handler(this::release);
    router.post("/api/cases/:id/assign").handler(this::assign);
    router.post("/api/cases/:id/queue").handler(this::requeue);
    router.post("/api/cases/:id/notes").handler(this::note);
    router.post("/api/cases/:id/resolve").handler(this::resolve);
  }

  private void look(RoutingContext context) {
    var caller = Guard.callerWith(context, Role.AGENT, Role.LEAD, Role.SUPERVISOR, Role.API);
    file.read(brands.of(caller), requests.caseId(context))
      .map(found -> found.orElseThrow(Commands::noSuchCase))
      .onSuccess(shown -> context.response().putHeader("ETag", Requests.etag(shown.getInteger("conversation")))
        .putHeader("Content-Type", "application/json").end(shown.toBuffer()))
      .onFailure(context::fail);
  }

  private void take(RoutingContext context) {
    var wish = requests.wish(context, false);
    requests.answer(context, 200, commands.carryOut(wish,
      actor -> new CaseEvent.Taken(actor.person(), actor.overrule()), Commands.AndThen.NOTHING));
  }

  private void release(RoutingContext context) {
    var wish = requests.wish(context, false);
    requests.answer(context, 200, commands.carryOut(wish,
      actor -> new CaseEvent.Released(actor.person(), actor.overrule()), Commands.AndThen.NOTHING));
  }

  /** Into somebody else's hand: by who may overrule, or by who has it. */
  private void assign(RoutingContext context) {
    var wish = requests.wish(context, false);
    var to = Requests.text(Requests.body(context), "to", MAX_NAME, true);
    if (people.of(to).filter(p -> p.is(Role.AGENT) || p.is(Role.LEAD)).isEmpty()) {
      throw HttpProblem.of(422, "Nobody of that name", "'to' must be the id of an agent in people.yaml");
    }
    requests.answer(context, 200, commands.carryOut(wish, actor -> new CaseEvent.Assigned(actor.person(), actor.overrule(), to),
      Commands.AndThen.NOTHING));
  }

  private void requeue(RoutingContext context) {
    var wish = requests.wish(context, false);
    var queue = Requests.text(Requests.body(context), "queue", MAX_NAME, true);
    requests.answer(context, 200, commands.carryOut(wish,
      actor -> new CaseEvent.Requeued(actor.person(), actor.overrule(), queue), Commands.AndThen.NOTHING));
  }

  private void note(RoutingContext context) {
    var wish = requests.wish(context, false);
    var text = Requests.text(Requests.body(context), "text", MAX_NOTE, true);
    requests.answer(context, 200, noteIds.take(1).compose(ids -> commands.carryOut(wish,
      actor -> new CaseEvent.Noted(actor.person(), ids.getFirst()),
      (tx, key, actor, now) -> notes.insert(tx, key, ids.getFirst(), actor.person(), text, now))));
  }

  private void resolve(RoutingContext context) {
    var wish = requests.wish(context, true);
    var reason = Requests.text(Requests.body(context), "reason", MAX_REASON, false);
    requests.answer(context, 200, commands.carryOut(wish,
      actor -> new CaseEvent.Resolved(actor.person(), actor.overrule(), reason), Commands.AndThen.NOTHING));
  }
}
