package dev.baton;

import dev.baton.cases.CaseDesk;
import dev.baton.cases.CaseFile;
import dev.baton.cases.CasesApi;
import dev.baton.cases.Commands;
import dev.baton.cases.MergingApi;
import dev.baton.cases.Requests;
import dev.baton.config.Secret;
import dev.baton.connector.Connector;
import dev.baton.db.Database;
import dev.baton.db.DatabaseClock;
import dev.baton.db.Ids;
import dev.baton.db.Migrations;
import dev.baton.db.Postgres;
import dev.baton.demo.HttpPhoneDesk;
import dev.baton.demo.SimulatedNetworks;
import dev.baton.http.ApiDocument;
import dev.baton.http.Pages;
import dev.baton.http.Server;
import dev.baton.http.SessionApi;
import dev.baton.inbox.Inbox;
import dev.baton.inbox.InboxApi;
import dev.baton.ingest.Account;
import dev.baton.ingest.AccountStore;
import dev.baton.ingest.AccountsApi;
import dev.baton.ingest.Ingest;
import dev.baton.ingest.MentionsApi;
import dev.baton.ingest.Poller;
import dev.baton.journal.Doorbell;
import dev.baton.journal.Journal;
import dev.baton.leg.Answering;
import dev.baton.leg.ExpertApi;
import dev.baton.leg.LegsApi;
import dev.baton.live.LiveApi;
import dev.baton.live.LiveHub;
import dev.baton.monitor.LawWatch;
import dev.baton.monitor.Monitor;
import dev.baton.monitor.MonitorApi;
import dev.baton.notice.Notices;
import dev.baton.obligation.AlarmClock;
import dev.baton.obligation.Obligations;
import dev.baton.ops.Housekeeping;
import dev.baton.ops.ManagementServer;
import dev.baton.ops.Metrics;
import dev.baton.ops.Readiness;
import dev.baton.people.Brands;
import dev.baton.people.Passwords;
import dev.baton.people.SignIn;
import dev.baton.people.Person;
import dev.baton.policy.Policies;
import dev.baton.policy.PolicyVersions;
import dev.baton.policy.Queue;
import dev.baton.promise.Outlook;
import dev.baton.promise.PromiseApi;
import dev.baton.reply.Reminders;
import dev.baton.reply.ReplyApi;
import dev.baton.reply.Sender;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Builds every part of one node and starts it, top to bottom; the only place that knows them all.
 *
 * <pre>
 *   database ─► accounts and their connectors ─► the line: ingest, desk, journal, hub ─► servers ─► pollers, clocks
 * </pre>
 */
public final class Gateway {

  /** What everybody signs in with while the networks are simulated. */
  static final String DEMO_PASSWORD = "baton";

  private final Vertx vertx;
  private final GatewayConfig config;
  private final Metrics metrics;
  private final String node = UUID.randomUUID().toString().substring(0, 8);
  private final Stops stops = new Stops();
  private final Journal journal = new Journal();
  private final AccountStore accountStore = new AccountStore();
  /** The test's own, or the database's once that is there. */
  private InstantSource clock;
  private Secret apiToken;
  private Postgres postgres;
  private Database database;
  private SimulatedNetworks networks;
  private HttpPhoneDesk phoneDesk;
  private Server server;
  private ManagementServer management;
  private AlarmClock alarmClock;
  private Sender sender;
  private volatile boolean stopping;

  /** A gateway that goes by the database's time, as all nodes on it do. */
  public Gateway(Vertx vertx, GatewayConfig config, Metrics metrics) {
    this(vertx, config, null, metrics);
  }

