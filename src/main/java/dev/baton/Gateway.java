package dev.baton;

import dev.baton.config.Secret;
import dev.baton.demo.SimulatedMailbox;
import dev.baton.demo.SimulatedNetworks;
import dev.baton.http.HttpProblem;
import dev.baton.http.Server;
import dev.baton.ops.ManagementServer;
import dev.baton.ops.Metrics;
import dev.baton.ops.Readiness;
import dev.baton.policy.Finding;
import dev.baton.review.PolicyApi;
import dev.baton.vault.VaultKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node: starts everything in this order, and stops it in the opposite one.
 *
 * <pre>
 *   ground: database, its time, policy ─► simulation ─► parts ─► servers ─► workers
 * </pre>
 */
public final class Gateway {

  private static final Logger log = LoggerFactory.getLogger(Gateway.class);
  /** What everybody signs in with while the networks are simulated. */
  static final String DEMO_PASSWORD = "baton";

  private final Vertx vertx;
  private final GatewayConfig config;
  private final Folder folder;
  private final Metrics metrics;
  private final InstantSource clock;
  private final String node = UUID.randomUUID().toString().substring(0, 8);
  private final Stops stops = new Stops();
  private Ground ground;
  private Future<Void> looked;
  private Simulation simulation;
  private Parts parts;
  private Server server;
  private ManagementServer management;
  private volatile boolean stopping;

  /** A gateway that goes by the database's time, as all nodes on it do. */
  public Gateway(Vertx vertx, GatewayConfig config, Supplier<GatewayConfig> again, Metrics metrics) {
    this(vertx, config, again, null, metrics);
  }

  /**
   * @param again reads the configuration again, for a reload; throws {@link dev.baton.config.ConfigProblems}
   * @param clock gives whole microseconds, which is what the database keeps
   */
  public Gateway(Vertx vertx, GatewayConfig config, Supplier<GatewayConfig> again, InstantSource clock,
                 Metrics metrics) {
    this.vertx = vertx;
    this.config = config;
    this.folder = new Folder(config, again);
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Succeeds when requests are answered; fails with a {@link dev.baton.config.StartProblem}, or with
   *  {@link dev.baton.config.ConfigProblems}, that say what to do. */
  public Future<Void> start() {
    return Ground.open(vertx, folder, metrics, node, stops, clock).onSuccess(this::standOn)
      .compose(v -> simulate())
      .compose(this::build)
      .compose(v -> serve())
      .recover(e -> stop().transform(done -> Future.failedFuture(e)));
  }

  /** The policy is looked at while everything else starts; whatever is found, it starts. */
  private void standOn(Ground opened) {
    ground = opened;
    looked = ground.findings().lookAt(Folder.proposal(config, List.of()))
      .onFailure(e -> log.warn("policy could not be looked at cause={}", e.getMessage()))
      .transform(done -> Future.succeededFuture());
  }

  /** Nothing is simulated without the demo. */
  private Future<Map<String, Map<String, Object>>> simulate() {
    if (!config.demo()) {
      return Future.succeededFuture(Map.of());
    }
    simulation = new Simulation(ground, this::httpPort);
    return simulation.start().map(SimulatedNetworks.Addresses::keys);
  }

  private Future<Void> build(Map<String, Map<String, Object>> simulated) {
    var key = VaultKey.of(config.vaultKey(), config.postgres().data());
    var accounts = Accounts.of(ground, key, simulated, this::address);
    stops.add(accounts.serving()::stop);
    return accounts.serving().open().map(v -> {
      parts = new Parts(ground, accounts, simulation == null ? config.notices() : simulation.notices(), this::address);
      stops.add(parts.doorbell::close);
      return null;
    });
  }

  private Future<Void> serve() {
    var workers = new Workers(parts);
    server = new Server(config.http(), parts.signIn, Routes.of(parts));
    management = new ManagementServer(config.management(), readiness(), metrics,
      Map.of("/reload", this::reload));
    return parts.doorbell.open()
      .compose(v -> workers.forgetNodes())
      .compose(v -> config.demo() ? parts.signIn.ensureDemoPassword(DEMO_PASSWORD)
        : parts.signIn.forgetDemoPasswords())
      .compose(v -> parts.hub.start())
      .compose(v -> vertx.deployVerticle(management)).onSuccess(id -> stops.add(() -> vertx.undeploy(id)))
      .compose(v -> vertx.deployVerticle(server)).onSuccess(id -> stops.add(() -> vertx.undeploy(id)))
      .onSuccess(v -> stops.add(() -> Stops.done(parts.hub::stop)))
      .onSuccess(v -> workers.start())
      .compose(v -> looked)
      .compose(v -> simulation == null ? Future.succeededFuture() : simulation.speak());
  }

  private Future<ManagementServer.Answer> reload() {
    return PolicyApi.reload(parts.reloading).map(body -> new ManagementServer.Answer(200, body))
      .recover(e -> e instanceof HttpProblem known
        ? Future.succeededFuture(new ManagementServer.Answer(known.problem().status(), known.problem().toJson()))
        : Future.failedFuture(e));
  }

  private Readiness readiness() {
    var readiness = new Readiness();
    readiness.need("database", () -> ground.database().ping().map("answers"));
    readiness.need("gateway", () -> stopping ? Future.failedFuture("is stopping") : Future.succeededFuture("runs"));
    return readiness;
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

  /** Where people open it. */
  URI address() {
    var configured = config.http().publicUrl();
    return configured.getPort() == 0 ? URI.create("http://localhost:" + httpPort()) : configured;
  }

  public int httpPort() {
    return server.actualPort();
  }

  public int managementPort() {
    return management.actualPort();
  }

  /** The token for programs. */
  public Secret apiToken() {
    return ground.apiToken();
  }

  /** Where the data lies, in words without secrets. */
  public String dataAddress() {
    return ground.postgres().address();
  }

  /** Where a demo's mails can be read, if they end there. */
  Optional<URI> mailboxPage() {
    return simulation == null ? Optional.empty() : simulation.mailboxPage();
  }

  /** The demo's mailbox, for tests; null without the demo. */
  public SimulatedMailbox mailbox() {
    return simulation == null ? null : simulation.mailbox();
  }

  /** The simulated networks, for tests; null without the demo. */
  public SimulatedNetworks simulated() {
    return simulation == null ? null : simulation.networks();
  }

  /** Whether some network can be heard; what programs post is not meant. */
  boolean isConnected() {
    return parts.serving.connectors().values().stream()
      .anyMatch(one -> one.isPolled() || one.hook().isPresent() || one.feed().isPresent());
  }

  /** What was found wrong with the policy in force. */
  List<Finding> findings() {
    return ground.findings().last();
  }

  /** Follows another node's policy, without waiting for the next look. */
  Future<Void> followPolicy() {
    return parts.reloading.follow();
  }

  /** Follows what was changed of the accounts on another node, without waiting for the next look. */
  Future<Void> followAccounts() {
    return parts.serving.follow();
  }

  /** Carries out everything that is due now, without waiting for the clock's next look. */
  public Future<Integer> runDueObligations() {
    return parts.alarmClock.runDue();
  }

  /** Looks who could be one person, without waiting for the next look. */
  public Future<Void> compareNewProfiles() {
    return parts.suggester.lookAtAll();
  }

  /** Tells everybody what is due to be told now, without waiting for the next look. */
  public Future<Void> tellDueNotices() {
    return parts.notifier.tellDue();
  }
}
