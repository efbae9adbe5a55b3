package dev.baton.monitor;

import dev.baton.audit.Auditor;
import dev.baton.http.Guard;
import dev.baton.http.Part;
import dev.baton.ingest.AccountStore;
import dev.baton.live.LiveHub;
import dev.baton.notice.NoticeWatch;
import dev.baton.obligation.SetAside;
import dev.baton.people.Brands;
import dev.baton.people.Role;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The monitor over HTTP. Many who look at once cost as much as one. */
public final class MonitorApi implements Part {

  /** Numbers this old are still shown; with many cases they are kept twenty times as long as counting took. */
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final int MOST_SET_ASIDE = 50;

  private final Monitor monitor;
  private final NoticeWatch notices;
  private final SqlClient client;
  private final AccountStore accounts;
  private final Supplier<Set<String>> accountNames;
  private final SetAside setAside;
  private final Auditor auditor;
  private final LiveHub hub;
  private final Brands brands;
  private final Map<List<String>, Shown> shown = new HashMap<>();

  private record Shown(Future<JsonObject> numbers, long validUntilNanos) {}

  public MonitorApi(Monitor monitor, NoticeWatch notices, SqlClient client, AccountStore accounts,
                    Supplier<Set<String>> accountNames, SetAside setAside, Auditor auditor, LiveHub hub, Brands brands) {
    this.monitor = monitor;
    this.notices = notices;
    this.client = client;
    this.accounts = accounts;
    this.accountNames = accountNames;
    this.setAside = setAside;
    this.auditor = auditor;
    this.hub = hub;
    this.brands = brands;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/monitor").handler(this::look);
  }

  private void look(RoutingContext context) {
    var caller = Guard.callerWith(context, Role.LEAD, Role.SUPERVISOR, Role.API);
    numbers(brands.of(caller)).onSuccess(context::json).onFailure(context::fail);
  }

  private Future<JsonObject> numbers(String[] visible) {
    var known = shown.get(List.of(visible));
    if (known != null && (!known.numbers().isComplete() || known.validUntilNanos() - System.nanoTime() > 0)) {
      return known.numbers();
    }
    var began = System.nanoTime();
    var numbers = Future.all(monitor.read(visible), accounts.all(client, visible, accountNames.get().toArray(String[]::new)),
        setAside.first(client, visible, MOST_SET_ASIDE), notices.read(visible))
      .map(all -> all.<JsonObject>resultAt(0).put("accounts", new JsonArray(all.<List<JsonObject>>resultAt(1)))
        .put("setAside", new JsonArray(all.<List<SetAside.Case>>resultAt(2).stream().map(SetAsideApi::shown).toList()))
        .put("notices", all.<JsonObject>resultAt(3)).put("audit", auditor.shown(Set.of(visible)))
        .put("live", new JsonObject().put("sockets", hub.open()).put("behind", hub.behind())));
    shown.put(List.of(visible), new Shown(numbers, Long.MAX_VALUE));
    return numbers.onComplete(done -> {
      var keep = done.failed() ? 0 : Math.max(FRESH.toNanos(), 20 * (System.nanoTime() - began));
      shown.put(List.of(visible), new Shown(numbers, System.nanoTime() + keep));
    });
  }
}
