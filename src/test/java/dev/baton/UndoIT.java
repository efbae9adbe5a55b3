package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two cases were one, and are two again as if they had never been. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UndoIT {

  private static final Set<String> GROW = Set.of("revision", "conversation", "numbered", "next_obligation");

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private TestGateway gateway;
  private Visitor program;
  private Visitor ana;
  private int said;

  @BeforeAll
  void start(Vertx vertx) {
    gateway = TestGateway.on(vertx).clock(clock).start();
    program = gateway.program();
    ana = gateway.person("ana");
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private long says(String author, String more) {
    return program.mention(Mentions.of("undo-" + ++said, author, "Where is my parcel?" + more, clock.instant()));
  }

  private Visitor.Answer wish(String what, long into, long from) {
    return ana.post("/api/cases/" + into + "/" + what, new JsonObject().put("from", from), "If-Match",
      ana.look(into).header("ETag"));
  }

  private String text(String sql, long caseId) {
    return String.valueOf(TestDatabase.rows(gateway.database(), sql + caseId).getFirst().getFirst());
  }

  /** The row and what belongs to it, but for the numbers that count changes. */
  private String whole(long caseId) {
    var row = new JsonObject(text("select to_jsonb(c)::text from cases c where id = ", caseId));
    GROW.forEach(row::remove);
    return row.encodePrettily() + text("select string_agg(concat_ws(' ', kind, about, opened_at, due_at, alarm_at, level,"
        + " step), '; ' order by kind, about, opened_at) from obligation where running and case_id = ", caseId)
      + text("select string_agg(id || '', ' ' order by id) from mention where case_id = ", caseId)
      + text("select string_agg(id || ' ' || state || ' ' || expert, ' ' order by id) from leg where case_id = ", caseId)
      + text("select string_agg(body, ' ' order by id) from note where case_id = ", caseId);
  }

  @Test
  void both_sides_their_clocks_and_their_places_return_as_if_it_had_never_happened() {
    var ours = says("rosa", "");
    clock.advance(Duration.ofMinutes(2));
    var theirs = says("tom", " I am furious");
    ana.take(theirs).expect(200);
    ana.post("/api/cases/" + theirs + "/notes", new JsonObject().put("text", "Tom called before")).expect(200);
    ana.post("/api/cases/" + theirs + "/legs",
      new JsonObject().put("party", "department:technical").put("question", "Where is it?")).expect(200);
    var before = List.of(whole(ours), whole(theirs));
    wish("merge", ours, theirs).expect(200);
    assertFalse(before.contains(whole(ours)));
    wish("undo", ours, theirs).expect(200);
    assertEquals(before, List.of(whole(ours), whole(theirs)));
    var told = words(ana.look(ours).json().getJsonArray("timeline"));
    assertTrue(told.get(told.size() - 2).contains("merged") && told.getLast().contains("undid"), told::toString);
    wish("undo", ours, theirs).expect(422);
  }

  @Test
  void what_came_meanwhile_goes_where_its_customer_belongs() {
    var ours = says("ines", "");
    var theirs = says("olga", "");
    wish("merge", ours, theirs).expect(200);
    clock.advance(Duration.ofMinutes(1));
    ana.post("/api/cases/" + ours + "/notes", new JsonObject().put("text", "Both wait")).expect(200);
    assertEquals(ours, says("ines", " Again"));
    assertEquals(ours, says("olga", " Still nothing from case C-" + theirs));
    wish("undo", ours, theirs).expect(200);
    assertEquals(2, gateway.number("select contacts from cases where id = " + ours));
    assertEquals(2, gateway.number("select count(*) from mention where case_id = " + theirs));
    assertEquals(1, gateway.number("select count(*) from note where case_id = " + ours));
    assertTrue(says("olga", " And now?") == theirs);
    var lines = ana.look(theirs).json().getJsonArray("timeline");
    assertTrue(words(lines).stream().anyMatch(w -> w.contains("undid the merge")), lines::encodePrettily);
  }

  private static List<String> words(JsonArray lines) {
    return lines.stream().map(line -> ((JsonObject) line).getString("words", "")).toList();
  }
}
