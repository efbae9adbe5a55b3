package dev.baton.monitor;

import dev.baton.cases.Requests;
import dev.baton.http.Guard;
import dev.baton.http.HttpProblem;
import dev.baton.http.Part;
import dev.baton.inbox.Reference;
import dev.baton.obligation.AlarmClock;
import dev.baton.obligation.SetAside;
import dev.baton.people.Brands;
import dev.baton.people.Role;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;

/** Cases that Baton could not carry on: a supervisor who had one mended has it tried again at once. */
public final class SetAsideApi implements Part {

  private final SqlClient client;
  private final SetAside setAside;
  private final AlarmClock alarmClock;
  private final Requests requests;
  private final Brands brands;

  public SetAsideApi(SqlClient client, SetAside setAside, AlarmClock alarmClock, Requests requests, Brands brands) {
    this.client = client;
    this.setAside = setAside;
    this.alarmClock = alarmClock;
    this.requests = requests;
    this.brands = brands;
  }

  @Override
  public void mount(Router router) {
    router.post("/api/cases/:id/retry").handler(this::retry);
  }

  private void retry(RoutingContext context) {
    var caller = Guard.callerWith(context, Role.SUPERVISOR);
    setAside.find(client, brands.of(caller), requests.caseId(context))
      .map(found -> found.orElseThrow(() -> HttpProblem.of(404, "Not set aside",
        "No case of your brands with this number is set aside: there is nothing to try again")))
      .compose(alarmClock::retry)
      .onSuccess(still -> context.json(new JsonObject().put("setAside", still.map(SetAsideApi::shown).orElse(null))))
      .onFailure(context::fail);
  }

  static JsonObject shown(SetAside.Case one) {
    return new JsonObject().put("caseId", one.caseId()).put("reference", Reference.of(one.caseId()))
      .put("brand", one.brand()).put("since", one.since().toString()).put("tries", one.tries())
      .put("retryAt", one.retryAt().toString()).put("cause", one.cause());
  }
}
