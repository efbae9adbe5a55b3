package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cases of which the journal tells more than anybody reads. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongCaseIT {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private final MovedClock clock = new MovedClock(START);
  private TestGateway gateway;
  private Visitor program;
  private Visitor omar;
  private int said;

  @BeforeAll
  void start(Vertx vertx) {
    gateway = TestGateway.on(vertx).clock(clock).start();
    program = gateway.program();
    omar = gateway.person("omar");
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private long says(String author) {
    return program.mention(Mentions.of("said-" + ++said, author, "Where is my parcel?", clock.instant()));
  }

  /** As if that had happened so often; the body is that of the case's latest entry. */
  private void happened(long caseId, String kind, int times) {
    TestDatabase.change(gateway.database(), """
      insert into journal (seq, brand, at, kind, case_id, revision, actor, policy, body)
      select -1000000000 + case_id * 10000 + n, brand, at, '%s', case_id, revision + n, actor, policy, body
      from (select * from journal where case_id = %d order by revision desc limit 1) latest, generate_series(1, %d) n"""
      .formatted(kind, caseId, times));
    TestDatabase.change(gateway.database(),
      "update cases set revision = revision + " + times + " where id = " + caseId);
  }

  private Visitor.Answer merge(long into, long from) {
    return omar.post("/api/cases/" + into + "/merge", new JsonObject().put("from", from), "If-Match",
      omar.look(into).header("ETag"));
  }

  @Test
  void a_case_that_has_climbed_for_months_is_merged_with_all_it_was_told_from_the_first_word() {
    var first = clock.instant();
    var old = says("rosa");
    happened(old, "time-passed", 5_000);
    clock.advance(Duration.ofMinutes(5));
    assertEquals(old, says("rosa"));
    var other = says("tom");
    merge(other, old).expect(200);
    assertEquals(3, gateway.number("select contacts from cases where id = " + other));
    assertEquals(1, gateway.number("select count(*) from cases where opened_at = '" + first + "' and id = " + other));
  }

  @Test
  void a_case_of_more_contacts_than_can_be_taken_along_is_neither_merged_nor_split_and_says_what_to_do_instead() {
    var crowded = says("ines");
    happened(crowded, "contacted", 4_000);
    var other = says("olga");
    var refused = merge(other, crowded).expect(422).json();
    assertTrue(refused.getString("detail").contains("the other way round"), refused::encode);
    var mention = gateway.number("select id from mention where case_id = " + crowded);
    omar.post("/api/cases/" + crowded + "/split", new JsonObject().put("mentions", new JsonArray().add(mention)),
      "If-Match", omar.look(crowded).header("ETag")).expect(422);
    assertEquals(1, gateway.number("select contacts from cases where id = " + other));
    merge(crowded, other).expect(200);
  }
}
