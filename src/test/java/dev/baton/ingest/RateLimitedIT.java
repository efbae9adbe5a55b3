package dev.baton.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Line;
import dev.baton.connector.Connector;
import dev.baton.connector.mastodon.MastodonConfig;
import dev.baton.connector.mastodon.MastodonConnector;
import dev.baton.config.Secret;
import dev.baton.demo.Fault;
import dev.baton.demo.Person;
import dev.baton.demo.SimulatedMastodon;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten minutes in which a network takes nothing, over real HTTP into a real database: nothing is lost, nothing doubled. */
@ExtendWith(EventLoops.class)
class RateLimitedIT {

  private static final Person ANN = new Person("Ann Archer", "ann", "en", "Leeds", 37, "");
  private static final String PATH = "/api/v1/notifications";
  private static final Duration LIMITED = Duration.ofMinutes(10);
  /** Nobody adds anything to what the network says. */
  private static final RandomGenerator NO_JITTER = () -> 0L;

  private final Vertx vertx;
  private Line line;
  private SimulatedMastodon network;
  private Connector connector;
  private Poller poller;

  RateLimitedIT(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void open() {
    line = new Line(vertx);
    network = new SimulatedMastodon(vertx, line.clock, "token", "northwind");
    connector = MastodonConnector.of(vertx, new MastodonConfig(network.start(0).await(), new Secret("token")), line.clock,
      NO_JITTER);
    poller = new Poller(vertx, line.database, line.account("mastodon"), connector, line.intake, new AccountStore(),
      new Paces(line.database.reader()), line.clock, "n1", Duration.ofSeconds(15), NO_JITTER);
  }

  @AfterEach
  void close() {
    connector.close().await();
    network.stop().await();
    line.close();
  }

  static Stream<Arguments> dialects() {
    var ends = Line.START.plus(LIMITED);
    return Stream.of(
      Arguments.of("Retry-After in seconds", Map.of("Retry-After", "600"), "rate-limited until 09:10 UTC"),
      Arguments.of("Retry-After as a date", Map.of("Retry-After",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ends.atOffset(ZoneOffset.UTC))), "rate-limited until 09:10 UTC"),
      Arguments.of("Unix seconds", Map.of("X-RateLimit-Remaining", "0", "x-ratelimit-reset",
        String.valueOf(ends.getEpochSecond())), "rate-limited until 09:10 UTC"),
      Arguments.of("X's Unix seconds", Map.of("x-rate-limit-remaining", "0", "x-rate-limit-reset",
        String.valueOf(ends.getEpochSecond())), "rate-limited until 09:10 UTC"),
      Arguments.of("Mastodon's date", Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "2026-03-02T09:10:00.000000Z"),
        "rate-limited until 09:10 UTC"),
      Arguments.of("no header at all", Map.of(), "rate-limited until 09:01 UTC"));
  }

  private String account(String field) {
    var account = new AccountStore().all(line.database.reader(), new String[] {"northwind"}, new String[] {"mastodon"})
      .await().getFirst();
    return field.equals("words") ? account.getJsonObject("pace").getString("words") : account.getString(field);
  }

  private void say(List<String> said, int count) {
    for (var i = 0; i < count; i++) {
      said.add(network.mention(ANN, "@northwind question " + said.size(), "", "public"));
    }
  }

  private long asked() {
    return network.faults().met();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialects")
  void ten_minutes_of_429_lose_nothing_and_double_nothing(String dialect, Map<String, String> headers, String words) {
    var said = new ArrayList<String>();
    say(said, 3);
    poller.pollOnce().await();
    network.faults().always(PATH, Fault.busy(headers));
    poller.pollOnce().await();
    assertEquals("waiting", account("state"));
    assertEquals(words, account("words"));
    for (var minute = 0; minute < 10; minute++) {
      say(said, 20);
      poller.pollOnce().await();
      line.clock.advance(Duration.ofMinutes(1));
    }
    assertTrue(asked() == 1 || headers.isEmpty() && asked() == 10, dialect + " was asked " + asked() + " times");
    network.faults().none();
    for (var look = 0; look < 5; look++) {
      poller.pollOnce().await();
    }

    assertEquals(said.size(), line.count("select count(*) from mention"));
    assertEquals(new HashSet<>(said), new HashSet<>(line.rows("select external_id from mention").stream()
      .map(row -> row.getString(0)).toList()));
    assertEquals("connected", account("state"));
    assertEquals(line.clock.instant().toString(), account("completeUntil"));
    assertEquals(1, line.count("select count(*) from account_gap where cause like '%429%' and filled_at is not null"));
    assertEquals(Line.START, line.time("select min(opened_at) as at from obligation where kind = 'first-reply'"),
      "the customer's clock began when the customer spoke");
  }
}
