package dev.baton.ingest;

import dev.baton.connector.CheckUp;
import dev.baton.connector.Checked;
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
  private final Supplier<Served> served;
  private final Brands brands;
  private final Supplier<URI> address;
  private final InstantSource clock;
  private final AccountUsage usage = new AccountUsage();

  /** @param address where the world reaches Baton */
  public AccountsApi(SqlClient client, AccountStore accounts, Supplier<Served> served, Brands brands,
                     Supplier<URI> address, InstantSource clock) {
    this.client = client;
    this.accounts = accounts;
    this.served = served;
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
    var all = served.get().all();
    return Future.all(accounts.all(client, seen, all.keySet().toArray(String[]::new)),
      usage.all(client, seen, clock.instant())).map(found -> {
        Map<String, JsonObject> used = found.resultAt(1);
        var shown = new JsonArray(found.<List<JsonObject>>resultAt(0));
        shown.forEach(each -> {
          var account = (JsonObject) each;
          var one = all.get(account.getString("name"));
          account.put("usage", used.get(one.account().name())).put("hook", hook(one).orElse(null))
            .put("queue", one.account().queue()).put("source", one.added() ? "page" : "file");
        });
        shown.forEach(each -> off((JsonObject) each, all.get(((JsonObject) each).getString("name"))));
        return new JsonObject().put("accounts", shown);
      });
  }

  /** It may be so on this node alone, as where its key is another one. */
  private static void off(JsonObject shown, Served.One one) {
    if (one.added() && !one.paused() && one.connector().isEmpty()) {
      shown.put("state", "off").put("note", one.why());
    }
  }

  /** Where its network may send by itself. */
  private Optional<String> hook(Served.One one) {
    return one.connector().flatMap(Connector::hook).map(hook -> hook(address.get(), one.account().name()));
  }

  /** @param address where the world reaches Baton */
  public static String hook(URI address, String account) {
    return address.toString().replaceAll("/+$", "") + "/hooks/" + account;
  }

  private Future<JsonObject> check(RoutingContext context) {
    var caller = Guard.callerWith(context, Role.SUPERVISOR);
    var one = served.get().all().get(context.pathParam("name"));
    if (one == null || !caller.sees(one.account().brand())) {
      throw HttpProblem.of(404, "No such account", "See GET /api/accounts");
    }
    var connector = one.connector().orElseThrow(() -> HttpProblem.of(409, "The account is off", one.added()
      ? "Change it on the page: what is wrong with it stands there" : "Fill in its keys in config/accounts.yaml and reload"));
    return Future.succeededFuture().compose(v -> connector.check())
      .timeout(CHECK_SECONDS, TimeUnit.SECONDS)
      .otherwise(e -> List.of(CheckUp.unreached(e)))
      .map(looks -> new JsonObject().put("checked", json(looks)));
  }

  /** As a check-up is answered. */
  public static JsonArray json(List<Checked> looks) {
    return new JsonArray(looks.stream().map(look -> new JsonObject().put("what", look.what()).put("isWell", look.isWell())
      .put("words", look.words())).toList());
  }
}
