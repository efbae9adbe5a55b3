package dev.baton;

import dev.baton.config.ConfigFolder;
import dev.baton.config.Secret;
import dev.baton.demo.HttpPhoneDesk;
import dev.baton.demo.ReceivedMail;
import dev.baton.demo.RouterStory;
import dev.baton.demo.SimulatedNetworks;
import dev.baton.leg.Links;
import dev.baton.ops.Metrics;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A whole gateway in this JVM, as it is shipped, on free ports and a database of its own; several may share one.
 *
 * <pre>{@code
 *   try (var gateway = TestGateway.on(vertx).clock(clock).start()) {
 *     gateway.program().post("/api/mentions", mention).expect(200);
 *   }
 * }</pre>
 */
final class TestGateway implements AutoCloseable {

  static final String TOKEN = "token-of-the-tests";

  private final Vertx vertx;
  private final Gateway gateway;
  private final Metrics metrics;
  private final Path data;
  private final String database;
  private final InstantSource clock;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private boolean stopped;

  private TestGateway(Vertx vertx, Gateway gateway, Metrics metrics, Path data, String database,
                      InstantSource clock) {
    this.vertx = vertx;
    this.gateway = gateway;
    this.metrics = metrics;
    this.data = data;
    this.database = database;
    this.clock = clock;
  }

  static Builder on(Vertx vertx) {
    return new Builder(vertx);
  }

  /** What every gateway under test is told, in this JVM or in one of its own. */
  static Map<String, String> environment(String database, Path data) {
    return new HashMap<>(Map.of("BATON_HTTP_PORT", "0", "BATON_MANAGEMENT_PORT", "0", "BATON_DATABASE_URL", database,
      "BATON_DATA", data.toString(), "BATON_API_TOKEN", TOKEN, "BATON_SIMULATION_MENTIONS_PER_MINUTE", "0",
      "BATON_SIMULATION_STORY", "false"));
  }

  /** How it is to be. */
  static final class Builder {

    private final Vertx vertx;
    private final Map<String, String> more = new HashMap<>();
    private InstantSource clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    private String database;
    private Path folder = Path.of("config");
    private String accounts = "";

    private Builder(Vertx vertx) {
      this.vertx = vertx;
    }

    Builder clock(InstantSource moved) {
      clock = moved;
      return this;
    }

    /** On this database instead of a fresh one. */
    Builder database(String url) {
      database = url;
      return this;
    }

    /** With this configuration instead of the one that ships. */
    Builder config(Path otherFolder) {
      folder = otherFolder;
      return this;
    }

    /** With these accounts beside those that ship, written as in {@code accounts.yaml}. */
    Builder accounts(String yaml) {
      accounts = yaml;
      return this;
    }

    /** What is configured, in a folder that goes when the gateway does. */
    private Path copied(Path data) throws IOException {
      var copy = Files.createDirectory(data.resolve("config"));
      try (var files = Files.list(folder)) {
        for (var each : files.toList()) {
          Files.copy(each, copy.resolve(each.getFileName()));
        }
      }
      return Files.writeString(copy.resolve("accounts.yaml"), "\n" + accounts.indent(2), StandardOpenOption.APPEND)
        .getParent();
    }

    /** A key of the configuration, as the environment spells it. */
    Builder with(String variable, String value) {
      more.put(variable, value);
      return this;
    }

    /** Ready, with the networks read once: what comes meets no class for the first time. */
    TestGateway start() {
      try {
        var data = Files.createTempDirectory("baton-gateway");
        var from = accounts.isEmpty() ? folder : copied(data);
        var url = database == null ? TestDatabase.fresh() : database;
        var environment = environment(url, data);
        environment.putAll(more);
        var metrics = new Metrics();
        Supplier<GatewayConfig> reading = () -> GatewayConfig.from(ConfigFolder.read(from, environment));
        var config = reading.get();
        var gateway = new Gateway(vertx, config, reading, clock, metrics);
        gateway.start().await();
        if (config.demo()) {
          Eventually.until("the simulated networks are read", () -> TestDatabase.number(url,
            "select count(*) from account where name in ('mastodon', 'bluesky') and state <> 'connected'") == 0);
        }
        return new TestGateway(vertx, gateway, metrics, data, url, clock);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  URI address() {
    return URI.create("http://localhost:" + gateway.httpPort());
  }

  int managementPort() {
    return gateway.managementPort();
  }

  /** The database's URL, to start another gateway on it or to look into it. */
  String database() {
    return database;
  }

  /** A program with the API token. */
  Visitor program() {
    return kept(Visitor.program(vertx, address(), TOKEN));
  }

  /** Nobody known. */
  Visitor stranger() {
    return kept(Visitor.stranger(vertx, address()));
  }

  /** A person of {@code config/people.yaml}, signed in. */
  Visitor person(String id) {
    return kept(Visitor.stranger(vertx, address()).signIn(id, Gateway.DEMO_PASSWORD));
  }

  private Visitor kept(Visitor visitor) {
    opened.add(visitor);
    return visitor;
  }

  /** What it answers below {@code /api}, such as {@code GET /api/cases/:id}. */
  Set<String> routes() {
    return gateway.routes();
  }

  SimulatedNetworks networks() {
    return gateway.simulated();
  }

  /** Rosa Delgado's router breaks now. */
  void tellRouterStory(Duration day) {
    var desk = new HttpPhoneDesk(vertx, address(), new Secret(TOKEN));
    opened.add(() -> desk.close().await());
    new RouterStory(vertx, clock, networks().mastodon(), SimulatedNetworks.MASTODON_NAME, desk, day).play();
  }

  /** Looks now who could be one person. */
  void compareNewProfiles() {
    gateway.compareNewProfiles().await();
  }

  /** Everything that is due by the gateway's clock is carried out when this returns, unless another node is at it. */
  int runDueObligations() {
    return gateway.runDueObligations().await();
  }

  /** It goes by the policy that another node has put in force, if one has. */
  void followPolicy() {
    gateway.followPolicy().await();
  }

  /** It serves the accounts as they were changed on another node. */
  void followAccounts() {
    gateway.followAccounts().await();
  }

  /** Whoever is due to be told something is told when this returns, unless the node is at it by itself. */
  void tellDueNotices() {
    gateway.tellDueNotices().await();
  }

  /** What people were sent, the latest first, while no mail server is configured. */
  List<ReceivedMail> mails() {
    return gateway.mailbox().mails();
  }

  /** Where they can be read. */
  URI mailboxPage() {
    return gateway.mailboxPage().orElseThrow();
  }

  /** Listeners that did not keep up in the last minute. */
  double behind() {
    return metrics.registry().get("baton.live.behind").gauge().value();
  }

  /** The token of a link to a leg, as a mail would hold it. */
  String linkTo(long leg, String person, Instant expires) {
    var key = HexFormat.of().parseHex((String) rows("select encode(key, 'hex') from signing_key").getFirst().getFirst());
    return new Links(key).token(new Links.Link("northwind", leg, person, expires));
  }

  /** The rows of a query, each as its columns. */
  List<List<Object>> rows(String sql) {
    return TestDatabase.rows(database, sql);
  }

  /** The number that a query gives. */
  long number(String sql) {
    return TestDatabase.number(database, sql);
  }

  /** As SIGTERM would; a second time does nothing. */
  void stop() {
    if (!stopped) {
      stopped = true;
      gateway.stop().await();
      metrics.close();
    }
  }

  @Override
  public void close() {
    stop();
    opened.forEach(o -> {
      try {
        o.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    });
    delete(data);
  }

  static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
