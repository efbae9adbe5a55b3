package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The command with a past to look at, on every kind of database there is. */
@ExtendWith(EventLoops.class)
class CheckIT {

  private final Vertx vertx;
  @TempDir Path data;

  CheckIT(Vertx vertx) {
    this.vertx = vertx;
  }

  private static String check(Map<String, String> environment) throws InterruptedException {
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertEquals(0, new Check(Path.of("config"), environment, print, print,
      InstantSource.fixed(Instant.parse("2026-03-02T09:00:00Z"))).run(List.of()));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void assertSays(String said, String... words) {
    for (var word : words) {
      assertTrue(said.replaceAll("\\s+", " ").contains(word), () -> "'" + word + "' is not in: " + said);
    }
  }

  @Test
  void the_share_of_past_cases_that_would_have_broken_is_said() throws InterruptedException {
    try (var line = new Line(vertx)) {
      for (var i = 0; i < 4; i++) {
        line.receive("phone", line.mention("caller" + i, "My router is broken"));
        line.clock.advance(Duration.ofDays(1));
      }
      line.receive("mastodon", line.mention("rosa", "Hello?"));
      assertSays(check(Map.of("BATON_DATABASE_URL", line.url)), "100 % of 4 past cases would have broken",
        "5 cases of the past looked at.");
    }
  }

  @Test
  void a_command_that_there_is_not_is_told_which_there_are() {
    try (var child = Child.start(Map.of(), "chek")) {
      assertEquals(2, child.ended());
      assertSays(child.complained(), "There is no command 'chek'.", "run ", "check [strict] [json]",
        "rehearse policy=FOLDER", "hash-password", "load ");
    }
    try (var child = Child.start(Map.of("BATON_DATA", data.resolve("none").toString()), "check", "strict")) {
      assertEquals(1, child.ended());
      assertSays(child.said(), "config has no mistakes and 1 finding.");
    }
  }

  @Test
  void data_of_an_earlier_version_are_left_alone_and_that_is_said() throws InterruptedException {
    assertSays(check(Map.of("BATON_DATABASE_URL", TestDatabase.empty())),
      "No cases of the past looked at: The data were last used by an earlier Baton");
  }

  @Test
  void it_looks_into_the_embedded_server_while_a_gateway_runs_and_when_none_does() throws InterruptedException {
    var environment = TestGateway.environment("", data.resolve("baton"));
    environment.remove("BATON_DATABASE_URL");
    try (var gateway = Child.start(environment).ready();
         var program = Visitor.program(vertx, gateway.address(), TestGateway.TOKEN)) {
      assertSays(gateway.said(), "1 finding: run check");
      program.mention(Mentions.of("kept", "kim", "My lamp is broken", Instant.now()));
      assertSays(check(environment), "1 case of the past looked at.");
      assertEquals(143, gateway.terminate());
    }
    assertSays(check(environment), "1 case of the past looked at.");
    try (var again = Child.start(environment).ready()) {
      assertEquals(143, again.terminate(), "nothing is left behind that would hold the folder");
    }
  }
}
