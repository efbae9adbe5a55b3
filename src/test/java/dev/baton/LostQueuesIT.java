package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigProblems;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A queue is taken out of the configuration while cases stand in it. */
@ExtendWith(EventLoops.class)
class LostQueuesIT {

  private static final String GLOBEX = "  claims:\n    brand: globex\n    leads: [jonas]\n    ladder: phone\n"
    + "    agreement: social\n";
  private static final String RETURNS = GLOBEX.replace("claims", "returns");
  private static final String ACCOUNT = "  globex:\n    channel: api\n    brand: globex\n    queue: claims\n";
  private static final String NONE_LEFT = "queues.claims is gone, but 1 open case stands in it and the brand globex has"
    + " no queue left: keep one until all its cases are resolved";

  private final Vertx vertx;
  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  @TempDir Path folder;

  LostQueuesIT(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void serveTwoBrands() {
    CopiedConfig.copy(folder);
    change("policy.yaml", "ladders:\n  care:", GLOBEX + RETURNS + "ladders:\n  care:");
    change("accounts.yaml", "  phone:\n", ACCOUNT + "  phone:\n");
  }

  private void change(String file, String was, String is) {
    CopiedConfig.change(folder, file, was, is);
  }

  private TestGateway.Builder gateway() {
    return TestGateway.on(vertx).clock(clock).config(folder);
  }

  private long caseOfGlobex(TestGateway gateway) {
    return gateway.program().mention(Mentions.of("a", "kim", "My lamp is broken", clock.instant())
      .put("account", "globex"));
  }

  private static JsonObject reload(Visitor visitor, int status) {
    return visitor.post("/api/policy/reload", new JsonObject()).expect(status).json();
  }

  private String check(Map<String, String> environment, int ends) throws InterruptedException {
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertEquals(ends, new Check(folder, environment, print, print, clock).run(List.of()));
    return out.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " ");
  }

  @Test
  void its_cases_wait_in_another_queue_of_their_brand_and_the_reload_says_how_many() throws InterruptedException {
    try (var gateway = gateway().start(); var omar = gateway.person("omar")) {
      var caseId = caseOfGlobex(gateway);
      omar.post("/api/cases/" + caseId + "/queue", new JsonObject().put("queue", "returns")).expect(200);
      change("policy.yaml", RETURNS, "");
      var words = "is gone: 1 open case of globex waits in claims from now on, by its leads, ladder and agreement; what"
        + " runs is due when it was. Move what belongs elsewhere, or put the queue back";

      assertTrue(check(Map.of("BATON_DATABASE_URL", gateway.database()), 0).contains(words));
      var found = reload(omar, 200).getJsonArray("findings").stream().map(JsonObject.class::cast)
        .filter(finding -> finding.getString("kind").equals("moves")).toList();
      var moves = new JsonObject().put("kind", "moves").put("where", "queues.returns").put("words", words);
      assertEquals(List.of(moves), found);

      assertEquals("jonas", omar.look(caseId).json().getJsonObject("owner").getString("id"));
      omar.post("/api/cases/" + caseId + "/queue", new JsonObject().put("queue", "social")).expect(409);
      omar.post("/api/cases/" + caseId + "/queue", new JsonObject().put("queue", "claims")).expect(200);
      assertTrue(reload(omar, 200).getJsonArray("findings").stream()
        .noneMatch(finding -> ((JsonObject) finding).getString("kind").equals("moves")));
    }
  }

  @Test
  void where_the_brand_has_no_queue_left_neither_a_reload_nor_a_start_goes_through() throws InterruptedException {
    try (var before = gateway().start()) {
      caseOfGlobex(before);
      before.stop();
      change("accounts.yaml", ACCOUNT, "");
      try (var gateway = gateway().database(before.database()).start(); var omar = gateway.person("omar")) {
        change("policy.yaml", GLOBEX + RETURNS, "");
        assertEquals(List.of(NONE_LEFT), reload(omar, 422).getJsonArray("problems").getList());
        assertTrue(omar.get("/api/policy").expect(200).json().getJsonArray("queues").encode().contains("claims"));
      }
      var refused = assertThrows(ConfigProblems.class, () -> gateway().database(before.database()).start());
      assertEquals(List.of(NONE_LEFT), refused.problems());
      assertTrue(check(Map.of("BATON_DATABASE_URL", before.database()), 1).contains(NONE_LEFT));
    }
  }
}
