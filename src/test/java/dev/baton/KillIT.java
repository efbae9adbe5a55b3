package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.demo.Person;
import dev.baton.demo.Said;
import dev.baton.demo.SimulatedBluesky;
import dev.baton.demo.SimulatedMastodon;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed at any moment loses nothing and does nothing twice. The networks live here and know the
 * truth; afterwards the database is compared with them. Set {@code -Dseed=} to repeat a run.
 */
class KillIT {

  /** In a life, beside what the networks bring; a random number makes the moment of its end another one each time. */
  private static final int MOST_BATCHES = 30;
  private static final int KILLS = 4;
  private static final int MENTIONS_A_LIFE = 150;
  private static final int REPLIES = 60;

  private final InstantSource clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Vertx vertx = Vertx.vertx();
  private final String database = TestDatabase.fresh();
  private final Set<String> said = new TreeSet<>();
  private final Set<String> acknowledged = new TreeSet<>();
  private SimulatedMastodon mastodon;
  private SimulatedBluesky bluesky;
  private Map<String, String> environment;
  private Child child;
  @TempDir Path data;

  @BeforeEach
  void start() {
    System.out.println("KillIT seed=" + seed);
    mastodon = new SimulatedMastodon(vertx, clock, "token", "northwind");
    bluesky = new SimulatedBluesky(vertx, clock, "northwind.bsky.example", "password");
    mastodon.pagingLimit(1_000_000);
    bluesky.requestLimit(1_000_000);
    environment = new HashMap<>(TestGateway.environment(database, data));
    environment.keySet().removeIf(name -> name.startsWith("BATON_SIMULATION_"));
    environment.putAll(Map.of("BATON_DEMO", "false",
      "BATON_ACCOUNTS_MASTODON_SERVER", mastodon.start(0).await().toString(),
      "BATON_ACCOUNTS_MASTODON_TOKEN", "token",
      "BATON_ACCOUNTS_MASTODON_EVERY", "100ms",
      "BATON_ACCOUNTS_BLUESKY_SERVER", bluesky.start(0).await().toString(),
      "BATON_ACCOUNTS_BLUESKY_IDENTIFIER", "northwind.bsky.example",
      "BATON_ACCOUNTS_BLUESKY_PASSWORD", "password",
      "BATON_ACCOUNTS_BLUESKY_EVERY", "100ms"));
    child = Child.start(environment).ready();
    Eventually.until("both networks had their first look, which leaves old history alone", () ->
      number("select count(*) from account where channel in ('mastodon', 'bluesky') and cursor <> ''") == 2);
  }

  @AfterEach
  void stop() {
    child.close();
    vertx.close().await();
  }

  private void killAndStartAgain() {
    child.kill();
    theDeadsLeasesEnd();
    child = Child.start(environment).ready();
  }

  /** What a dead process held is free after a minute and a half; we do not wait for that. */
  private void theDeadsLeasesEnd() {
    TestDatabase.change(database, "update account set lease_until = '-infinity'");
    TestDatabase.change(database, "update reply set lease_until = '-infinity', try_at = '-infinity'"
      + " where state in ('queued', 'sending')");
  }

  private static Person somebody(int number) {
    return new Person("Person " + number, "person" + number, "en", "Leeds", 10, "");
  }

  /** Some on each network, some of them by people who spoke before. */
  private void speak(int from, int count) {
    for (var i = from; i < from + count; i++) {
      var who = somebody(random.nextInt(i + 1));
      said.add(random.nextBoolean() ? mastodon.mention(who, "@northwind where is parcel " + i + "?", "", "public")
        : bluesky.mention(who, "@northwind.bsky.example where is parcel " + i + "?", ""));
    }
  }

  /** Hands in small batches, as fast as they are taken; remembers what was acknowledged. */
  private void handIn(int batches, String series) {
    try (var program = Visitor.program(vertx, child.address(), TestGateway.TOKEN)) {
      for (var batch = 0; batch < batches; batch++) {
        var ids = new ArrayList<String>();
        var mentions = new JsonArray();
        for (var i = 0; i < 5; i++) {
          var id = series + "-" + batch + "-" + i;
          ids.add(id);
          mentions.add(Mentions.of(id, "caller-" + random.nextInt(50), "My invoice is wrong", clock.instant()));
        }
        var answer = program.send(HttpMethod.POST, "/api/mentions", mentions).await();
        assertEquals(200, answer.status(), answer::text);
        acknowledged.addAll(ids);
      }
    }
  }

