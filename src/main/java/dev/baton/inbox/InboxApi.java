package dev.baton.inbox;

import dev.baton.http.Guard;
import dev.baton.http.HttpProblem;
import dev.baton.http.Part;
import dev.baton.people.Brands;
import dev.baton.people.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** The inbox over HTTP. */
public final class InboxApi implements Part {

  private static final int MAX_LIMIT = 200;
  private static final int USUAL_LIMIT = 50;

  private final Inbox inbox;
  private final Brands brands;

  public InboxApi(Inbox inbox, Brands brands) {
    this.inbox = inbox;
    this.brands = brands;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/inbox").handler(this::page);
  }

  private void page(RoutingContext context) {
    var caller = Guard.callerWith(context, Role.AGENT, Role.LEAD, Role.SUPERVISOR, Role.API);
    var query = context.queryParams();
    var after = query.get("after") == null ? "" : query.get("after");
    try {
      inbox.page(view(query.get("view")), brands.of(caller), caller.id(), after, limit(query.get("limit")))
        .onSuccess(page -> context.json(new JsonObject().put("items", new JsonArray(page.items()))
          .put("next", page.next())))
        .onFailure(context::fail);
    } catch (IllegalArgumentException e) {
      throw HttpProblem.of(400, "No such page", e.getMessage());
    }
  }

  private static Inbox.View view(String name) {
    if (name == null) {
      return Inbox.View.ALL;
    }
    try {
      return Inbox.View.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw HttpProblem.of(400, "No such view", "view is one of all, mine, waiting, held, legs, promised, flagged, undelivered,"
        + " resolved");
    }
  }

  private static int limit(String raw) {
    if (raw == null) {
      return USUAL_LIMIT;
    }
    try {
      var limit = Integer.parseInt(raw);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException notANumber) {
      // said below
    }
    throw HttpProblem.of(400, "No such limit", "limit is a whole number from 1 to " + MAX_LIMIT);
  }
}
