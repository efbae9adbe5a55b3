package dev.baton.cases;

import dev.baton.db.Ids;
import dev.baton.http.HttpProblem;
import dev.baton.http.Part;
import dev.baton.journal.Journal;
import dev.baton.journal.PolicyVersions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.TreeSet;

/** Cases of one problem become one, which can be undone, and contacts of another problem leave for a case of their own. */
public final class MergingApi implements Part {

  private final Commands commands;
  private final Requests requests;
  private final Moving moving;
  private final Ids caseIds;
  private final Undos undos;

  public MergingApi(Vertx vertx, Commands commands, Requests requests, Journal journal, PolicyVersions versions, Ids caseIds) {
    this.commands = commands;
    this.requests = requests;
    this.moving = new Moving(journal);
    this.undos = new Undos(vertx, journal, versions);
    this.caseIds = caseIds;
  }

  @Override
  public void mount(Router router) {
    router.post("/api/cases/:id/merge").handler(this::merge);
    router.post("/api/cases/:id/undo").handler(this::undo);
    router.post("/api/cases/:id/split").handler(this::split);
  }

  private void merge(RoutingContext context) {
    var wish = requests.wish(context, true);
    var from = Requests.number(Requests.body(context), "from");
    requests.answer(context, 200, commands.carryOut(wish,
      (tx, key, actor) -> moving.merge(tx, key, new CaseKey(key.brand(), from), actor.person(), wish.expected()),
      (tx, key, actor, now) -> Moving.all(tx, key, from)));
  }

  private void undo(RoutingContext context) {
    var wish = requests.wish(context, true);
    var from = Requests.number(Requests.body(context), "from");
    requests.answer(context, 200, commands.carryOut(wish,
      (tx, key, actor) -> undos.making(tx, key, actor.person(), wish.expected(), from), Commands.AndThen.NOTHING));
  }

  private void split(RoutingContext context) {
    var wish = requests.wish(context, true);
    var mentions = mentions(Requests.body(context));
    requests.answer(context, 200, caseIds.take(1).compose(ids -> commands.carryOut(wish,
      (tx, key, actor) -> moving.split(tx, key, new CaseKey(key.brand(), ids.getFirst()), actor.person(), wish.expected(), mentions),
      (tx, key, actor, now) -> Moving.some(tx, key, ids.getFirst(), mentions))));
  }

  private static Set<Long> mentions(JsonObject body) {
    if (!(body.getValue("mentions") instanceof JsonArray array) || array.isEmpty()
      || array.stream().anyMatch(n -> !(n instanceof Number))) {
      throw HttpProblem.of(400, "Which mentions?", "'mentions' must be a list of the numbers of mentions of this case");
    }
    var mentions = new TreeSet<Long>();
    array.forEach(n -> mentions.add(((Number) n).longValue()));
    return mentions;
  }
}
