package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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

/** Who is who: linked with evidence, asked, decided, and undone as if it had never happened. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JoiningIT {

  /** What counts changes, and what two cases that are alike have not in common. */
  private static final Set<String> OWN = Set.of("revision", "conversation", "numbered", "next_obligation", "id", "customer_id");

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

  /** @return the case */
  private long says(String account, String author, String name, String phone, String text) {
    return program.mention(new JsonObject().put("account", account).put("externalId", "joining-" + ++said)
      .put("author", new JsonObject().put("id", author).put("name", name).put("phone", phone))
      .put("text", text).put("postedAt", clock.instant().toString()));
  }

  private long posts(String account, String author, String handle, String name, String text) {
    return program.mention(new JsonObject().put("account", account).put("externalId", "joining-" + ++said)
      .put("author", new JsonObject().put("id", author).put("handle", handle).put("name", name))
      .put("text", text).put("postedAt", clock.instant().toString()));
  }

  private String text(String sql, long caseId) {
    return String.valueOf(TestDatabase.rows(gateway.database(), sql + caseId).getFirst().getFirst());
  }

  private String alike(long caseId) {
    var row = new JsonObject(text("select to_jsonb(c)::text from cases c where id = ", caseId));
    OWN.forEach(row::remove);
    row.put("unanswered", row.getJsonArray("unanswered").size());
    return row.encodePrettily() + text("select string_agg(concat_ws(' ', kind, opened_at, due_at, alarm_at, level, step), '; '"
        + " order by kind, opened_at) from obligation where running and case_id = ", caseId)
      + text("select string_agg(body || ' (' || joined || ')', '; ' order by id) from mention where case_id = ", caseId);
  }

  private String whole(long caseId) {
    return alike(caseId) + text("select customer_id from cases where id = ", caseId)
      + text("select string_agg(id || ' ' || customer_id, '; ' order by id) from mention where case_id = ", caseId);
  }

  private JsonObject behind(long caseId) {
    return ana.look(caseId).json().getJsonObject("behind");
  }

  private long link(long caseId) {
    return behind(caseId).getJsonArray("profiles").stream().map(p -> ((JsonObject) p).getJsonObject("link"))
      .filter(java.util.Objects::nonNull).findFirst().orElseThrow().getLong("id");
  }

  private Visitor.Answer decide(long caseId, String what, JsonObject body) {
    return ana.post("/api/cases/" + caseId + "/" + what, body);
  }

  private long suggestion(long caseId) {
    gateway.compareNewProfiles();
    return behind(caseId).getJsonArray("suggestions").getJsonObject(0).getLong("id");
  }

  @Test
  void whoever_was_taken_for_another_has_the_case_that_they_would_have_had() {
    var linked = lives("+351912000101", "+351912000101", "a");
    assertEquals(linked.get(0), linked.get(1), "the same telephone");
    var apart = lives("+351912000102", "+351912000103", "b");
    assertNotEquals(apart.get(0), apart.get(1));
    decide(linked.get(0), "links/" + link(linked.get(0)) + "/undo", new JsonObject()).expect(200);
    var theirs = Long.parseLong(text("select case_id from mention where external_id = 'joining-web-a' and 0 = ", 0));
    assertEquals(alike(apart.get(0)), alike(linked.get(0)));
    assertEquals(alike(apart.get(1)), alike(theirs));
    assertEquals(theirs, says("api", "web-a", "Kim", "+351912000101", "And now?"), "they stay who they are");
    assertEquals(1, behind(theirs).getJsonArray("profiles").size());
  }

  /** Somebody phones, somebody writes, both once more. @return the cases in which they are */
  private List<Long> lives(String phone, String other, String series) {
    var at = clock.instant();
    var first = says("phone", "call-" + series, "Rosa", phone, "No internet since noon");
    clock.advance(Duration.ofMinutes(3));
    var second = program.mention(new JsonObject().put("account", "api").put("externalId", "joining-web-" + series)
      .put("author", new JsonObject().put("id", "web-" + series).put("name", "Kim").put("phone", other))
      .put("text", "I am furious").put("postedAt", clock.instant().toString()));
    clock.advance(Duration.ofMinutes(1));
    says("phone", "call-" + series, "Rosa", phone, "Any news?");
    says("api", "web-" + series, "Kim", other, "Hello?");
    clock.advance(Duration.between(clock.instant(), at));
    return List.of(first, second);
  }

  @Test
  void a_suggestion_is_accepted_and_undone_and_everything_is_as_it_was() {
    var one = posts("api", "m-1", "petra_holm_dk", "Petra Holm", "My order 4711-2288 never came");
    clock.advance(Duration.ofMinutes(11));
    var other = posts("mastodon", "b-1", "petra_holm_dk", "Petra Holm", "Where is order 4711-2288?");
    assertNotEquals(one, other);
    var suggestion = suggestion(one);
    var words = behind(one).getJsonArray("suggestions").getJsonObject(0).encode();
    assertTrue(words.contains("same order number") && words.contains("11 minutes apart") && words.contains("handle equal"), words);
    gateway.runDueObligations();
    var before = List.of(whole(one), whole(other), people());
    decide(other, "suggestions/" + suggestion + "/accept", new JsonObject()).expect(200);
    assertEquals(2, behind(other).getJsonArray("profiles").size());
    assertEquals(one, behind(other).getJsonArray("cases").getJsonObject(0).getLong("id"), "side by side");
    decide(one, "links/" + link(one) + "/undo", new JsonObject()).expect(200);
    assertEquals(before, List.of(whole(one), whole(other), people()));
    gateway.compareNewProfiles();
    assertEquals(0, behind(one).getJsonArray("suggestions").size(), "what was undone is not asked again");
  }

  private String people() {
    return TestDatabase.rows(gateway.database(), "select channel, author_id, customer_id, own_id, evidence from profile order by 1, 2")
      + " " + TestDatabase.rows(gateway.database(), "select kind, value, customer_id from identifier order by 1, 2");
  }

  @Test
  void their_open_cases_become_one_in_the_same_step_and_are_two_again_with_them() {
    var one = posts("api", "m-2", "tom_becker_77", "Tom Becker", "My order 9911-5566 never came");
    clock.advance(Duration.ofMinutes(2));
    var other = posts("mastodon", "b-2", "tom_becker_77", "Tom Becker", "Where is order 9911-5566?");
    gateway.runDueObligations();
    var before = List.of(whole(one), whole(other));
    decide(one, "suggestions/" + suggestion(one) + "/accept", new JsonObject().put("merge", new JsonArray().add(other))).expect(200);
    assertEquals(2, ana.look(one).json().getInteger("contacts"));
    assertEquals(one, posts("mastodon", "b-2", "tom_becker_77", "Tom Becker", "Hello?"));
    decide(one, "links/" + link(one) + "/undo", new JsonObject()).expect(200);
    assertEquals(before.getFirst(), whole(one));
    assertEquals(2, ana.look(other).json().getInteger("contacts"), "what they said meanwhile is theirs");
    assertEquals(other, posts("mastodon", "b-2", "tom_becker_77", "Tom Becker", "Anybody?"));
  }

  @Test
  void different_people_are_different_for_ever() {
    var one = posts("api", "m-3", "ines_m_lopes", "Ines Lopes", "My order 3344-1122 never came");
    var other = posts("mastodon", "b-3", "ines_m_lopes", "Ines Lopes", "Where is order 3344-1122?");
    decide(one, "suggestions/" + suggestion(one) + "/different", new JsonObject()).expect(200);
    assertEquals(0, behind(other).getJsonArray("suggestions").size());
    posts("mastodon", "b-3", "ines_m_lopes", "Ines M. Lopes", "It is order 3344-1122!");
    gateway.compareNewProfiles();
    assertEquals(0, behind(one).getJsonArray("suggestions").size());
    assertFalse(behind(one).getJsonArray("cases").stream().anyMatch(c -> ((JsonObject) c).getLong("id") == other));
  }

  @Test
  void a_refusal_stands_until_there_is_more_to_say() {
    var one = posts("api", "m-4", "kai_w_berg", "Kai Berg", "Hello");
    posts("mastodon", "b-4", "kai_w_berg", "Kai Berg", "Good morning");
    decide(one, "suggestions/" + suggestion(one) + "/refuse", new JsonObject()).expect(200);
    posts("mastodon", "b-4", "kai_w_berg", "Kai W. Berg", "Good day");
    gateway.compareNewProfiles();
    assertEquals(0, behind(one).getJsonArray("suggestions").size());
    posts("api", "m-4", "kai_w_berg", "Kai Berg", "It is order 5566-7788");
    posts("mastodon", "b-4", "kai_w_berg", "Kai W. Berg", "My order 5566-7788 is late");
    gateway.compareNewProfiles();
    assertEquals(1, behind(one).getJsonArray("suggestions").size());
  }

  @Test
  void a_wrong_link_is_undone_and_never_made_again() {
    var first = says("phone", "call-x", "Yara", "+351912000201", "No internet");
    assertEquals(first, says("api", "web-x", "Oleg", "+351912000201", "Me neither"));
    decide(first, "links/" + link(first) + "/different", new JsonObject()).expect(200);
    decide(first, "links/1/undo", new JsonObject()).expect(422);
    assertNotEquals(first, says("api", "web-x", "Oleg", "+351912000201", "Still not"));
    gateway.compareNewProfiles();
    assertEquals(0, behind(first).getJsonArray("suggestions").size());
  }
}
