package dev.baton.ingest;

import dev.baton.http.Guard;
import dev.baton.http.Part;
import dev.baton.people.Brands;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.SqlClient;
import java.util.Collection;

/** The configured accounts and how they fare. */
public final class AccountsApi implements Part {

  private final SqlClient client;
  private final AccountStore accounts;
  private final Brands brands;
  private final String[] names;

  public AccountsApi(SqlClient client, AccountStore accounts, Brands brands, Collection<String> names) {
    this.client = client;
    this.accounts = accounts;
    this.brands = brands;
    this.names = names.toArray(String[]::new);
  }

  @Override
  public void mount(Router router) {
    router.get("/api/accounts").handler(context -> accounts.all(client, brands.casesOf(Guard.caller(context)), names)
      .onSuccess(all -> context.json(new JsonObject().put("accounts", new JsonArray(all))))
      .onFailure(context::fail));
  }
}
