package dev.baton.cases;

import dev.baton.db.Ids;
import dev.baton.http.Guard;
import dev.baton.http.Part;
import dev.baton.people.Brands;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The case over HTTP: look at it, take it, release it, note something, resolve it. */
public final class CasesApi implements Part {

  private static final int MAX_NOTE = 10_000;
  private static final int MAX_REASON = 500;

  private final Commands commands;
  private final Requests requests;
  private final CaseFile file;
  private final Brands brands;
  private final Ids noteIds;
  private final NoteStore notes = new NoteStore();

  public CasesApi(Commands commands, Requests requests, CaseFile file, Brands brands, Ids noteIds) {
    this.commands = commands;
    this.requests = requests;
    this.file = file;
    this.brands = brands;
    this.noteIds = noteIds;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/cases/:id").handler(this::look);
    router.post("/api/cases/:id/take").handler(this::take);
    router.post("/api/cases/:id/release").handler(this::release);
    router.post("/api/cases/:id/notes").handler(this::note);
    router.post("/api/cases/:id/resolve").handler(this::resolve);
  }

  private void look(RoutingContext context) {
    file.read(brands.of(Guard.caller(context)), requests.caseId(context))
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
