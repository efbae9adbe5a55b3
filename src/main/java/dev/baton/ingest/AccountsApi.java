package dev.baton.ingest;

import dev.baton.connector.CheckUp;
import dev.baton.connector.Connector;
import dev.baton.http.Guard;
import dev.baton.http.HttpProblem;
import dev.baton.http.Part;
import dev.baton.people.Brands;
import dev.baton.people.Role;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The configured accounts: how they fare, what they cost, and a check-up of one. */
public final class AccountsApi implements Part {

  /** Longer than any single question to a network may take. */
  private static final int CHECK_SECONDS = 40;

  private final SqlClient client;
  private final AccountStore accounts;
  private final Map<String, Account> configured;
  private final Map<String, Connector> connectors;
  private final Brands brands;
  private final Supplier<URI> address;
  private final InstantSource clock;
  private final AccountUsage usage = new AccountUsage();

  /** @param address where the world reaches Baton */
  public AccountsApi(SqlClient client, AccountStore accounts, Map<String, Account> configured,
                     Map<String, Connector> connectors, Brands brands, Supplier<URI> address, InstantSource clock) {
    this.client = client;
    this.accounts = accounts;
    this.configured = configured;
    this.connectors = connectors;
    this.brands = brands;
    this.address = address;
    this.clock = clock;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/accounts").handler(context -> all(brands.casesOf(Guard.caller(context)))
      .onSuccess(context::json).onFailure(context::fail));
    router.post("/api/accounts/:name/check").handler(context -> check(context)
      .onSuccess(context::json).onFailure(context::fail));
  }

  private Future<JsonObject> all(String[] seen) {
    return Future.all(accounts.all(client, seen, configured.keySet().toArray(String[]::new)),
      usage.all(client, seen, clock.instant())).map(found -> {
        Map<String, JsonObject> used = found.resultAt(1);
        var all = new JsonArray(found.<List<JsonObject>>resultAt(0));
        all.forEach(each -> {
          var account = (JsonObject) each;
          account.put("usage", used.get(account.getString("name"))).put("hook", hook(account.getString("name")).orElse(null));
        });
        return new JsonObject().put("accounts", all);
      });
  }

  /** Where its network may send by itself. */
  private Optional<String> hook(String name) {
    return Optional.ofNullable(connectors.get(name)).flatMap(Connector::hook)
      .map(hook -> address.get().toString().replaceAll("/+$", "") + "/hooks/" + name);
  }

  private Future<JsonObject> check(RoutingContext context) {
    var caller = Guard.callerWith(context, Role.SUPERVISOR);
    var name = context.pathParam("name");
    var account = configured.get(name);
    if (account == null || !caller.sees(account.brand())) {
      throw HttpProblem.of(404, "No such account", "See GET /api/accounts");
    }
    var connector = connectors.get(name);
    if (connector == null) {
      throw HttpProblem.of(409, "The account is off", "Fill in its keys in config/accounts.yaml and start again");
    }
    return Future.succeededFuture().compose(v -> connector.check())
      .timeout(CHECK_SECONDS, TimeUnit.SECONDS)
      .otherwise(e -> List.of(CheckUp.unreached(e)))
      .map(looks -> {
        var all = new JsonArray();
        looks.forEach(look -> all.add(new JsonObject().put("what", look.what()).put("isWell", look.isWell())
          .put("words", look.words())));
        return new JsonObject().put("checked", all);
      });
  }
}
