package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The program as users meet it: it starts, greets, stops, starts again, or says why not. */
@ExtendWith(EventLoops.class)
class StartIT {

  private static final Duration SECONDS = Duration.ofSeconds(15);

  private final Vertx vertx;
  @TempDir Path data;

  StartIT(Vertx vertx) {
    this.vertx = vertx;
  }

  private Map<String, String> embedded() {
    var environment = TestGateway.environment("", data.resolve("baton"));
    environment.remove("BATON_DATABASE_URL");
    return environment;
  }

  private Visitor program(Child child) {
    return Visitor.program(vertx, child.address(), TestGateway.TOKEN);
  }

  private boolean hasProcesses() {
    return ProcessHandle.allProcesses().anyMatch(p -> p.info().commandLine().orElse("").contains(data.toString()));
  }

  private static void assertSays(String said, String... words) {
    for (var word : words) {
      assertTrue(said.contains(word), () -> "'" + word + "' is not in: " + said);
    }
  }

  private static void assertRefused(Map<String, String> environment, String... words) {
    try (var child = Child.start(environment)) {
      assertEquals(1, child.ended(), child::complained);
      assertSays(child.complained(), "Baton did not start.");
      assertSays(child.complained(), words);
      assertTrue(!child.complained().contains("\tat "), () -> "words, not a stack: " + child.complained());
    }
  }

  @Test
  void it_greets_keeps_one_folder_for_itself_stops_within_seconds_and_finds_everything_again() {
    long caseId;
    String due;
    try (var first = Child.start(embedded()).ready()) {
      assertSays(first.said(), "Baton is ready", first.address().toString(), "/monitor", "ana, ben, chloe",
        "omar, ines", "Mailbox    http://localhost:", "baton   for all of them", TestGateway.TOKEN, "/health/ready");
      try (var program = program(first); var ana = Visitor.stranger(vertx, first.address()).signIn("ana", "baton")) {
        caseId = program.mention(Mentions.of("kept", "kim", "My lamp is broken", Instant.now()));
        ana.take(caseId).expect(200);
        due = program.look(caseId).json().getJsonObject("due").getString("at");
      }
      assertRefused(embedded(), "is in use by another Baton (process " + first.pid() + ")", "BATON_DATA");

      var began = Instant.now();
      assertEquals(143, first.terminate(), first::complained);
      assertTrue(Duration.between(began, Instant.now()).compareTo(SECONDS) < 0, "it stops within seconds");
      assertEquals("", first.complained().lines().filter(l -> l.contains("ERROR") || l.contains("not stop"))
        .findFirst().orElse(""));
      assertTrue(!hasProcesses(), "nothing is left running");
    }
    try (var second = Child.start(embedded()).ready(); var program = program(second)) {
      var found = program.look(caseId).json();
      assertEquals("ana", found.getJsonObject("holder").getString("id"));
      assertEquals(due, found.getJsonObject("due").getString("at"), "no time was given back");
    }
  }

  @Test
  void what_fell_due_while_it_was_down_is_carried_out_once_right_after_the_start() {
    var url = TestDatabase.fresh();
    var environment = TestGateway.environment(url, data);
    environment.put("BATON_AGREEMENTS_SOCIAL_PICKUP", "1h");
    var fired = "select count(*) from escalation";
    try (var first = Child.start(environment).ready(); var program = program(first)) {
      program.mention(Mentions.of("late", "lee", "Nobody calls me back", Instant.now()));
      assertEquals(143, first.terminate());
    }
    assertEquals(0, TestDatabase.number(url, fired));
    TestDatabase.change(url, "update obligation set due_at = due_at - interval '2 hours',"
      + " opened_at = opened_at - interval '2 hours', alarm_at = alarm_at - interval '2 hours' where kind = 'pickup'");

    for (var start = 0; start < 2; start++) {
      try (var again = Child.start(environment).ready()) {
        Eventually.until("it is carried out", () -> TestDatabase.number(url, fired) > 0);
        assertEquals(1, TestDatabase.number(url, fired));
        assertEquals(143, again.terminate());
      }
    }
    assertEquals(1, TestDatabase.number(url, fired), "once, however often it starts");
  }

  @Test
  void a_port_that_is_taken_is_named() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var environment = TestGateway.environment(TestDatabase.fresh(), data);
      environment.put("BATON_HTTP_PORT", String.valueOf(other.getLocalPort()));
      assertRefused(environment, "Port " + other.getLocalPort() + " is taken by another program", "BATON_HTTP_PORT");
    }
  }

  @Test
  void every_mistake_of_the_configuration_is_told_at_once() {
    var environment = TestGateway.environment("mysql://elsewhere", data);
    environment.putAll(Map.of("BATON_HTTP_PORT", "eighty", "BATON_DEMO", "perhaps", "BATON_NO_SUCH_KEY", "1",
      "BATON_AGREEMENTS_SOCIAL_PICKUP", "soon", "BATON_LAST_RESORT_PERSON", "nobody"));
    assertRefused(environment, "BATON_HTTP_PORT", "'eighty'", "BATON_DEMO", "'perhaps'", "BATON_NO_SUCH_KEY", "'soon'",
      "nobody", "postgresql://user:password@host:5432/database", "6 problem(s)");
  }

  @Test
  void a_database_that_is_not_there_is_named_without_its_password() {
    var environment = TestGateway.environment("postgresql://baton:hidden-word@localhost:1/none", data);
    try (var child = Child.start(environment)) {
      assertEquals(1, child.ended());
      assertSays(child.complained(), "localhost:1", "BATON_DATABASE_URL");
      assertTrue(!(child.said() + child.complained()).contains("hidden-word"));
    }
  }
}
