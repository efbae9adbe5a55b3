package dev.baton.promise;

import dev.baton.cases.CaseEvent;
import dev.baton.cases.CaseFile;
import dev.baton.cases.Commands;
import dev.baton.cases.Requests;
import dev.baton.db.Ids;
import dev.baton.http.Guard;
import dev.baton.http.HttpProblem;
import dev.baton.http.Part;
import dev.baton.people.Brands;
import dev.baton.people.Role;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** A date given beside a reply, as on the phone; taken back; and, while it is typed, whether it can be kept. */
public final class PromiseApi implements Part {

  private static final int MAX_WHAT = 500;

  private final Commands commands;
  private final Requests requests;
  private final CaseFile file;
  private final Outlook outlook;
  private final Brands brands;
  private final Ids promiseIds;
  private final InstantSource clock;

  public PromiseApi(Commands commands, Requests requests, CaseFile file, Outlook outlook, Brands brands,
                    Ids promiseIds, InstantSource clock) {
    this.commands = commands;
    this.requests = requests;
    this.file = file;
    this.outlook = outlook;
    this.brands = brands;
    this.promiseIds = promiseIds;
    this.clock = clock;
  }

  @Override
  public void mount(Router router) {
    router.post("/api/cases/:id/promises").handler(this::promise);
    router.post("/api/cases/:id/promises/:promise/withdraw").handler(this::withdraw);
    router.get("/api/cases/:id/outlook").handler(this::look);
  }

  private static final String WHAT = "update promise set what = $3 where brand = $1 and id = $2";

  private void promise(RoutingContext context) {
    var wish = requests.wish(context, false);
    var body = Requests.body(context);
    var dueAt = Requests.time(body, "dueAt");
    var what = Requests.text(body, "what", MAX_WHAT, false);
    requests.answer(context, 200, promiseIds.take(1).compose(ids -> commands.carryOut(wish,
      actor -> new CaseEvent.Promised(actor.person(), actor.overrule(), ids.getFirst(), dueAt),
      (tx, key, actor, now) -> tx.preparedQuery(WHAT).execute(Tuple.of(key.brand(), ids.getFirst(), what)).mapEmpty())));
  }

  private static final String REASON = "update promise set reason = $3 where brand = $1 and id = $2";

  private void withdraw(RoutingContext context) {
    var wish = requests.wish(context, false);
    var promise = promiseId(context);
    var reason = Requests.text(Requests.body(context), "reason", MAX_WHAT, true);
    requests.answer(context, 200, commands.carryOut(wish,
      actor -> new CaseEvent.PromiseWithdrawn(actor.person(), actor.overrule(), promise, reason),
      (tx, key, actor, now) -> tx.preparedQuery(REASON).execute(Tuple.of(key.brand(), promise, reason)).mapEmpty()));
  }

  private static long promiseId(RoutingContext context) {
    try {
      return Long.parseLong(context.pathParam("promise"));
    } catch (NumberFormatException e) {
      throw HttpProblem.of(404, "No such promise", "There is no promise of this number");
    }
  }

  /** To whom it can be handed now and by when they answer; and whether a date can be kept. */
  private void look(RoutingContext context) {
    var caller = Guard.callerWith(context, Role.AGENT, Role.LEAD, Role.SUPERVISOR, Role.API);
    var raw = context.queryParams().get("promise");
    var promise = raw == null || raw.isBlank() ? Optional.<Instant>empty()
      : Optional.of(Requests.time("promise", raw));
    file.underWay(brands.of(caller), requests.caseId(context))
      .map(found -> found.orElseThrow(() -> HttpProblem.of(404, "No such case",
        "There is no case with this number, or not for your brands")))
      .onSuccess(underWay -> context.json(outlook.of(underWay, promise, clock.instant())))
      .onFailure(context::fail);
  }
}
