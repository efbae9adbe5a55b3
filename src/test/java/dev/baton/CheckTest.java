package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a policy author and a pipeline meet it, without a database. */
class CheckTest {

  private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-02T09:00:00Z"));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path temporary;

  private int check(Path folder, Map<String, String> more, String... words) throws InterruptedException {
    var environment = new HashMap<>(more);
    environment.putIfAbsent("BATON_DATA", temporary.resolve("data").toString());
    out.reset();
    return new Check(folder, environment, new PrintStream(out, true, StandardCharsets.UTF_8),
      new PrintStream(err, true, StandardCharsets.UTF_8), CLOCK).run(List.of(words));
  }

  private int check(String... words) throws InterruptedException {
    return check(Path.of("config"), Map.of(), words);
  }

  /** The shipped folder with one text replaced. */
  private Path changed(String file, String was, String is) throws IOException {
    var folder = Files.createDirectory(temporary.resolve("config"));
    try (var files = Files.list(Path.of("config"))) {
      for (var each : files.toList()) {
        var text = Files.readString(each);
        Files.writeString(folder.resolve(each.getFileName()),
          each.getFileName().toString().equals(file) ? text.replace(was, is) : text);
      }
    }
    return folder;
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private void assertSays(String... words) {
    for (var word : words) {
      assertTrue(said().contains(word), () -> "'" + word + "' is not in: " + said());
    }
  }

  @Test
  void what_ships_has_no_mistake_and_one_finding() throws InterruptedException {
    assertEquals(0, check());
    assertSays("config has no mistakes and 1 finding.", "Feasibility: a hand-off cannot be back in time",
      "  queues.hotline.legs\n    FixIt field engineers may take 4 working hours to accept",
      "No cases of the past looked at: there are no data yet.");
    assertFalse(Files.exists(temporary.resolve("data")), "nothing is made to look at");
  }

  @Test
  void a_strict_one_fails_on_a_finding() throws InterruptedException {
    assertEquals(1, check("strict"));
    assertEquals(0, check(Path.of("config"), Map.of("BATON_QUEUES_HOTLINE_LEGS", "technical"), "strict"));
    assertSays("config has no mistakes and no findings.");
  }

  @Test
  void every_mistake_is_said_and_fails() throws IOException, InterruptedException {
    var folder = changed("policy.yaml", "leads: [maria, jonas]", "leads: [mary, jonas]");
    assertEquals(1, check(folder, Map.of("BATON_AGREEMENTS_SOCIAL_PICKUP", "soon")));
    assertSays("3 mistakes in " + folder + "; Baton does not start with it:", "policy.yaml:20: queues.social.leads",
      "queues.safety.leads names 'mary', who is neither in people nor a rota",
      "environment: BATON_AGREEMENTS_SOCIAL_PICKUP: agreements.social.pickup is 'soon': give a time such as");
  }

  @Test
  void a_folder_that_is_not_there_is_a_mistake() throws InterruptedException {
    assertEquals(1, check(temporary.resolve("nowhere"), Map.of()));
    assertSays("1 mistake in", "there is no configuration folder", "BATON_CONFIG");
  }

  @Test
  void findings_stand_by_their_kinds() throws IOException, InterruptedException {
    var folder = changed("people.yaml", "name: Omar Rashid",
      "name: Omar Rashid\n    absences: [2026-03-01..2026-04-30]");
    assertEquals(0, check(folder, Map.of("BATON_PEOPLE_ANA_BRANDS", "other")));
    assertSays("7 findings", "Coverage: at times nobody is there\n  ladders.care.levels.1\n    nobody is ever there"
      + " (omar): alarms pass to the level above at once", "Unused: nothing refers to it\n  people.ana.brands");
  }

  @Test
  void who_would_not_hear_of_an_alarm_is_found_where_nothing_is_simulated() throws InterruptedException {
    assertEquals(0, check(Path.of("config"), Map.of("BATON_DEMO", "false")));
    assertSays("Reach: somebody who may be alarmed or asked would not hear of it\n  mail.host\n");
    assertEquals(0, check(Path.of("config"), Map.of("BATON_DEMO", "false", "BATON_MAIL_HOST", "mail.example")));
    assertSays("1 finding.");
  }

  @Test
  void programs_get_one_object_whatever_is_found() throws InterruptedException {
    assertEquals(1, check("json", "strict"));
    var found = new JsonObject(said());
    assertEquals(0, found.getJsonArray("mistakes").size());
    var finding = found.getJsonArray("findings").getJsonObject(0);
    assertEquals("feasibility", finding.getString("kind"));
    assertEquals("queues.hotline.legs", finding.getString("where"));
    assertEquals(new JsonObject().put("cases", 0).put("notLooked", "there are no data yet"), found.getJsonObject("past"));

    assertEquals(1, check(Path.of("config"), Map.of("BATON_LAST_RESORT_PERSON", "nobody"), "json"));
    var mistakes = new JsonObject(said()).getJsonArray("mistakes");
    assertEquals(1, mistakes.size());
    assertTrue(mistakes.getString(0).contains("last-resort.person is 'nobody'"), mistakes.toString());
  }

  @Test
  void a_database_that_is_away_is_no_mistake_of_the_policy() throws InterruptedException {
    assertEquals(0, check(Path.of("config"), Map.of("BATON_DATABASE_URL", "postgresql://b:hidden@localhost:1/none")));
    assertSays("1 finding", "No cases of the past looked at: PostgreSQL at localhost:1 cannot be reached");
    assertFalse(said().contains("hidden"));
  }

  @Test
  void a_word_that_it_does_not_know_is_refused() throws InterruptedException {
    assertEquals(2, check("strickt"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("check does not know 'strickt'"));
    assertEquals("", said());
  }
}
