package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.cases.CaseEvent;
import dev.baton.cases.CaseKey;
import dev.baton.cases.Contact;
import dev.baton.cases.Move;
import dev.baton.cases.Says;
import dev.baton.config.ConfigFolder;
import dev.baton.db.Glance;
import dev.baton.inbox.Reference;
import dev.baton.policy.Policies;
import dev.baton.triage.Mood;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The command on the real store, over histories that went through it. */
@ExtendWith(EventLoops.class)
class RehearseIT {

  private static final int CASES = 12;
  private static final int EVENTS = 150;

  private final Vertx vertx;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path changed;

  RehearseIT(Vertx vertx) {
    this.vertx = vertx;
  }

  private int rehearse(Line line, String... words) throws InterruptedException {
    out.reset();
    return new Rehearse(Path.of("config"), Map.of("BATON_DATABASE_URL", line.url),
      new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8))
      .run(List.of(words));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private void assertSays(String... words) {
    for (var word : words) {
      assertTrue(said().contains(word), () -> "'" + word + "' is not in: " + said());
    }
  }

  /** The shipped folder with texts replaced, one after the other: was, is, was, is … */
  private Path folder(String file, String... texts) throws IOException {
    try (var files = Files.list(Path.of("config"))) {
      for (var each : files.toList()) {
        var text = Files.readString(each);
        for (var i = 0; each.getFileName().toString().equals(file) && i < texts.length; i += 2) {
          assertTrue(text.contains(texts[i]), texts[i]);
          text = text.replace(texts[i], texts[i + 1]);
        }
        Files.writeString(changed.resolve(each.getFileName()), text);
      }
    }
    return changed;
  }

  /** Time passes; what falls due is carried out when it is due, or so much later. */
  private static void passTime(Line line, Duration length, Duration lateness) {
    var until = line.clock.instant().plus(length);
    while (line.count("select count(*) from obligation where running and alarm_at <= $1",
      until.minus(lateness).atOffset(ZoneOffset.UTC)) > 0) {
      var at = line.time("select min(alarm_at) as at from obligation where running").plus(lateness);
      if (at.isAfter(line.clock.instant())) {
        line.clock.advance(Duration.between(line.clock.instant(), at));
      }
      line.alarmClock.runDue().await();
    }
    line.clock.advance(Duration.between(line.clock.instant(), until));
  }

  private static void carryOut(Line line, Move move) {
    line.database.inTransaction(tx -> line.desk.carryOut(tx, List.of(move), line.clock.instant())).await();
  }

  private static void happen(Line line, CaseKey key, CaseEvent event) {
    carryOut(line, Move.Happening.of(key, event, "ana"));
  }

  private static Contact contact(Line line, Random random, long mention) {
    var now = line.clock.instant();
    return new Contact(mention, now.minusSeconds(random.nextInt(3_600)), now, random.nextInt(6) > 0, "mastodon",
      "mastodon", true, Mood.values()[random.nextInt(Mood.values().length)],
      random.nextInt(8) == 0 ? Set.of("safety") : Set.of(), random.nextInt(10_000), "en",
      random.nextInt(8) == 0 ? now.plusSeconds(20_000) : Instant.MAX, "title", "");
  }

  /** A day and more of several cases, with all that can happen to them. */
  private static void live(Line line, Random random, Duration mostLate) {
    var contacts = new ArrayList<List<Contact>>();
    for (var i = 0; i < CASES; i++) {
      contacts.add(new ArrayList<>(List.of(contact(line, random, i))));
      carryOut(line, new Move.Opening(key(i), 1, "Rosa", "rosa", "social", contacts.get(i).getFirst()));
    }
    for (var number = 100L; number < 100 + EVENTS; number++) {
      passTime(line, Duration.ofSeconds(random.nextInt(1_500)),
        Duration.ofMillis(mostLate.isZero() ? 0 : random.nextLong(mostLate.toMillis())));
      var which = random.nextInt(CASES);
      if (random.nextInt(40) == 0) {
        var from = random.nextInt(CASES);
        carryOut(line, new Move.Merge(key(which), key(from), "ana", Move.Happening.ANY, contacts.get(from)));
      } else if (random.nextInt(40) == 0 && contacts.get(which).size() > 1) {
        var all = contacts.get(which);
        carryOut(line, new Move.Split(key(which), new CaseKey("northwind", 1_000 + number), "ana", Move.Happening.ANY,
          all.subList(1, 2), List.of(all.getFirst())));
      } else {
        happen(line, key(which), event(line, random, number, contacts.get(which)));
      }
    }
  }

