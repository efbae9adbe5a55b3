package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.demo.Fault;
import dev.baton.demo.Person;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The document says what the gateway does, and the gateway does what the document says. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiIT {

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private TestGateway gateway;
  private Contract contract;
  private Visitor program;
  private Visitor ana;
  private Visitor ben;
  private int said;

  @BeforeAll
  void start(Vertx vertx) {
    gateway = TestGateway.on(vertx).clock(clock).start();
    program = gateway.program();
    ana = gateway.person("ana");
    ben = gateway.person("ben");
    contract = new Contract(gateway.stranger().get("/api/openapi.yaml").expect(200).text());
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private Visitor.Answer get(Visitor who, String path, int status) {
    return sent(who, HttpMethod.GET, path, null, status);
  }

  private Visitor.Answer post(Visitor who, String path, Object body, int status, String... headers) {
    return sent(who, HttpMethod.POST, path, body, status, headers);
  }

  /** Sends it, and holds the answer against the document. */
  private Visitor.Answer sent(Visitor who, HttpMethod method, String path, Object body, int status, String... headers) {
    var answer = who.send(method, path, body, headers).await();
    answer.expect(status);
    contract.holds(method.name(), path.replaceAll("\\?.*", ""), answer);
    return answer;
  }

  private JsonObject mention(String author) {
    return Mentions.of("said-" + ++said, author, "My parcel is late and nobody answers", clock.instant());
  }

  private long newCase() {
    return program.mention(mention("author-" + UUID.randomUUID()));
  }

  private String view(long caseId) {
    return ana.look(caseId).header("ETag");
  }

  private Visitor.Answer reply(Visitor who, long caseId, Object body, String view, int status) {
    return post(who, "/api/cases/" + caseId + "/replies", body, status, "Idempotency-Key",
      UUID.randomUUID().toString(), "If-Match", view);
  }

  private static JsonObject text(String text) {
    return new JsonObject().put("text", text);
  }

  @Test
  void every_operation_of_the_document_is_answered_and_every_answer_is_in_the_document() {
    assertEquals(contract.operations(), gateway.routes().stream().map(Contract::nameless)
      .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void a_session_begins_tells_who_it_is_and_ends() {
    var stranger = gateway.stranger();
    var right = new JsonObject().put("login", "maria").put("password", "baton");
    post(stranger, "/api/session", right, 200);
    post(stranger, "/api/session", right.copy().put("password", "wrong"), 401);
    post(stranger, "/api/session", text("no login"), 400);
    post(stranger, "/api/session", right, 403, "Origin", "https://evil.example");
    get(stranger, "/api/session", 401);
    for (var who : List.of(ana, gateway.person("omar"), program)) {
      get(who, "/api/session", 200);
    }
    sent(gateway.person("maria"), HttpMethod.DELETE, "/api/session", null, 204);
    sent(stranger, HttpMethod.DELETE, "/api/session", null, 204);
  }

  @Test
  void mentions_come_alone_in_arrays_or_line_by_line_and_a_bad_one_spoils_no_other() {
    var whole = mention("whole").put("inReplyTo", "1").put("thread", "2").put("url", "https://example.org/1")
      .put("language", "en").put("visibility", "private");
    whole.getJsonObject("author").put("followers", 1_000).put("email", "w@example.org")
      .put("phone", "+44 113 496 0173");
    contract.holdsSchema("NewMention", whole.encode());
    assertEquals(1, post(program, "/api/mentions", whole, 200).json().getInteger("accepted"));
    assertEquals(1, post(program, "/api/mentions", whole, 200).json().getInteger("duplicates"));

    var many = new JsonArray().add(mention("one")).add(mention("two").put("text", "")).add(7).add(mention("three")
      .put("account", "nowhere"));
    var answered = post(program, "/api/mentions", many, 200).json();
    assertEquals(List.of(1, 0, 3), Stream.of("accepted", "duplicates", "refused").map(answered::getInteger).toList());
    var lines = mention("four").encode() + "\n{not json\n\n" + mention("five").encode() + "\n";
    var byLine = post(program, "/api/mentions", lines, 200, "Content-Type", "application/x-ndjson").json();
    assertEquals(List.of(2, 0, 1), Stream.of("accepted", "duplicates", "refused").map(byLine::getInteger).toList());

    post(program, "/api/mentions", mention("six").put("author", "no object").put("surprise", 1), 422);
    post(program, "/api/mentions", "{not json", 400, "Content-Type", "application/json");
    post(program, "/api/mentions", "", 400);
    post(gateway.stranger(), "/api/mentions", whole, 401);
    post(ana, "/api/mentions", whole, 403, "Sec-Fetch-Site", "cross-site");
    post(program, "/api/mentions", new JsonArray("[" + "1,".repeat(10_000) + "1]"), 413);
  }

  @Test
  void the_inbox_has_views_and_pages() {
    for (var i = 0; i < 5; i++) {
      newCase();
    }
    for (var view : List.of("all", "mine", "waiting", "held", "legs", "promised", "flagged", "undelivered", "resolved")) {
      get(ana, "/api/inbox?view=" + view, 200);
    }
    var first = get(ana, "/api/inbox?limit=2", 200).json();
    assertEquals(2, first.getJsonArray("items").size());
    var second = get(ana, "/api/inbox?limit=2&after=" + first.getString("next"), 200).json();
    var shown = first.getJsonArray("items").stream().toList();
    assertTrue(second.getJsonArray("items").stream().noneMatch(shown::contains));
    for (var wrong : List.of("view=none", "limit=0", "limit=201", "limit=x", "after=nonsense")) {
      get(ana, "/api/inbox?" + wrong, 400);
    }
    get(gateway.stranger(), "/api/inbox", 401);
  }

  @Test
  void a_case_is_looked_at_taken_noted_answered_resolved_and_reopened() {
    var caseId = newCase();
    var path = "/api/cases/" + caseId;
    get(ana, path, 200);
    post(ana, path + "/take", null, 200, "Idempotency-Key", "take " + caseId);
    post(ana, path + "/take", null, 200, "Idempotency-Key", "take " + caseId);
    post(ben, path + "/take", null, 409);
    post(ben, path + "/release", null, 409);
    post(ana, path + "/release", null, 200);
    post(ana, path + "/release", null, 409);
    post(program, path + "/take", null, 200, "On-Behalf-Of", "ana");
    post(program, path + "/take", null, 400, "On-Behalf-Of", "nobody");
    post(ana, path + "/notes", text("Called the carrier"), 200);
    post(ana, path + "/notes", text(" "), 400);
    post(ana, path + "/notes", text("other"), 422, "Idempotency-Key", "take " + caseId);
    post(ana, path + "/resolve", null, 428);
    post(ana, path + "/resolve", null, 409, "If-Match", view(caseId));
    post(ana, path + "/resolve", "{not json", 400, "If-Match", view(caseId));
    reply(ana, caseId, text("It arrives tomorrow"), view(caseId), 202);
    Eventually.until("the reply is accepted", () -> ana.look(caseId).json().getString("delivery").equals("none"));
    get(ana, path, 200);
    post(ana, path + "/resolve", null, 200, "If-Match", view(caseId));
    get(ana, path, 200);
    post(ana, path + "/take", null, 409);
    get(ana, "/api/inbox?view=resolved", 200);
  }

  @Test
  void people_are_joined_told_apart_and_parted() {
    var first = program.mention(phoned("join-a", "Rosa Delgado"));
    var other = program.mention(phoned("join-b", "Tom Becker"));
    var path = "/api/cases/" + first;
    var asked = get(ana, path, 200).json().getJsonObject("behind").getJsonArray("suggestions").getJsonObject(0).getLong("id");
    post(ana, path + "/suggestions/" + asked + "/accept", new JsonObject().put("merge", "all"), 400);
    post(ana, path + "/suggestions/9999999/accept", null, 404);
    post(ana, path + "/suggestions/" + asked + "/accept", new JsonObject().put("merge", new JsonArray().add(other)), 200);
    post(ana, path + "/suggestions/" + asked + "/refuse", null, 422);
    var link = get(ana, path, 200).json().getJsonObject("behind").getJsonArray("profiles").getJsonObject(1)
      .getJsonObject("link").getLong("id");
    post(ana, path + "/links/" + link + "/undo", null, 200);
    post(ana, path + "/links/" + link + "/undo", null, 422);
    assertEquals(1, get(ana, path, 200).json().getInteger("contacts"));

    program.mention(phoned("join-c", "Kim Berg"));
    var another = get(ana, path, 200).json().getJsonObject("behind").getJsonArray("suggestions").getJsonObject(0).getLong("id");
    post(ana, path + "/suggestions/" + another + "/refuse", null, 200);
    program.mention(phoned("join-d", "Lea Wolf"));
    var third = get(ana, path, 200).json().getJsonObject("behind").getJsonArray("suggestions").getJsonObject(0).getLong("id");
    post(ana, path + "/suggestions/" + third + "/different", null, 200);
    program.mention(phoned("join-e", "Rosa"));
    var made = gateway.number("select max(id) from link where undone_at is null");
    post(ana, path + "/links/" + made + "/different", null, 200);
  }

  private JsonObject phoned(String author, String name) {
    var said = mention(author);
    said.getJsonObject("author").put("name", name).put("handle", "").put("phone", "+351912000555");
    return said;
  }

  @Test
  void what_cannot_be_done_is_a_problem_that_says_what_to_do() {
    var caseId = newCase();
    var anything = text("words").put("to", "ben").put("queue", "social").put("from", 1_000_000).put("reason", "none")
      .put("mentions", new JsonArray().add(1)).put("party", "vendor:fixit").put("question", "When?").put("note", "Look")
      .put("urgency", "asap").put("dueAt", clock.instant().plusSeconds(60).toString());
    for (var command : List.of("take", "release", "notes", "resolve", "replies", "assign", "queue", "merge", "split",
      "legs", "flags", "promises", "legs/1/withdraw", "promises/1/withdraw", "suggestions/1/accept", "suggestions/1/refuse",
      "suggestions/1/different", "links/1/undo", "links/1/different")) {
      var path = "/api/cases/999999/" + command;
      var headers = new String[] {"If-Match", "\"1\"", "Idempotency-Key", "none-of-these"};
      post(ana, path, anything, 404, headers);
      post(gateway.stranger(), path, anything, 401, headers);
      post(ana, path, anything, 403, "Origin", "null");
    }
    get(ana, "/api/cases/999999", 404);
    get(gateway.stranger(), "/api/cases/" + caseId, 401);

    var old = view(caseId);
    reply(ana, caseId, text("x".repeat(5_001)), old, 422);
    reply(ana, caseId, text("To another mention").put("mentionId", 1_000_000), old, 422);
    reply(ana, caseId, text(""), old, 400);
    post(ana, "/api/cases/" + caseId + "/replies", text("No key"), 400, "If-Match", old);
    post(ana, "/api/cases/" + caseId + "/replies", text("No view"), 428, "Idempotency-Key", "12345678");
    post(ana, "/api/cases/" + caseId + "/take", null, 200);
    var late = reply(ana, caseId, text("On the old view"), old, 409).json();
    assertTrue(late.getString("detail").startsWith("Ana Lima took the case 0 s ago"), late::encode);
  }

  @Test
  void a_reply_whose_outcome_nobody_knows_is_settled_by_a_person() {
    var mastodon = gateway.networks().mastodon();
    var rosa = new Person("Rosa", "rosa", "en", "Leeds", 10, "");
    mastodon.mention(rosa, "@northwind hello?", "", "public");
    var find = "select coalesce(max(case_id), 0) from mention where body like '%hello?%'";
    Eventually.until("the mention is read", () -> gateway.number(find) > 0);
    var caseId = gateway.number(find);
    mastodon.faults().always("/api/v1/statuses", new Fault.HangsUpAfter());
    mastodon.faults().always("/accounts/1/statuses", Fault.html(500));
    reply(ana, caseId, text("Hello Rosa"), view(caseId), 202);
    Eventually.until("it was tried, and its answer is known to be lost", () -> !mastodon.said().isEmpty()
      && gateway.number("select count(*) from reply where cause <> '' and case_id = " + caseId) == 1);
    clock.advance(Duration.ofHours(2)); // the network has forgotten the key, and does not say whether it has the reply
    Eventually.until("nobody knows", () -> ana.look(caseId).json().getString("delivery").equals("unknown"));
    mastodon.faults().none();
    get(ana, "/api/cases/" + caseId, 200);
    get(ana, "/api/inbox?view=undelivered", 200);

    var settle = "/api/cases/" + caseId + "/replies/" + gateway.number("select id from reply where case_id = " + caseId)
      + "/settle";
    post(ana, settle, new JsonObject().put("outcome", "perhaps"), 400);
    post(ana, settle, new JsonObject().put("outcome", "said"), 200);
    get(ana, "/api/cases/" + caseId, 200);
    post(ana, settle, new JsonObject().put("outcome", "said"), 409);
    post(ana, "/api/cases/999999/replies/1/settle", new JsonObject().put("outcome", "said"), 404);
    post(gateway.stranger(), settle, new JsonObject().put("outcome", "said"), 401);
  }

  private long idOf(String path, String list) {
    return ana.get(path).json().getJsonArray(list).getJsonObject(0).getLong("id");
  }

  @Test
  void a_case_is_handed_off_accepted_passed_on_answered_and_taken_back() {
    var path = "/api/cases/" + newCase();
    get(ana, path + "/outlook", 200);
    get(ana, path + "/outlook?promise=2026-03-02T18:00:00Z", 200);
    get(ana, path + "/outlook?promise=tomorrow", 400);
    get(gateway.person("tom"), path + "/outlook", 403);
    get(gateway.stranger(), path + "/outlook", 401);
    get(ana, "/api/cases/999999/outlook", 404);
    var question = new JsonObject().put("party", "department:technical").put("question", "Is the line up?");
    post(ana, path + "/legs", question, 200, "Idempotency-Key", "leg of " + path);
    post(ana, path + "/legs", question, 200, "Idempotency-Key", "leg of " + path);
    post(ana, path + "/legs", question.copy().put("party", "department:none"), 409);
    post(ana, path + "/legs", question.copy().put("expert", "nobody"), 409);
    post(ana, path + "/legs", text("no party"), 400);
    post(ben, path + "/legs", question, 409);
    get(ana, path, 200);
    get(ana, "/api/inbox?view=legs", 200);

    var tom = gateway.person("tom");
    var leg = "/api/legs/" + idOf(path, "legs");
    get(tom, "/api/legs", 200);
    get(tom, leg, 200);
    get(tom, "/api/cases/1", 403);
    get(gateway.person("ben"), "/api/legs/999999", 404);
    get(gateway.stranger(), leg, 401);
    get(gateway.stranger(), "/api/legs", 401);
    post(tom, leg + "/accept", null, 200);
    post(tom, leg + "/pass", new JsonObject().put("to", "fiona"), 200);
    post(tom, leg + "/pass", new JsonObject().put("to", "nobody"), 422);
    post(tom, leg + "/pass", text("to nobody"), 400);
    post(tom, leg + "/answer", text(""), 400);
    post(gateway.stranger(), leg + "/answer", text("words"), 401);
    post(tom, "/api/legs/999999/accept", null, 404);
    post(tom, "/api/legs/999999/answer", text("words"), 404);
    post(tom, leg + "/answer", text("The line is up again"), 200);
    get(tom, "/api/legs", 200);
    get(ana, path, 200);
    post(ana, path + "/resolve", null, 409, "If-Match", view(ana.get(path).json().getLong("id")));

    post(ana, path + "/legs", question, 200);
    post(ana, path + "/legs/" + idOf(path, "legs") + "/withdraw", null, 200);
    post(ana, path + "/legs/999999/withdraw", null, 409);
    get(ana, path, 200);
  }

  @Test
  void who_has_no_account_answers_by_the_link() {
    var path = "/api/cases/" + newCase();
    post(ana, path + "/legs", new JsonObject().put("party", "vendor:fixit").put("question", "When can you come?"), 200);
    var leg = idOf(path, "legs");
    var fiona = gateway.stranger();
    var link = new String[] {"Authorization", "Leg " + gateway.linkTo(leg, "fiona", clock.instant().plusSeconds(3_600))};
    sent(fiona, HttpMethod.GET, "/api/leg-link", null, 200, link);
    post(fiona, "/api/leg-link/accept", null, 200, link);
    post(fiona, "/api/leg-link/pass", new JsonObject().put("to", "tom"), 422, link);
    post(fiona, "/api/leg-link/pass", text("to nobody"), 400, link);
    post(fiona, "/api/leg-link/answer", text(""), 400, link);
    post(fiona, "/api/leg-link/answer", text("On Thursday at 10"), 200, link);
    sent(fiona, HttpMethod.GET, "/api/leg-link", null, 200, link);
    post(fiona, "/api/leg-link/answer", text("Or on Friday"), 409, link);
    for (var wrong : List.of("Leg " + gateway.linkTo(leg, "fiona", clock.instant()), "Leg none", "Leg a.b",
      "Leg " + gateway.linkTo(leg, "nobody", clock.instant().plusSeconds(3_600)))) {
      sent(fiona, HttpMethod.GET, "/api/leg-link", null, 401, "Authorization", wrong);
      post(fiona, "/api/leg-link/answer", text("words"), 401, "Authorization", wrong);
    }
    get(fiona, "/api/leg-link", 401);
    sent(fiona, HttpMethod.GET, "/api/leg-link", null, 404, "Authorization",
      "Leg " + gateway.linkTo(999_999, "fiona", clock.instant().plusSeconds(3_600)));
  }

  @Test
  void a_date_is_promised_moved_kept_and_taken_back() {
    var caseId = newCase();
    var path = "/api/cases/" + caseId;
    var due = clock.instant().plusSeconds(7_200).toString();
    post(ana, path + "/promises", new JsonObject().put("dueAt", due).put("what", "A technician calls"), 200);
    post(ana, path + "/promises", new JsonObject().put("dueAt", "soon"), 400);
    post(ana, path + "/promises", new JsonObject().put("dueAt", "2026-03-01T00:00:00Z"), 409);
    post(ana, path + "/promises", new JsonObject().put("dueAt", "2030-01-01T00:00:00Z"), 409);
    reply(ana, caseId, text("Some day").put("promise", new JsonObject().put("dueAt", "9999-12-31T00:00:00Z")),
      view(caseId), 409);
    get(ana, "/api/inbox?view=promised", 200);
    var first = idOf(path, "promises");
    reply(ana, caseId, text("It will be Thursday instead").put("moves", new JsonArray().add(first))
      .put("promise", new JsonObject().put("dueAt", clock.instant().plusSeconds(20_000).toString())), view(caseId), 202);
    reply(ana, caseId, text("words").put("keeps", new JsonArray().add("x")), view(caseId), 400);
    reply(ana, caseId, text("words").put("keeps", new JsonArray().add(999_999)), view(caseId), 409);
    reply(ana, caseId, text("words").put("asks", "perhaps"), view(caseId), 400);
    reply(ana, caseId, text("We have forwarded it to the technicians"), view(caseId), 409);
    get(ana, path, 200);
    Eventually.until("it is said", () -> ana.look(caseId).json().getJsonArray("promises").getJsonObject(1)
      .getString("state").equals("moved"));
    var second = idOf(path, "promises");
    post(ana, path + "/promises/" + second + "/withdraw", new JsonObject().put("reason", "Mistyped"), 200);
    post(ana, path + "/promises/" + second + "/withdraw", new JsonObject(), 400);
    post(ana, path + "/promises/" + second + "/withdraw", new JsonObject().put("reason", "Again"), 409);
    reply(ana, caseId, text("Which router is it?").put("asks", true), view(caseId), 202);
    Eventually.until("we wait", () -> ana.look(caseId).json().getString("waitsFor").equals("customer"));
    get(ana, path, 200);
  }

  @Test
  void a_case_is_flagged_given_to_somebody_moved_merged_and_split() {
    var caseId = newCase();
    var path = "/api/cases/" + caseId;
    var flag = new JsonObject().put("to", "ben").put("urgency", "asap").put("note", "Sounds like a burst pipe");
    post(ana, path + "/flags", flag, 200);
    post(ana, path + "/flags", flag.copy().put("to", "nobody"), 422);
    post(ana, path + "/flags", flag.copy().put("urgency", "never"), 409);
    post(ana, path + "/flags", text("no flag"), 400);
    get(ben, "/api/inbox?view=flagged", 200);
    get(ben, "/api/legs", 200);
    post(ben, "/api/legs/" + idOf(path, "legs") + "/accept", null, 200);
    post(ben, "/api/legs/" + idOf(path, "legs") + "/answer", text("Looked at it"), 200);

    post(ben, path + "/assign", new JsonObject().put("to", "ana"), 200);
    post(ben, path + "/assign", new JsonObject().put("to", "ben"), 409);
    post(ben, path + "/assign", new JsonObject().put("to", "tom"), 422);
    post(ana, path + "/assign", text("to nobody"), 400);
    post(ana, path + "/queue", new JsonObject().put("queue", "hotline"), 200);
    post(ana, path + "/queue", new JsonObject().put("queue", "none"), 409);
    post(ana, path + "/queue", text("no queue"), 400);

    var other = newCase();
    post(ana, path + "/merge", new JsonObject().put("from", other), 428);
    post(ana, path + "/merge", new JsonObject().put("from", other), 200, "If-Match", view(caseId));
    post(ana, path + "/undo", new JsonObject().put("from", other), 428);
    post(ana, path + "/undo", new JsonObject().put("from", other), 200, "If-Match", view(caseId));
    post(ana, path + "/undo", new JsonObject().put("from", other), 422, "If-Match", view(caseId));
    post(ana, path + "/undo", new JsonObject().put("from", 999_999), 404, "If-Match", view(caseId));
    post(ana, path + "/undo", text("from nowhere"), 400, "If-Match", view(caseId));
    post(ana, path + "/merge", new JsonObject().put("from", other), 200, "If-Match", view(caseId));
    post(ana, path + "/merge", new JsonObject().put("from", caseId), 409, "If-Match", view(caseId));
    post(ana, path + "/merge", new JsonObject().put("from", 999_999), 404, "If-Match", view(caseId));
    post(ana, path + "/merge", text("from nowhere"), 400, "If-Match", view(caseId));
    get(ana, path, 200);
    get(ana, "/api/cases/" + other, 200);
    var mention = gateway.number("select max(id) from mention where case_id = " + caseId);
    post(ana, path + "/split", new JsonObject().put("mentions", new JsonArray().add(mention)), 200, "If-Match", view(caseId));
    post(ana, path + "/split", new JsonObject().put("mentions", new JsonArray().add(mention)), 422, "If-Match", view(caseId));
    post(ana, path + "/split", new JsonObject(), 400, "If-Match", view(caseId));
    post(ana, path + "/split", new JsonObject().put("mentions", new JsonArray().add(mention)), 428);
  }

  @Test
  void the_policy_is_there_for_who_works_the_inbox() {
    for (var who : List.of(ana, gateway.person("maria"), program)) {
      get(who, "/api/policy", 200);
    }
    get(gateway.person("tom"), "/api/policy", 403);
    get(gateway.stranger(), "/api/policy", 401);
  }

  @Test
  void the_monitor_and_the_accounts_are_as_documented() {
    clock.advance(Duration.ofMinutes(6));
    newCase();
    clock.advance(Duration.ofMinutes(6));
    gateway.runDueObligations();
    for (var who : List.of(gateway.person("omar"), gateway.person("maria"), program)) {
      get(who, "/api/monitor", 200);
    }
    get(ana, "/api/monitor", 403);
    get(gateway.stranger(), "/api/monitor", 401);
    get(ana, "/api/accounts", 200);
    get(gateway.person("omar"), "/api/deliveries", 200);
    get(ana, "/api/deliveries", 403);
    get(ana, "/api/attachments/1", 404);
    post(gateway.person("omar"), "/api/accounts/mastodon/check", null, 200);
    post(gateway.person("omar"), "/api/accounts/nothing/check", null, 404);
    post(ana, "/api/accounts/mastodon/check", null, 403);
    get(gateway.stranger(), "/api/attachments/1", 401);
    get(gateway.stranger(), "/api/deliveries", 401);
    post(gateway.person("omar"), "/api/deliveries/1/replay", null, 404);
    post(ana, "/api/deliveries/1/replay", null, 403);
    post(gateway.stranger(), "/api/deliveries/1/replay", null, 401);
    get(gateway.stranger(), "/api/accounts", 401);
    get(gateway.stranger(), "/api/openapi.yaml", 200);
    get(ana, "/api/live", 400);
    get(gateway.stranger(), "/api/live", 401);
  }

  @Test
  void accounts_are_added_tried_changed_paused_and_removed_as_documented() {
    var omar = gateway.person("omar");
    var maria = gateway.person("maria");
    var stranger = gateway.stranger();
    get(omar, "/api/channels", 200);
    get(maria, "/api/channels", 403);
    get(stranger, "/api/channels", 401);
    var key = new JsonObject().put("key", "secrets");
    var secret = post(omar, "/api/channels/webhook/make", key, 200).json().getString("value");
    post(omar, "/api/channels/webhook/make", new JsonObject().put("key", "answer-url"), 422);
    post(omar, "/api/channels/fax/make", key, 404);
    post(omar, "/api/channels/webhook/make", "no json", 400);
    var wish = new JsonObject().put("name", "shop").put("channel", "webhook").put("brand", "northwind").put("queue", "social")
      .put("keys", new JsonObject().put("secrets", new JsonArray().add(secret)));
    contract.holdsSchema("NewAccount", wish.encode());
    post(omar, "/api/channels/webhook/try", wish, 200);
    post(omar, "/api/channels/webhook/try", wish.copy().put("name", "Shop"), 422);
    post(omar, "/api/channels/webhook/try", wish.copy().put("account", "nothing"), 404);
    post(omar, "/api/channels/webhook/try", wish.copy().put("account", "phone"), 409);
    post(omar, "/api/channels/webhook/try", wish.copy().put("keys", 7), 400);
    post(omar, "/api/accounts", wish, 201);
    post(omar, "/api/accounts", wish, 422);
    post(omar, "/api/accounts", wish.copy().put("keys", 7), 400);
    get(omar, "/api/accounts", 200);
    get(omar, "/api/accounts/shop", 200);
    get(omar, "/api/accounts/phone", 409);
    get(omar, "/api/accounts/nothing", 404);
    post(omar, "/api/accounts/shop/change", wish.copy().put("queue", "hotline"), 200);
    post(omar, "/api/accounts/shop/change", wish.copy().put("queue", "none"), 422);
    post(omar, "/api/accounts/shop/change", "no json", 400);
    for (var what : List.of("change", "pause", "resume", "remove")) {
      post(omar, "/api/accounts/phone/" + what, wish, 409);
      post(omar, "/api/accounts/nothing/" + what, wish, 404);
      post(maria, "/api/accounts/shop/" + what, wish, 403);
      post(stranger, "/api/accounts/shop/" + what, wish, 401);
      post(omar, "/api/accounts/shop/" + what, wish, 200);
    }
    for (var path : List.of("/api/accounts", "/api/channels/webhook/try", "/api/channels/webhook/make")) {
      post(maria, path, wish, 403);
      post(stranger, path, wish, 401);
    }
    get(maria, "/api/accounts/shop", 403);
    get(stranger, "/api/accounts/shop", 401);
  }

  @Test
  void frames_of_the_feed_are_as_documented() {
    var live = ana.live("");
    contract.holdsSchema("Snapshot", live.next("snapshot").encode());
    newCase();
    contract.holdsSchema("Changes", live.next("changes").encode());
    contract.holdsSchema("Tick", live.next("tick").encode());
    live.close();
  }

  @Test
  void who_guesses_passwords_is_told_how_long_to_wait() {
    var guess = new JsonObject().put("login", "jonas").put("password", "guess");
    for (var i = 0; i < 10; i++) {
      gateway.stranger().send(HttpMethod.POST, "/api/session", guess, "X-Forwarded-For", "ignored").await();
    }
    var refused = post(gateway.stranger(), "/api/session", guess, 429);
    assertTrue(Integer.parseInt(refused.header("Retry-After")) > 0);
    clock.advance(Duration.ofMinutes(16)); // others may sign in again
  }

  @Test
  void what_is_not_there_is_a_problem_too() {
    for (var answer : List.of(ana.get("/api/nothing"), ana.post("/api/inbox", null), ana.get("/api/cases/1/take"))) {
      assertTrue(answer.status() == 404 || answer.status() == 405, answer::text);
      contract.holdsSchema("Problem", answer.text());
    }
  }
}
