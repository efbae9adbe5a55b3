package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A policy that changes while people work under it. */
@ExtendWith(EventLoops.class)
class ReloadIT {

  private static final Contract CONTRACT = new Contract(CopiedConfig.read(Path.of("src/main/resources/openapi.yaml")));
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private final Vertx vertx;
  private final MovedClock clock = new MovedClock(START);
  @TempDir Path folder;

  ReloadIT(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void copy() {
    CopiedConfig.copy(folder);
  }

  private void change(String file, String was, String is) {
    CopiedConfig.change(folder, file, was, is);
  }

  private TestGateway gateway() {
    return TestGateway.on(vertx).clock(clock).config(folder).start();
  }

  private static JsonObject policy(Visitor visitor) {
    var answer = visitor.get("/api/policy").expect(200);
    CONTRACT.holds("GET", "/api/policy", answer);
    return answer.json();
  }

  private static JsonObject reload(Visitor visitor) {
    return reload(visitor, 200);
  }

  private static JsonObject reload(Visitor visitor, int status) {
    var answer = visitor.post("/api/policy/reload", new JsonObject()).expect(status);
    CONTRACT.holds("POST", "/api/policy/reload", answer);
    return answer.json();
  }

  private static List<String> kinds(JsonArray findings) {
    return findings.stream().map(JsonObject.class::cast)
      .map(finding -> finding.getString("kind") + " " + finding.getString("where")).toList();
  }

  private static JsonObject due(JsonObject item, String kind) {
    return item.getJsonArray("obligations").stream().map(JsonObject.class::cast)
      .filter(o -> o.getString("kind").equals(kind)).findFirst().orElseThrow();
  }

  @Test
  void what_was_found_at_the_start_is_shown_to_who_can_do_something_about_it() {
    try (var gateway = gateway()) {
      for (var who : List.of("maria", "omar")) {
        try (var visitor = gateway.person(who)) {
          assertEquals(List.of("feasibility queues.hotline.legs"), kinds(policy(visitor).getJsonArray("findings")), who);
        }
      }
      assertEquals(1, policy(gateway.program()).getJsonArray("findings").size());
      try (var ana = gateway.person("ana")) {
        assertEquals(0, policy(ana).getJsonArray("findings").size());
      }
    }
  }

  @Test
  void later_steps_use_the_new_policy_and_nothing_that_was_due_moves() {
    try (var gateway = gateway(); var omar = gateway.person("omar"); var ana = gateway.person("ana")) {
      var program = gateway.program();
      var before = program.mention(Mentions.of("a", "kim", "My lamp is broken", clock.instant()));
      var was = due(program.look(before).json(), "first-reply");
      var version = policy(omar).getInteger("version");
      change("agreements.yaml", "first-reply: 20m ", "first-reply: 2h ");
      change("agreements.yaml", "progress: 30m  ", "progress: 3h  ");
      change("departments.yaml", "experts: [fiona]", "experts: [fiona, tess]");

      var answer = reload(omar);

      assertTrue(answer.getBoolean("changed"));
      assertNotEquals(version, answer.getInteger("version"));
      assertEquals(List.of("feasibility queues.hotline.legs"), kinds(answer.getJsonArray("findings")));
      assertEquals(answer.getInteger("version"), policy(omar).getInteger("version"));
      assertEquals(was, due(program.look(before).json(), "first-reply"), "a promise of the past stands");
      var after = program.mention(Mentions.of("b", "lee", "Mine too", clock.instant()));
      assertEquals(START.plus(Duration.ofHours(2)).toString(),
        due(program.look(after).json(), "first-reply").getString("dueAt"));
      ana.take(before).expect(200);
      assertEquals(START.plus(Duration.ofHours(3)).toString(),
        due(program.look(before).json(), "progress").getString("dueAt"));
      assertEquals(2, gateway.number("select count(distinct policy) from journal"));
      var again = reload(omar);
      assertFalse(again.getBoolean("changed"), "nothing new was written");
      assertEquals(answer.getInteger("version"), again.getInteger("version"));
    }
  }

  @Test
  void while_it_is_wrong_nothing_changes_and_every_mistake_is_told() {
    try (var gateway = gateway(); var omar = gateway.person("omar")) {
      var version = policy(omar).getInteger("version");
      change("policy.yaml", "person: ines", "person: nobody");
      change("agreements.yaml", "pickup: 2m", "pickup: soon");
      change("people.yaml", "roles: [supervisor]\n    email: omar", "roles: [agent]\n    email: omar");
      var refused = reload(omar, 422);
      var problems = refused.getJsonArray("problems").stream().map(String::valueOf).toList();
      assertEquals(2, problems.size(), problems.toString());
      assertTrue(problems.stream().anyMatch(p -> p.contains("policy.yaml:") && p.contains("'nobody'")),
        problems.toString());
      assertTrue(problems.stream().anyMatch(p -> p.contains("agreements.danger.pickup is 'soon'")), problems.toString());
      assertEquals(version, policy(omar).getInteger("version"));
      clock.advance(Duration.ofMinutes(1));
      reload(omar, 422);
      assertEquals(1, gateway.number("select count(*) from policy"));
    }
  }

  @Test
  void only_a_supervisor_or_a_program_reloads() {
    try (var gateway = gateway(); var ana = gateway.person("ana"); var maria = gateway.person("maria")) {
      reload(ana, 403);
      reload(maria, 403);
      reload(gateway.stranger(), 401);
      assertFalse(reload(gateway.program()).getBoolean("changed"));
    }
  }

  @Test
  void people_come_and_go_with_it() {
    try (var gateway = gateway(); var omar = gateway.person("omar")) {
      change("people.yaml", "  # Technical service",
        "  zoe:\n    name: Zoe Quinn\n    roles: [agent]\n  # Technical service");
      change("people.yaml", "name: Jonas Weber\n", "name: Jonas Weber\n    absences: [2026-03-01..2026-03-08]\n");
      reload(omar);
      var people = policy(omar).getJsonArray("people").stream().map(JsonObject.class::cast).toList();
      assertTrue(people.stream().anyMatch(p -> p.getString("name").equals("Zoe Quinn")));
      assertTrue(people.stream().anyMatch(p -> p.getString("id").equals("jonas") && !p.getBoolean("present")));
      var hotline = policy(omar).getJsonArray("queues").stream().map(JsonObject.class::cast)
        .filter(q -> q.getString("name").equals("hotline")).findFirst().orElseThrow();
      assertEquals("maria", hotline.getJsonObject("lead").getString("id"), "jonas is away");
      gateway.person("zoe").get("/api/session").expect(200);
    }
  }

  @Test
  void who_may_see_less_from_now_on_sees_less_at_once_and_their_feed_is_closed() {
    try (var gateway = gateway(); var omar = gateway.person("omar"); var ana = gateway.person("ana");
         var ben = gateway.person("ben")) {
      var caseId = gateway.program().mention(Mentions.of("a", "kim", "My lamp is broken", clock.instant()));
      ana.look(caseId);
      var feed = ana.live("");
      feed.next("snapshot");
      var other = ben.live("");
      other.next("snapshot");
      change("people.yaml", "name: Ana Lima\n", "name: Ana Lima\n    brands: [elsewhere]\n");
      reload(omar);

      ana.get("/api/cases/" + caseId).expect(404);
      assertEquals(4403, feed.closed());
      var anew = ana.live("");
      assertEquals(0, anew.next("snapshot").getJsonArray("items").size());
      var next = gateway.program().mention(Mentions.of("b", "lee", "Mine too", clock.instant()));
      other.caseShown(next);
      anew.close();
      other.close();
    }
  }

  @Test
  void what_needs_a_restart_is_said_and_what_would_break_without_one_is_refused() {
    try (var gateway = gateway(); var omar = gateway.person("omar")) {
      change("notices.yaml", "bundle: 60s", "bundle: 90s");
      var answer = reload(omar);
      assertEquals(new JsonArray().add("notices"), answer.getJsonArray("needsRestart"));
      assertFalse(answer.getBoolean("changed"));

      change("policy.yaml", "ladders:\n  care:", "  fresh:\n    brand: globex\n    leads: [maria]\n    ladder: care\n"
        + "    agreement: social\nladders:\n  care:");
      var refused = reload(omar, 422).getJsonArray("problems");
      assertEquals(List.of("queues.fresh.brand is 'globex', which is not served yet: start again to serve a new brand"),
        refused.stream().map(String::valueOf).toList());
    }
  }

  @Test
  void accounts_that_stand_in_the_file_come_change_and_go_with_a_reload() {
    try (var gateway = gateway(); var omar = gateway.person("omar")) {
      var fax = "  fax:\n    channel: api\n    brand: northwind\n    queue: hotline\n";
      var said = Mentions.of("f1", "lee", "My order is wrong", clock.instant()).put("account", "fax");
      gateway.program().post("/api/mentions", said).expect(422);
      change("accounts.yaml", "  phone:\n", fax + "  phone:\n");
      assertEquals(new JsonArray(), reload(omar).getJsonArray("needsRestart"));
      assertEquals("hotline", gateway.program().look(gateway.program().mention(said)).json().getString("queue"));

      change("accounts.yaml", fax, fax.replace("hotline", "social"));
      reload(omar);
      var next = gateway.program().mention(said.copy().put("externalId", "f2").put("author", new JsonObject().put("id", "kim")));
      assertEquals("social", gateway.program().look(next).json().getString("queue"));

      change("accounts.yaml", fax.replace("hotline", "social"), "");
      reload(omar);
      gateway.program().post("/api/mentions", said.copy().put("externalId", "f3")).expect(422);
      assertEquals(2, gateway.number("select count(*) from mention where external_id like 'f_'"), "what came in stays");
    }
  }

  @Test
  void the_management_port_reloads_for_who_works_on_the_machine() throws Exception {
    try (var gateway = gateway(); var http = HttpClient.newHttpClient()) {
      change("policy.yaml", "reminders: 1", "reminders: 2");
      var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.managementPort() + "/reload"))
        .POST(HttpRequest.BodyPublishers.noBody());
      var done = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertEquals(200, done.statusCode());
      assertTrue(new JsonObject(done.body()).getBoolean("changed"));
      change("policy.yaml", "reminders: 2", "reminders: many");
      var refused = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertEquals(422, refused.statusCode());
      assertTrue(refused.body().contains("reminders is 'many'"), refused.body());
      assertEquals(403, http.send(request.header("Origin", "https://evil.example").build(),
        HttpResponse.BodyHandlers.ofString()).statusCode());
    }
  }

  @Test
  void every_node_follows_the_policy_that_was_put_in_force_last(@TempDir Path other) {
    CopiedConfig.copy(other);
    try (var first = gateway();
         var second = TestGateway.on(vertx).clock(clock).config(other).database(first.database()).start();
         var omar = first.person("omar"); var ines = second.person("ines")) {
      assertEquals(policy(omar).getInteger("version"), policy(ines).getInteger("version"));
      change("agreements.yaml", "first-reply: 20m ", "first-reply: 2h ");
      change("people.yaml", "name: Jonas Weber\n", "name: Jonas Weber\n    absences: [2026-03-01..2026-03-08]\n");
      var version = reload(omar).getInteger("version");

      second.followPolicy();
      assertEquals(version, policy(ines).getInteger("version"), "though its own folder says something else");
      var caseId = second.program().mention(Mentions.of("b", "lee", "Mine too", clock.instant()));
      assertEquals(START.plus(Duration.ofHours(2)).toString(),
        due(second.program().look(caseId).json(), "first-reply").getString("dueAt"));

      CopiedConfig.change(other, "agreements.yaml", "first-reply: 20m ", "first-reply: 1h ");
      CopiedConfig.change(other, "people.yaml", "name: Ana Lima\n", "name: Ana Maria Lima\n");
      var newer = reload(ines).getInteger("version");
      Eventually.until("the first follows by itself", () -> policy(omar).getInteger("version").equals(newer));

      change("agreements.yaml", "first-reply: 2h ", "first-reply: 1h ");
      change("people.yaml", "name: Jonas Weber\n    absences: [2026-03-01..2026-03-08]\n", "name: Jonas Weber\n");
      change("people.yaml", "name: Ana Lima\n", "name: Ana Maria Lima\n");
      assertFalse(reload(omar).getBoolean("changed"), "the same words are the same version");
    }
  }

  private static boolean isThere(Visitor visitor, String name) {
    return policy(visitor).getJsonArray("people").stream()
      .anyMatch(person -> ((JsonObject) person).getString("name").equals(name));
  }

  @Test
  void a_node_whose_folder_comes_later_knows_the_new_people_once_it_has_come(@TempDir Path other) {
    CopiedConfig.copy(other);
    var zoe = "  zoe:\n    name: Zoe Quinn\n    roles: [agent]\n  # Technical service";
    try (var first = gateway();
         var second = TestGateway.on(vertx).clock(clock).config(other).database(first.database()).start();
         var omar = first.person("omar"); var ines = second.person("ines")) {
      change("people.yaml", "  # Technical service", zoe);
      var version = reload(omar).getInteger("version");
      second.followPolicy();
      assertEquals(version, policy(ines).getInteger("version"));
      assertFalse(isThere(ines, "Zoe Quinn"), "its own folder is the old one");

      CopiedConfig.change(other, "people.yaml", "  # Technical service", zoe);
      second.followPolicy();
      assertTrue(isThere(ines, "Zoe Quinn"), "without another reload");
      second.person("zoe").get("/api/session").expect(200);
    }
  }

  @Test
  void what_a_reload_changes_of_people_alone_reaches_every_node(@TempDir Path other) {
    CopiedConfig.copy(other);
    try (var first = gateway();
         var second = TestGateway.on(vertx).clock(clock).config(other).database(first.database()).start();
         var omar = first.person("omar"); var ana = second.person("ana")) {
      for (var each : List.of(folder, other)) {
        CopiedConfig.change(each, "people.yaml", "name: Ana Lima\n    roles: [agent]",
          "name: Ana Lima\n    roles: [agent, lead]");
      }
      assertFalse(reload(omar).getBoolean("changed"), "roles are not the policy's");
      second.followPolicy();
      assertEquals(new JsonArray().add("agent").add("lead"),
        ana.get("/api/session").expect(200).json().getJsonArray("roles"));
    }
  }

  @Test
  void a_node_that_starts_puts_its_own_policy_in_force(@TempDir Path other) {
    CopiedConfig.copy(other);
    CopiedConfig.change(other, "policy.yaml", "reminders: 1", "reminders: 2");
    try (var first = gateway(); var omar = first.person("omar")) {
      var was = policy(omar).getInteger("version");
      try (var second = TestGateway.on(vertx).clock(clock).config(other).database(first.database()).start();
           var ines = second.person("ines")) {
        first.followPolicy();
        assertEquals(policy(ines).getInteger("version"), policy(omar).getInteger("version"));
        assertNotEquals(was, policy(omar).getInteger("version"));
      }
      assertEquals(Stream.of(1L).toList(), List.of(first.number("select count(*) from policy_in_force")));
    }
  }
}