  private static CaseKey key(int which) {
    return new CaseKey("northwind", 10 + which);
  }

  private static CaseEvent event(Line line, Random random, long number, List<Contact> contacts) {
    var now = line.clock.instant();
    var agent = random.nextBoolean() ? "ana" : "ben";
    var earlier = 100 + random.nextInt(EVENTS);
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> {
        contacts.add(contact(line, random, number));
        yield new CaseEvent.Contacted(contacts.getLast());
      }
      case 3, 4 -> new CaseEvent.Taken(agent, random.nextInt(4) == 0);
      case 5 -> new CaseEvent.Released(agent, true);
      case 6, 7 -> new CaseEvent.Replied(agent, true, number, random.nextBoolean() ? Says.WORDS
        : new Says(false, true, false, List.of(), List.of(), List.of()));
      case 8, 9 -> new CaseEvent.ReplyAccepted(earlier, now);
      case 10 -> new CaseEvent.ReplyRefused(earlier, "blocked");
      case 11 -> new CaseEvent.LegOpened(agent, true, number,
        random.nextBoolean() ? "department:technical" : "vendor:fixit", "");
      case 12 -> new CaseEvent.LegAccepted(earlier, "tom", true);
      case 13 -> new CaseEvent.LegAnswered(earlier, "tom", true);
      case 14 -> new CaseEvent.Promised(agent, true, number, now.plus(Duration.ofHours(1 + random.nextInt(5))));
      default -> new CaseEvent.Resolved(agent, true, random.nextBoolean() ? "" : "spam");
    };
  }

  @Test
  void the_present_policy_reproduces_what_the_store_holds_exactly() throws InterruptedException {
    for (var late : List.of(Duration.ZERO, Duration.ofMinutes(40))) {
      var seed = 20_260_301L + late.toMinutes();
      try (var line = new Line(vertx)) {
        live(line, new Random(seed), late);
        assertEquals(0, rehearse(line, "policy=config"), () -> "seed " + seed + ": " + said() + err);
        assertSays("The past was reproduced exactly.", "No case differs.");
        assertEquals(0, rehearse(line, "policy=config", "json"));
        var found = new JsonObject(said());
        assertTrue(found.getInteger("cases") >= CASES, found::encode);
        found.getJsonArray("lines").stream().map(JsonObject.class::cast)
          .forEach(each -> assertEquals(each.getLong("was"), each.getLong("with"), each::encode));
        assertEquals(line.count("select count(*) from notice"), found.getJsonArray("lines").stream()
          .map(JsonObject.class::cast).filter(each -> each.getString("of").equals("told"))
          .mapToLong(each -> each.getLong("was")).sum(), "whoever was told then");
      }
    }
  }

  @Test
  void a_changed_policy_is_set_beside_what_was() throws IOException, InterruptedException {
    try (var line = new Line(vertx)) {
      var slow = key(1);
      carryOut(line, new Move.Opening(slow, 1, "Rosa", "rosa", "social", contact(line, new Random(1), 1)));
      var quick = key(2);
      carryOut(line, new Move.Opening(quick, 1, "Kim", "kim", "social", contact(line, new Random(1), 2)));
      happen(line, quick, new CaseEvent.Resolved("ana", false, "spam"));
      passTime(line, Duration.ofMinutes(8), Duration.ZERO);
      happen(line, slow, new CaseEvent.Taken("ana", false));
      happen(line, slow, new CaseEvent.Resolved("ana", false, "spam"));
      var folder = folder("agreements.yaml", "  social:\n    pickup: 5m", "  social:\n    pickup: 10m");
      Files.writeString(folder.resolve("policy.yaml"), Files.readString(folder.resolve("policy.yaml"))
        .replace("reminders: 1", "reminders: 2"));

      assertEquals(0, rehearse(line, "policy=" + folder), err::toString);
      assertSays("2 cases opened from 2026-01-31 to 2026-03-02, as they were and with " + folder,
        "  social                                      2                2",
        "  pickup                                      1                0           -1",
        "1 case differs:", "  " + Reference.of(slow.id()) + " ", "missed 2 -> 1, told 2 -> 1",
        "The past was reproduced exactly.");
      assertEquals(0, rehearse(line, "policy=" + folder, "to=2026-02-27"));
      assertSays("0 cases opened from", "No case differs.");
    }
  }

  @Test
  void each_entry_is_relived_under_the_policy_that_was_in_force_then() throws IOException, InterruptedException {
    try (var line = new Line(vertx)) {
      live(line, new Random(3), Duration.ZERO);
      var folder = folder("agreements.yaml", "progress: 30m", "progress: 50m", "next-reply: 20m", "next-reply: 35m");
      var agreed = AgreedPolicy.from(ConfigFolder.read(folder, Map.of()));
      line.policies.become(new Policies.InForce(
        line.versions.remember(line.database.reader(), agreed.keys(), line.clock.instant()).await(), agreed.policy()));
      for (var i = 0; i < CASES; i++) {
        passTime(line, Duration.ofMinutes(20), Duration.ZERO);
        happen(line, key(i), new CaseEvent.Taken("ana", true));
      }
      passTime(line, Duration.ofHours(3), Duration.ZERO);
      assertEquals(0, rehearse(line, "policy=" + folder), () -> said() + err);
      assertSays("The past was reproduced exactly.", " differ, most of all:");
    }
  }

  @Test
  void a_past_that_does_not_come_out_as_it_was_fails_and_says_which() throws InterruptedException {
    try (var line = new Line(vertx)) {
      carryOut(line, new Move.Opening(key(1), 1, "Rosa", "rosa", "social", contact(line, new Random(1), 1)));
      passTime(line, Duration.ofMinutes(8), Duration.ZERO);
      TestDatabase.change(line.url, "update journal set body = jsonb_set(body, '{alarms,0,person}', '\"omar\"')"
        + " where kind = 'time-passed' and revision = 2");
      assertEquals(1, rehearse(line, "policy=config"));
      assertSays("1 case of the past came out otherwise", Reference.of(key(1).id()) + "   revision 2 (time-passed) had"
        + " the alarms");
    }
  }

  @Test
  void what_was_asked_wrongly_or_has_mistakes_is_said() throws IOException, InterruptedException {
    try (var line = new Line(vertx)) {
      assertEquals(2, rehearse(line, "from=yesterday", "polcy=config"));
      for (var words : List.of("policy is missing", "from is 'yesterday': give a day such as 2026-02-01",
        "'polcy' is not an argument")) {
        assertTrue(err.toString(StandardCharsets.UTF_8).contains(words), err::toString);
      }
      assertEquals(1, rehearse(line, "policy=" + folder("policy.yaml", "person: ines", "person: nobody")));
      assertTrue(err.toString(StandardCharsets.UTF_8).contains("last-resort.person is 'nobody'"), err::toString);
      assertEquals(0, rehearse(line, "help"));
      assertSays("policy", "the folder of the changed configuration");
    }
  }

  @Test
  void nothing_of_the_data_can_be_changed_by_a_look() throws InterruptedException {
    try (var line = new Line(vertx)) {
      var config = GatewayConfig.from(ConfigFolder.read(Path.of("config"), Map.of("BATON_DATABASE_URL", line.url)));
      var refused = assertThrows(RuntimeException.class, () -> Glance.at(config.postgres(),
        "test", Duration.ofMinutes(1), database -> database.reader().query("delete from cases").execute()));
      assertTrue(refused.getMessage().contains("read-only"), refused::toString);
    }
  }
}
