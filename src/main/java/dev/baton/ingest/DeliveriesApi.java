package dev.baton.ingest;

import dev.baton.http.Guard;
import dev.baton.http.HttpProblem;
import dev.baton.http.Part;
import dev.baton.people.Brands;
import dev.baton.people.Role;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;

/** What networks sent that could not be read, for who can mend it, and reading it again. */
public final class DeliveriesApi implements Part {

  private final SqlClient client;
  private final Brands brands;
  private final Runnable arrived;
  private final InstantSource clock;
  private final Deliveries deliveries = new Deliveries();

  /** @param arrived after something is to be read again */
  public DeliveriesApi(SqlClient client, Brands brands, Runnable arrived, InstantSource clock) {
    this.client = client;
    this.brands = brands;
    this.arrived = arrived;
    this.clock = clock;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/deliveries").handler(context -> deliveries
      .trouble(client, brands.casesOf(Guard.callerWith(context, Role.SUPERVISOR)))
      .onSuccess(context::json).onFailure(context::fail));
    router.post("/api/deliveries/:id/replay").handler(this::replay);
  }

  private void replay(RoutingContext context) {
    var caller = Guard.callerWith(context, Role.SUPERVISOR);
    deliveries.replay(client, id(context), brands.casesOf(caller), clock.instant()).onSuccess(there -> {
      if (there) {
        arrived.run();
        context.response().setStatusCode(202);
        context.json(new JsonObject().put("replayed", true));
      } else {
        context.fail(notThere());
      }
    }).onFailure(context::fail);
  }

  private static long id(RoutingContext context) {
    try {
      return Long.parseLong(context.pathParam("id"));
    } catch (NumberFormatException e) {
      throw notThere();
    }
  }

  private static HttpProblem notThere() {
    return HttpProblem.of(404, "No such delivery", "It may have been thrown away after it was read: see GET /api/deliveries");
  }
}
