package dev.baton.ingest;

import dev.baton.connector.Hook;
import dev.baton.http.HttpProblem;
import dev.baton.http.Part;
import dev.baton.mention.Text;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where networks send by themselves: {@code /hooks/<account>}. Who sends is known by what they sign, not by the guard.
 * What is genuine is committed before it is answered.
 */
public final class HooksApi implements Part {

  /** One network batches a thousand updates in a request. */
  static final int BODY_BYTES = 4 * 1024 * 1024;
  private static final String PATH = "/hooks/:account";
  private static final int MAX_KEY = 500;
  /** A refusal is told on the account so often at most. */
  private static final Duration TELL_EVERY = Duration.ofSeconds(10);
  /** That something genuine came, whichever node refused something before, is noted so often. */
  private static final Duration NOTE_EVERY = Duration.ofMinutes(1);

  private final SqlClient client;
  private final Supplier<Served> served;
  private final AccountStore store;
  private final Supplier<URI> address;
  private final Runnable arrived;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Deliveries deliveries = new Deliveries();
  private final Map<String, Instant> told = new ConcurrentHashMap<>();
  private final Map<String, Instant> noted = new ConcurrentHashMap<>();

  /**
   * @param address where the world reaches Baton
   * @param arrived after something was kept
   */
  public HooksApi(SqlClient client, Supplier<Served> served, AccountStore store, Supplier<URI> address,
                  Runnable arrived, InstantSource clock, MeterRegistry meters) {
    this.client = client;
    this.served = served;
    this.store = store;
    this.address = address;
    this.arrived = arrived;
    this.clock = clock;
    this.meters = meters;
  }

  @Override
  public Map<String, Integer> bodyLimits() {
    return Map.of("/hooks/*", BODY_BYTES);
  }

  @Override
  public void mount(Router router) {
    router.route(PATH).handler(context -> {
      var name = context.pathParam("account");
      var now = served.get();
      var hook = Optional.ofNullable(now.hooks().get(name)).orElseThrow(() -> HttpProblem.of(404, "No such webhook",
        "No account of that name takes in what is sent: see GET /api/accounts"));
      hear(context, now, now.all().get(name).account(), hook).onFailure(context::fail);
    });
  }

  private Future<Void> hear(RoutingContext context, Served served, Account account, Hook hook) {
    var request = context.request();
    var body = Optional.ofNullable(context.body().buffer()).orElseGet(Buffer::buffer);
    var url = address.get().toString().replaceAll("/+$", "") + request.uri();
    var now = clock.instant();
    var call = new Hook.Call(request.method().name(), url, request.params(), request.headers(), body);
    return switch (hook.hear(call, now)) {
      case Hook.Verdict.Says says -> say(context, says);
      case Hook.Verdict.Refuse(var status, var why) -> refused(account, why, now).compose(v -> Future.failedFuture(
        HttpProblem.of(status, "Not taken", why)));
      case Hook.Verdict.Keep keep -> keep(account, keep, body, now)
        .compose(v -> Future.all(besides(served, hook).map(name -> overhear(served, name, call, now)).toList()))
        .compose(v -> say(context, keep.answer()));
    };
  }

  /** The other accounts that are sent to at the same address. */
  private static Stream<String> besides(Served served, Hook hook) {
    return served.hooks().entrySet().stream().filter(e -> e.getValue() != hook && !hook.shared().isEmpty()
      && e.getValue().shared().equals(hook.shared())).map(Map.Entry::getKey);
  }

  /** Kept for them as well, before it is answered; of another app's account it is no business. */
  private Future<Void> overhear(Served served, String name, Hook.Call call, Instant now) {
    return served.hooks().get(name).hear(call, now) instanceof Hook.Verdict.Keep keep
      ? keep(served.all().get(name).account(), keep, call.body(), now) : Future.succeededFuture();
  }

  private Future<Void> keep(Account account, Hook.Verdict.Keep keep, Buffer body, Instant now) {
    var bounded = new Hook.Verdict.Keep(Text.line(keep.key(), MAX_KEY), keep.head(), keep.answer());
    return deliveries.keep(client, account, bounded, body, now).compose(fresh -> {
      meters.counter("baton.hook.deliveries", "account", account.name(), "outcome", fresh ? "new" : "duplicate").increment();
      if (fresh) {
        arrived.run();
      }
      boolean wasRefused = told.remove(account.name()) != null;
      var last = noted.get(account.name());
      if (!wasRefused && last != null && now.isBefore(last.plus(NOTE_EVERY))) {
        return Future.succeededFuture();
      }
      noted.put(account.name(), now);
      return store.takes(client, account, now);
    });
  }

  /** A rotated secret looks like an attack; both are shown. */
  private Future<Void> refused(Account account, String why, Instant now) {
    meters.counter("baton.hook.deliveries", "account", account.name(), "outcome", "refused").increment();
    var last = told.get(account.name());
    if (last != null && now.isBefore(last.plus(TELL_EVERY))) {
      return Future.succeededFuture();
    }
    told.put(account.name(), now);
    return store.refuses(client, account, why);
  }

  private static Future<Void> say(RoutingContext context, Hook.Verdict.Says says) {
    var response = context.response().setStatusCode(says.status());
    says.headers().forEach(response::putHeader);
    return response.end(says.body());
  }
}