  /** @param clock gives whole microseconds, which is what the database keeps */
  public Gateway(Vertx vertx, GatewayConfig config, InstantSource clock, Metrics metrics) {
    this.vertx = vertx;
    this.config = config;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Succeeds when requests are answered; fails with a {@link dev.baton.config.StartProblem} that says what to do. */
  public Future<Void> start() {
    return Postgres.start(vertx, config.postgres())
      .compose(this::database)
      .compose(v -> networks())
      .compose(addresses -> accounts().compose(accounts -> policies().compose(policies -> wire(accounts, policies,
        Connectors.of(vertx, config.accounts(), addresses, clock, new Random())))))
      .recover(e -> stop().transform(done -> Future.failedFuture(e)));
  }

  private Future<Void> database(Postgres started) {
    postgres = started;
    stops.add(postgres::close);
    apiToken = ApiToken.of(config.apiToken(), config.postgres().data());
    database = Database.open(vertx, postgres.url(), node, config.postgres().poolSize());
    stops.add(database::close);
    return Migrations.run(vertx, postgres.url())
      .compose(v -> database.inTransaction(journal::continueNumbers))
      .compose(v -> clock != null ? Future.succeededFuture() : databaseClock());
  }

  private Future<Void> databaseClock() {
    return DatabaseClock.of(database.reader()).map(asked -> {
      clock = asked;
      asked.start(vertx);
      stops.add(() -> done(asked::stop));
      return null;
    });
  }

  /** The policy that was read, under the number by which the journal names it. */
  private Future<Policies> policies() {
    return new PolicyVersions(AgreedPolicy::policyOf).remember(database.reader(), config.agreed().keys(), clock.instant())
      .map(version -> new Policies(new Policies.InForce(version, config.agreed().policy())));
  }

  /** Where the simulated networks are; nowhere without the demo. */
  private Future<Connectors.Simulated> networks() {
    if (!config.demo()) {
      return Future.succeededFuture(Connectors.Simulated.NONE);
    }
    networks = new SimulatedNetworks(vertx, clock, config.simulation(),
      (id, name, phone, text, at) -> phoneDesk().logCall(id, name, phone, text, at));
    stops.add(networks::stop);
    return networks.start().map(Connectors.Simulated::at);
  }

  private HttpPhoneDesk phoneDesk() {
    if (phoneDesk == null) {
      phoneDesk = new HttpPhoneDesk(vertx, URI.create("http://localhost:" + httpPort()), apiToken);
      stops.add(phoneDesk::close);
    }
    return phoneDesk;
  }

  private Future<Map<String, Account>> accounts() {
    return accountStore.configure(database.reader(), config.accounts().stream()
      .map(a -> Connectors.configured(a, config.demo())).toList());
  }

  private Future<Void> wire(Map<String, Account> accounts, Policies policies, Map<String, Connector> connectors) {
    var people = config.people();
    var reader = database.reader();
    var brands = new Brands(policies.current().queues().stream().map(Queue::brand).collect(Collectors.toSet()));
    var doorbell = new Doorbell(vertx, reader, Database.connectOptions(postgres.url(), node));
    var obligations = new Obligations();
    var notices = new Notices(person -> people.of(person).filter(Person::isReachedOutside).isPresent());
    var desk = new CaseDesk(obligations, journal, policies, notices, new Reminders(connectors, policies),
      people::nameOf);
    var inbox = new Inbox(reader, people::nameOf, queue -> policies.current().leadOnDuty(queue, clock.instant()));
    var ingest = new Ingest(database, desk, config.triage(), policies, doorbell, clock, metrics.registry());
    var hub = new LiveHub(vertx, reader, journal, inbox, doorbell, clock, brands.all());
    var signIn = new SignIn(database, people, new Passwords(vertx), apiToken, clock);
    alarmClock = new AlarmClock(vertx, database, obligations, desk::timePassed, doorbell::ring, clock);
    sender = new Sender(vertx, database, desk, connectors, doorbell, clock, node);

    var requests = new Requests(brands, inbox, people);
    var commands = new Commands(database, desk, journal, doorbell, policies, brands, clock, people::nameOf);
    var file = new CaseFile(reader, desk, inbox, journal, policies, clock, people::nameOf,
      Connectors.rules(connectors));
    var monitor = new Monitor(reader, inbox, file, policies, people, clock);
    var promiseIds = new Ids(reader, "promise_id");
    var answering = new Answering(reader, commands, requests, policies, people, brands, clock);
    server = new Server(config.http(), signIn, List.of(
      new SessionApi(signIn, config.http(), config.demo()),
      new AccountsApi(reader, accountStore, brands, accounts.keySet()),
      new MentionsApi(vertx, ingest, accounts),
      new InboxApi(inbox, brands),
      new CasesApi(commands, requests, file, brands, people, new Ids(reader, "note_id")),
      new MergingApi(commands, requests, journal, new Ids(reader, "case_id")),
      new ReplyApi(database, commands, requests, connectors, sender::wake, policies,
        new Ids(reader, "reply_id"), promiseIds),
      new LegsApi(commands, requests, people, new Ids(reader, "leg_id")),
      new ExpertApi(answering),
      new PromiseApi(commands, requests, file, new Outlook(policies, people::nameOf), brands, promiseIds, clock),
      new LiveApi(vertx, hub, brands, signIn, config.http()),
      new MonitorApi(monitor, reader, accountStore, accounts.keySet(), hub, brands),
      new ApiDocument(),
      new Pages(vertx, Path.of("webroot"), List.of("lit-html"))));
    management = new ManagementServer(config.management(), readiness(), metrics);
    gauges(hub);

    connectors.values().forEach(connector -> stops.add(connector::close));
    stops.add(doorbell::close);
    return doorbell.open()
      .compose(v -> config.postgres().external().isEmpty() ? forgetNodes() : Future.succeededFuture())
      .compose(v -> config.demo() ? signIn.ensureDemoPassword(DEMO_PASSWORD) : signIn.forgetDemoPasswords())
      .compose(v -> hub.start())
      .compose(v -> vertx.deployVerticle(management)).onSuccess(id -> stops.add(() -> vertx.undeploy(id)))
      .compose(v -> vertx.deployVerticle(server)).onSuccess(id -> stops.add(() -> vertx.undeploy(id)))
      .onSuccess(v -> stops.add(() -> done(hub::stop)))
      .onSuccess(v -> begin(accounts, connectors, ingest, new LawWatch(vertx, monitor, clock, metrics)))
      .compose(v -> speak());
  }

  /** The embedded server's folder is locked by us: whoever held leases there was killed. */
  private Future<Void> forgetNodes() {
    return accountStore.forgetNodes(database.reader()).compose(v -> sender.forgetNodes());
  }

  private void begin(Map<String, Account> accounts, Map<String, Connector> connectors, Ingest ingest, LawWatch laws) {
    config.accounts().stream()
      .filter(a -> connectors.containsKey(a.name()) && !(a.network() instanceof AccountConfig.Network.Spoken))
      .forEach(a -> {
        var poller = new Poller(vertx, database, accounts.get(a.name()), connectors.get(a.name()), ingest, accountStore,
          clock, node, Connectors.every(a, config.demo()), new Random());
        poller.start();
        stops.add(poller::stop);
      });
    alarmClock.start();
    stops.add(alarmClock::stop);
    sender.start();
    stops.add(sender::stop);
    laws.start();
    stops.add(() -> done(laws::stop));
    var housekeeping = new Housekeeping(vertx, database, clock);
    housekeeping.start();
    stops.add(() -> done(housekeeping::stop));
  }

  private static final String FRESH = "select not exists (select from cases) as fresh";

  /** The simulated customers begin; the story is told once, on fresh data. */
  private Future<Void> speak() {
    if (networks == null) {
      return Future.succeededFuture();
    }
    return database.reader().preparedQuery(FRESH).execute()
      .map(rows -> rows.iterator().next().getBoolean("fresh"))
      .onSuccess(networks::begin)
      .mapEmpty();
  }

  private Readiness readiness() {
    var readiness = new Readiness();
    readiness.need("database", () -> database.ping().map("answers"));
    readiness.need("gateway", () -> stopping ? Future.failedFuture("is stopping") : Future.succeededFuture("runs"));
    return readiness;
  }

  private void gauges(LiveHub hub) {
    metrics.gauge("baton.live.sockets", "Browsers and programs on the live feed", hub::open);
    metrics.gauge("baton.live.behind", "Sockets that did not keep up in the last minute", hub::behind);
    metrics.gauge("baton.reply.under.way", "Replies being handed to networks at this moment", sender::underWay);
    metrics.gauge("baton.alarm.set.aside", "Cases whose alarm failed lately; must be 0", alarmClock::setAside);
  }

  private static Future<Void> done(Runnable action) {
    action.run();
    return Future.succeededFuture();
  }

  /** Stops everything in the opposite order; what is under way is ended or left for another node. */
  public Future<Void> stop() {
    stopping = true;
    return stops.run();
  }

  /** What is answered below {@code /api}, for the test that holds it against the document. */
  Set<String> routes() {
    return server.routes();
  }

  public int httpPort() {
    return server.actualPort();
  }

  public int managementPort() {
    return management.actualPort();
  }

  /** The token for programs. */
  public Secret apiToken() {
    return apiToken;
  }

  /** Where the data lies, in words without secrets. */
  public String dataAddress() {
    return postgres.address();
  }

  /** The simulated networks, for tests; null without the demo. */
  public SimulatedNetworks simulated() {
    return networks;
  }

  /** Carries out everything that is due now, without waiting for the clock's next look. */
  public Future<Integer> runDueObligations() {
    return alarmClock.runDue();
  }
}
