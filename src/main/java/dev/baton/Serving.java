package dev.baton;

import dev.baton.account.AccountConfig;
import dev.baton.account.Added;
import dev.baton.account.AddedAccounts;
import dev.baton.account.Form;
import dev.baton.connector.Connector;
import dev.baton.db.Database;
import dev.baton.ingest.Account;
import dev.baton.ingest.AccountStore;
import dev.baton.ingest.Served;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts that this node serves: those of its file, and those that were added on the page, on whatever node. What is
 * served at a moment never changes; another one takes its place.
 *
 * <pre>
 *   start, reload ─► the file's ──┐
 *                                 ├─► connectors of those that are new or changed ─► served ─► who reads and listens
 *   a change, here or elsewhere ─►┘    (the file wins over a name of the page)
 * </pre>
 */
final class Serving {

  private static final Logger log = LoggerFactory.getLogger(Serving.class);
  /** Whoever uses a connector that is gone from what is served has its answer by then. */
  private static final Duration LAST_USE = Duration.ofSeconds(45);

  private final Vertx vertx;
  private final Database database;
  private final AccountStore store;
  private final AddedAccounts added;
  private final Form form;
  private final Function<AccountConfig, Optional<Connector>> connect;
  private final List<Consumer<Served>> followers = new ArrayList<>();
  private final Set<Connector> leaving = ConcurrentHashMap.newKeySet();
  /** One thing at a time, in turn: what was read earlier must not undo what was read later. */
  private Future<?> last = Future.succeededFuture();
  private List<AccountConfig> file;
  private long reading = -1;
  private volatile Map<String, AccountConfig> configs = Map.of();
  private volatile Served served = Served.NOBODY;

  /** @param connect empty for an account that is off */
  Serving(Vertx vertx, Database database, AccountStore store, AddedAccounts added, Form form, List<AccountConfig> file,
          Function<AccountConfig, Optional<Connector>> connect) {
    this.vertx = vertx;
    this.database = database;
    this.store = store;
    this.added = added;
    this.form = form;
    this.file = file;
    this.connect = connect;
  }

  Served now() {
    return served;
  }

  Map<String, Connector> connectors() {
    return served.connectors();
  }

  /** Where the cases of an account wait, if there is one of that name still. */
  Optional<String> queueOf(String account) {
    return Optional.ofNullable(served.all().get(account)).map(one -> one.account().queue());
  }

  /** How each is told. */
  Map<String, AccountConfig> configs() {
    return configs;
  }

  /** Those that were added on the page and wait in a queue. */
  List<Account> addedOnes() {
    return served.all().values().stream().filter(Served.One::added).map(Served.One::account).toList();
  }

  /** From now on told of what is served, and of each that takes its place. */
  void follows(Consumer<Served> follower) {
    followers.add(follower);
    follower.accept(served);
  }

  /** At the start. */
  Future<Void> open() {
    return inTurn(this::serve);
  }

  /** After the file was read again. */
  Future<Void> become(List<AccountConfig> read) {
    return inTurn(() -> {
      file = read;
      return serve();
    });
  }

  /** Takes over what was changed on this node or another. */
  Future<Void> follow() {
    return inTurn(() -> added.reading(database.reader())
      .compose(now -> now == reading ? Future.succeededFuture() : serve()));
  }

  private synchronized Future<Void> inTurn(Supplier<Future<Void>> next) {
    var turn = last.transform(done -> next.get());
    last = turn;
    return turn;
  }

  private Future<Void> serve() {
    return added.reading(database.reader()).compose(before -> added.all(database.reader()).compose(all -> {
      var ofPage = new LinkedHashMap<String, Added>();
      all.forEach(one -> ofPage.put(one.account().name(), one));
      file.forEach(one -> ofPage.remove(one.name()));
      return take(ofPage).onSuccess(v -> reading = before);
    }));
  }

