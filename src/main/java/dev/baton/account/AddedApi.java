package dev.baton.account;

import dev.baton.connector.Channel;
import dev.baton.connector.Key;
import dev.baton.db.Database;
import dev.baton.http.Guard;
import dev.baton.http.HttpProblem;
import dev.baton.http.Part;
import dev.baton.http.Problem;
import dev.baton.ingest.Account;
import dev.baton.people.Caller;
import dev.baton.people.Role;
import dev.baton.vault.Vault;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accounts added, tried out, changed, paused and removed on the page; for supervisors. No answer holds a secret of one. */
public final class AddedApi implements Part {

  private static final Logger log = LoggerFactory.getLogger(AddedApi.class);

  /** Each is read by itself; a node that serves more is better shared. */
  private static final int MOST = 500;

  private final Database database;
  private final AddedAccounts accounts;
  private final Map<String, Channel> channels;
  private final Supplier<Set<String>> ofFile;
  private final Form form;
  private final Trial trial;
  private final Vault vault;
  private final Supplier<Future<Void>> follow;
  private final InstantSource clock;

  /**
   * @param ofFile names of the accounts that stand in the file, which win
   * @param form   what holds a wish against its channel
   * @param follow makes this node serve them as they are now
   */
  public AddedApi(Database database, AddedAccounts accounts, Map<String, Channel> channels, Supplier<Set<String>> ofFile,
                  Form form, Trial trial, Vault vault, Supplier<Future<Void>> follow, InstantSource clock) {
    this.database = database;
    this.accounts = accounts;
    this.channels = Map.copyOf(channels);
    this.ofFile = ofFile;
    this.form = form;
    this.trial = trial;
    this.vault = vault;
    this.follow = follow;
    this.clock = clock;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/channels").handler(context -> {
      Guard.callerWith(context, Role.SUPERVISOR);
      context.json(ChannelsJson.of(channels.values(), trial.hooks()));
    });
    router.post("/api/channels/:channel/make").handler(this::make);
    router.post("/api/channels/:channel/try").handler(context -> answer(context, 200, this::tryOut));
    router.post("/api/accounts").handler(context -> answer(context, 201, this::add));
    router.get("/api/accounts/:name").handler(context -> answer(context, 200, this::one));
    router.post("/api/accounts/:name/change").handler(context -> answer(context, 200, this::change));
    router.post("/api/accounts/:name/pause").handler(context -> answer(context, 200, c -> pause(c, true)));
    router.post("/api/accounts/:name/resume").handler(context -> answer(context, 200, c -> pause(c, false)));
    router.post("/api/accounts/:name/remove").handler(context -> answer(context, 200, this::remove));
  }

  private static void answer(RoutingContext context, int status, Function<RoutingContext, Future<JsonObject>> work) {
    Guard.callerWith(context, Role.SUPERVISOR);
    context.response().putHeader("Cache-Control", "no-store");
    work.apply(context).onSuccess(body -> context.response().setStatusCode(status)
      .putHeader("Content-Type", "application/json").end(body.toBuffer())).onFailure(context::fail);
  }

  private void make(RoutingContext context) {
    Guard.callerWith(context, Role.SUPERVISOR);
    var wanted = Wish.text(Wish.body(context), "key");
    var key = channel(context).keys().stream()
      .filter(k -> k.name().equals(wanted) && k.made() != Key.Made.NOT).findFirst()
      .orElseThrow(() -> HttpProblem.of(422, "Not made here", "Baton makes only the keys that GET /api/channels says it makes"));
    context.response().putHeader("Cache-Control", "no-store");
    context.json(new JsonObject().put("value", ChannelsJson.made(key.made())));
  }

  private Channel channel(RoutingContext context) {
    return Optional.ofNullable(channels.get(context.pathParam("channel"))).filter(c -> !c.isInternal())
      .orElseThrow(() -> HttpProblem.of(404, "No such channel", "See GET /api/channels"));
  }

  private Future<JsonObject> tryOut(RoutingContext context) {
    var channel = channel(context).name();
    var existing = Wish.text(Wish.body(context), "account");
    var caller = Guard.caller(context);
    return existing.isEmpty() ? tryOut(Wish.read(context, null, channel), Optional.empty(), caller)
      : found(existing, caller).compose(was -> was.account().channel().equals(channel)
        ? tryOut(Wish.read(context, was.name(), channel), Optional.of(was), caller)
        : Future.failedFuture(HttpProblem.of(422, "Another channel", "An account keeps its channel: remove it and add another")));
  }

  private Future<JsonObject> tryOut(Wish wish, Optional<Added> was, Caller caller) {
    var read = well(form.read(wish, was, caller));
    return trial.run(read.config().orElseThrow(), was.isPresent() && !changesSecret(read), wish.carried());
  }

  private static boolean changesSecret(Form.Read read) {
    return read.config().orElseThrow().channel().keys().stream()
      .anyMatch(key -> key.isSecret() && read.changed().contains(key.name()));
  }

  private static Form.Read well(Form.Read read) {
    if (!read.mistakes().isEmpty()) {
      throw Problem.of(422, "Something is not right yet", "Nothing was done: correct what is marked")
        .at(read.mistakes()).failure();
    }
    return read;
  }

  private Future<JsonObject> add(RoutingContext context) {
    var caller = Guard.caller(context);
    var wish = Wish.read(context, null, null);
    var read = well(form.read(wish, Optional.empty(), caller));
    var wanted = new Account(0, wish.name(), wish.channel(), wish.brand(), wish.queue(), "");
    return roomForOneMore().compose(v -> database.inTransaction(tx -> accounts.add(tx, wanted, read.told(), caller.id(), now())
        .compose(added -> added ? carry(tx, read, wish).map(true) : Future.succeededFuture(false))))
      .compose(added -> added ? done("added", wish.name(), caller) : Future.failedFuture(taken()));
  }

  private Future<Void> roomForOneMore() {
    return accounts.all(database.reader()).compose(all -> all.size() < MOST ? Future.succeededFuture()
      : Future.failedFuture(HttpProblem.of(409, "Enough accounts", "There are " + MOST + " already: remove one first")));
  }

  /** In the same transaction: what works once is lost with whoever does not keep it. */
  private Future<Void> carry(SqlClient tx, Form.Read read, Wish wish) {
    return trial.opened(read.config().orElseThrow(), wish.carried()).map(value -> vault.keep(tx, wish.name(), value))
      .orElseGet(Future::succeededFuture);
  }

  private static HttpProblem taken() {
    return Problem.of(422, "Something is not right yet", "Nothing was done: correct what is marked").at(Map.of("name",
      "There is, or was, another account of this name: choose another")).failure();
  }

  private Future<JsonObject> one(RoutingContext context) {
    return found(context.pathParam("name"), Guard.caller(context))
      .compose(added -> accounts.changes(database.reader(), added.account()).map(changes -> shown(added, changes)));
  }

  /** Of a secret only that it is there. */
  private JsonObject shown(Added added, JsonArray changes) {
    var keys = channels.containsKey(added.account().channel())
      ? AccountConfig.keys(channels.get(added.account().channel())) : List.<Key>of();
    var told = added.told().orElse(Map.of());
    var open = new HashMap<String, Object>();
    keys.stream().filter(key -> !key.isSecret() && told.containsKey(key.name()))
      .forEach(key -> open.put(key.name(), told.get(key.name())));
    return new JsonObject().put("name", added.name()).put("channel", added.account().channel())
      .put("brand", added.account().brand()).put("queue", added.account().queue()).put("paused", added.paused())
      .put("opened", added.told().isPresent()).put("keys", new JsonObject(open))
      .put("secrets", new JsonArray(keys.stream().filter(key -> key.isSecret() && told.containsKey(key.name()))
        .map(Key::name).toList())).put("changes", changes);
  }

  private Future<JsonObject> change(RoutingContext context) {
    var caller = Guard.caller(context);
    return found(context.pathParam("name"), caller).compose(was -> {
      var wish = Wish.read(context, was.name(), was.account().channel());
      if (!wish.brand().equals(was.account().brand())) {
        throw HttpProblem.of(422, "Another brand", "An account keeps its brand, as what came in on it does: add another one");
      }
      var read = well(form.read(wish, Optional.of(was), caller));
      return database.inTransaction(tx -> accounts.change(tx, was, wish.queue(), read.told(), leadsElsewhere(read),
          changes(was, wish, read), caller.id(), now())
        .compose(changed -> changed ? carry(tx, read, wish).map(true) : Future.succeededFuture(false)))
        .compose(changed -> changed ? done("changed", was.name(), caller) : Future.failedFuture(HttpProblem.of(409,
          "Changed meanwhile", "Somebody else has changed this account: look at it again")));
    });
  }

  private static List<String> changes(Added was, Wish wish, Form.Read read) {
    return wish.queue().equals(was.account().queue()) ? read.changed()
      : Stream.concat(read.changed().stream(), Stream.of("queue")).toList();
  }

  private static boolean leadsElsewhere(Form.Read read) {
    return read.config().orElseThrow().channel().keys().stream().filter(key -> read.changed().contains(key.name()))
      .anyMatch(key -> key.kind() == Key.Kind.ADDRESS || key.needed() && !key.isSecret());
  }

  private Future<JsonObject> pause(RoutingContext context, boolean paused) {
    return changed(context, paused ? "paused" : "resumed",
      (tx, added, actor) -> accounts.pause(tx, added.account(), paused, actor, now()));
  }

  private Future<JsonObject> remove(RoutingContext context) {
    return changed(context, "removed", (tx, added, actor) -> accounts.remove(tx, added.account(), actor, now()));
  }

  /** @return false where it is so already */
  @FunctionalInterface
  private interface Change {
    Future<Boolean> carryOut(SqlClient tx, Added added, String actor);
  }

  private Future<JsonObject> changed(RoutingContext context, String what, Change change) {
    var caller = Guard.caller(context);
    return found(context.pathParam("name"), caller)
      .compose(added -> database.inTransaction(tx -> change.carryOut(tx, added, caller.id())))
      .compose(done -> done(what, context.pathParam("name"), caller));
  }

  /** This node goes by it before it answers, the others within seconds. */
  private Future<JsonObject> done(String what, String name, Caller caller) {
    log.info("account {} account={} by={}", what, name, caller.id());
    return follow.get().map(v -> new JsonObject().put("name", name));
  }

  private Future<Added> found(String name, Caller caller) {
    if (ofFile.get().contains(name)) {
      return Future.failedFuture(HttpProblem.of(409, "It stands in the file", "The account " + name
        + " stands in config/accounts.yaml: change it there, then reload"));
    }
    return accounts.all(database.reader()).compose(all -> all.stream()
      .filter(added -> added.name().equals(name) && caller.sees(added.account().brand())).findFirst()
      .map(Future::succeededFuture)
      .orElseGet(() -> Future.failedFuture(HttpProblem.of(404, "No such account", "See GET /api/accounts"))));
  }

  private Instant now() {
    return clock.instant();
  }
}