  private Set<String> stored() {
    return TestDatabase.rows(database, "select external_id from mention").stream().map(r -> (String) r.getFirst())
      .collect(Collectors.toCollection(HashSet::new));
  }

  private long number(String sql) {
    return TestDatabase.number(database, sql);
  }

  private void assertLawsHold() {
    assertEquals(number("select count(*) from mention"),
      number("select count(*) from (select distinct account_id, external_id from mention) m"), "each once");
    assertEquals(0, number("select count(*) from mention m left join cases c on c.brand = m.brand and c.id = m.case_id"
      + " where c.id is null"), "each in a case");
    assertEquals(number("select count(*) from mention"), number("select sum(contacts) from cases"),
      "each counted in its case once");
    assertEquals(number("select count(*) from mention"),
      number("select count(*) from journal where kind in ('opened', 'contacted')"), "each in the journal once");
    assertEquals(0, number("select count(*) from cases c where phase <> 'resolved' and (owner = '' or not exists"
      + " (select from obligation o where o.brand = c.brand and o.case_id = c.id and o.running))"), "no naked case");
    assertEquals(0, number("select count(*) from (select customer_id from cases where phase <> 'resolved' group by 1"
      + " having count(*) > 1) twice"), "no customer has the same problem twice");
  }

  @Test
  void every_mention_of_the_networks_and_every_one_acknowledged_is_kept_once_however_often_we_are_killed() {
    for (var life = 0; life < KILLS; life++) {
      speak(life * MENTIONS_A_LIFE, MENTIONS_A_LIFE);
      handIn(2 + random.nextInt(MOST_BATCHES), "handed-" + life);
      killAndStartAgain();
    }
    speak(KILLS * MENTIONS_A_LIFE, MENTIONS_A_LIFE);

    Eventually.until("everything that was said is there", Duration.ofSeconds(30), () -> stored().containsAll(said));
    var stored = stored();
    var lost = Stream.concat(said.stream(), acknowledged.stream()).filter(id -> !stored.contains(id)).toList();
    assertEquals(List.of(), lost, "lost, seed " + seed);
    assertTrue(acknowledged.size() > KILLS * 5, "too little was handed in to prove anything: " + acknowledged.size());
    assertLawsHold();
  }

  @Test
  void every_reply_is_said_once_however_often_we_are_killed_around_it() {
    speak(0, 2 * REPLIES);
    Eventually.until("everything that was said is there", () -> stored().containsAll(said));
    var cases = TestDatabase.rows(database, "select id from cases order by id limit " + REPLIES).stream()
      .map(r -> ((Number) r.getFirst()).longValue()).toList();

    var written = new TreeMap<Long, String>();
    for (var caseId : cases) {
      written.put(caseId, write(caseId));
      if (random.nextInt(cases.size() / KILLS) == 0) {
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(300)).toNanos());
        killAndStartAgain();
      }
    }
    killAndStartAgain();

    Eventually.until("every reply has an outcome", Duration.ofSeconds(30), () ->
      number("select count(*) from reply where state in ('queued', 'sending')") == 0);
    var heard = Stream.concat(mastodon.said().stream(), bluesky.said().stream())
      .collect(Collectors.groupingBy(Said::text, TreeMap::new, Collectors.counting()));
    heard.forEach((text, times) -> assertEquals(1, times, "said more than once: " + text + ", seed " + seed));
    assertEquals(cases.size(), heard.size(), "every one was said, seed " + seed);
    assertEquals(cases.size(), number("select count(*) from reply where state = 'accepted'"));
    assertEquals(cases.size(), number("select count(*) from reply"), "none was written twice");
    assertEquals(0, number("select count(*) from cases where delivery <> 'none'"));
    assertLawsHold();
  }

  /** Until it is acknowledged, with one key: a caller cannot know what became of a request that broke off. */
  private String write(long caseId) {
    var text = "Answer to case " + caseId;
    try (var program = Visitor.program(vertx, child.address(), TestGateway.TOKEN)) {
      var view = program.look(caseId).header("ETag");
      program.post("/api/cases/" + caseId + "/replies", new JsonObject().put("text", text), "Idempotency-Key",
        "key of " + caseId, "If-Match", view).expect(202);
      return text;
    }
  }
}