  private Future<Void> take(Map<String, Added> ofPage) {
    var wanted = new LinkedHashMap<String, AccountConfig>();
    file.forEach(one -> wanted.put(one.name(), one));
    ofPage.forEach((name, one) -> wanted.put(name, form.of(one)));
    var were = configs;
    var fresh = new LinkedHashMap<String, Optional<Connector>>();
    wanted.values().stream().filter(one -> !isServedSo(one, were.get(one.name()), ofPage.containsKey(one.name())))
      .forEach(one -> fresh.put(one.name(), ofPage.containsKey(one.name()) ? connectedIfWell(one) : connect.apply(one)));
    return file(fresh).compose(known -> {
      var next = new LinkedHashMap<String, Served.One>();
      wanted.forEach((name, one) -> next.put(name, !fresh.containsKey(name) ? served.all().get(name)
        : one(wanted.get(name), fresh.get(name), known.get(name), ofPage.get(name))));
      return settle(fresh, ofPage, wanted).onSuccess(v -> swap(wanted, new Served(next)));
    });
  }

  /** One account of the page must not keep the others, or the start, waiting. */
  private Optional<Connector> connectedIfWell(AccountConfig one) {
    try {
      return connect.apply(one);
    } catch (RuntimeException e) {
      log.error("account cannot be connected account={}", one.name(), e);
      return Optional.empty();
    }
  }

  private boolean isServedSo(AccountConfig one, AccountConfig was, boolean isAdded) {
    return was != null && was.mark() == one.mark() && served.all().get(one.name()).added() == isAdded
      && was.isFilledIn() == one.isFilledIn();
  }

  private static Served.One one(AccountConfig config, Optional<Connector> connector, Account ofFile, Added ofPage) {
    var why = connector.isPresent() ? "" : config.access().missing();
    return ofPage == null ? new Served.One(ofFile, connector, why, false, false)
      : new Served.One(ofPage.account(), connector, why, ofPage.paused(), true);
  }

  /** The table of accounts learns of those of the file. */
  private Future<Map<String, Account>> file(Map<String, Optional<Connector>> fresh) {
    return store.configure(database.reader(), file.stream().filter(one -> fresh.containsKey(one.name()))
      .map(one -> Connectors.configured(one, fresh.get(one.name()))).toList());
  }

  /** Those of the page are in it already; what comes by itself says so. What is off may be so on this node alone. */
  private Future<Void> settle(Map<String, Optional<Connector>> fresh, Map<String, Added> ofPage,
                              Map<String, AccountConfig> wanted) {
    return Future.all(fresh.keySet().stream().filter(name -> ofPage.containsKey(name) && fresh.get(name).isPresent()).map(name ->
      store.settle(database.reader(), ofPage.get(name).account(), Connectors.configured(wanted.get(name), fresh.get(name))))
      .toList()).mapEmpty();
  }

  private void swap(Map<String, AccountConfig> wanted, Served next) {
    var stay = next.all().values().stream().flatMap(one -> one.connector().stream()).toList();
    var leave = served.all().values().stream().flatMap(one -> one.connector().stream())
      .filter(connector -> !stay.contains(connector)).toList();
    if (served != Served.NOBODY && !served.all().equals(next.all())) {
      log.info("accounts served accounts={} connected={}", next.all().size(), stay.size());
    }
    configs = Map.copyOf(wanted);
    served = next;
    followers.forEach(follower -> follower.accept(next));
    leave.forEach(this::closeLater);
  }

  private void closeLater(Connector connector) {
    leaving.add(connector);
    vertx.timer(LAST_USE.toMillis()).onComplete(v -> close(connector));
  }

  private Future<Void> close(Connector connector) {
    return leaving.remove(connector) ? connector.close().onFailure(e ->
      log.warn("a connector did not close well cause={}", e.getMessage())) : Future.succeededFuture();
  }

  /** Nothing is served any more. */
  Future<Void> stop() {
    return Future.join(Stream.concat(leaving.stream().map(this::close),
      served.all().values().stream().flatMap(one -> one.connector().stream()).map(Connector::close)).toList()).mapEmpty();
  }
}
