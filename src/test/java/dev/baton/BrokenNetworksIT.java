package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.demo.Fault;
import dev.baton.demo.Person;
import dev.baton.demo.SimulatedMastodon;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A whole gateway among networks that are slow, silent, busy or mad: none of them is in another's way. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenNetworksIT {

  private static final Person ANN = new Person("Ann Archer", "ann", "en", "Leeds", 37, "+44113496001");
  private static final String PATH = "/api/v1/notifications";
  private static final String ACCOUNT = """
    %s:
      channel: mastodon
      brand: northwind
      queue: social
      server: %s
      token: %s
      every: 1s
    """;

  private static final Map<String, Fault> FAULTS = new LinkedHashMap<>(Map.of(
    "trickling", new Fault.Trickles(Duration.ofSeconds(1)),
    "silent", new Fault.Silent(),
    "flooding", new Fault.Floods(300L << 20),
    "zipped", new Fault.Says(200, Map.of("Content-Encoding", "gzip"), "\u001f\u0008 a thousand times as large when it is undone"),
    "garbled", new Fault.Says(200, Map.of(), "\u0000\ufffd{{{<html>"),
    "mending", new Fault.Says(200, Map.of(), "<html>"),
    "deep", new Fault.Says(200, Map.of(), "[".repeat(200_000)),
    "busy", Fault.busy(Map.of("Retry-After", "600"))));
  /** Those that answer something soon, so that it can be told what. */
  private static final List<String> ANSWERING = List.of("flooding", "zipped", "garbled", "deep");

  private final Map<String, SimulatedMastodon> networks = new LinkedHashMap<>();
  private TestGateway gateway;

  @BeforeAll
  void start(Vertx vertx) {
    var accounts = new StringBuilder();
    FAULTS.forEach((name, fault) -> {
      var network = new SimulatedMastodon(vertx, Clock.systemUTC(), name, "northwind");
      networks.put(name, network);
      accounts.append(ACCOUNT.formatted(name, network.start(0).await(), name));
      network.faults().always(PATH, fault);
    });
    gateway = TestGateway.on(vertx).accounts(accounts.toString()).start();
  }

  @AfterAll
  void stop() {
    gateway.close();
    networks.values().forEach(network -> network.stop().await());
  }

  private JsonObject account(String name) {
    return gateway.program().get("/api/accounts").expect(200).json().getJsonArray("accounts").stream()
      .map(JsonObject.class::cast).filter(a -> a.getString("name").equals(name)).findFirst().orElseThrow();
  }

  private long mentionsOn(String account) {
    return gateway.number("select count(*) from mention m join account a on a.id = m.account_id where a.name = '" + account + "'");
  }

  @Test
  void the_others_mentions_arrive_as_if_the_broken_networks_were_not_there_and_those_say_what_is_the_matter() {
    for (var round = 1; round <= 3; round++) {
      var expected = mentionsOn("mastodon") + 20;
      for (var i = 0; i < 20; i++) {
        gateway.networks().mastodon().mention(ANN, "@northwind question " + round + "/" + i, "", "public");
      }
      Eventually.until("all of them are here", () -> mentionsOn("mastodon") == expected);
    }
    FAULTS.keySet().stream().filter(name -> !name.equals("mending")).forEach(name -> assertEquals(0, mentionsOn(name), name));
    ANSWERING.forEach(name -> {
      Eventually.until(name + " is told of", () -> account(name).getString("state").equals("failing"));
      assertTrue(account(name).getString("note").contains("localhost"), account(name)::encode);
    });
    Eventually.until("who is busy is left alone", () -> account("busy").getString("state").equals("waiting"));
    assertTrue(account("busy").getJsonObject("pace").getString("words").startsWith("rate-limited until "), account("busy")::encode);
    assertEquals(1, networks.get("busy").faults().met());
  }

  @Test
  void a_network_that_comes_to_its_senses_is_read_without_anybodys_doing() {
    Eventually.until("it was tried", () -> networks.get("mending").faults().met() > 0);
    networks.get("mending").faults().none();
    networks.get("mending").mention(ANN, "@northwind are you there again?", "", "public");
    Eventually.until("it is read again", Duration.ofSeconds(60), () -> mentionsOn("mending") == 1);
    assertEquals("connected", account("mending").getString("state"));
  }
}
