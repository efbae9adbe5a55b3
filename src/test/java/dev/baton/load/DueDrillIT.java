package dev.baton.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Line;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The drill itself, small: it runs, and it would see what goes wrong. */
@ExtendWith(EventLoops.class)
class DueDrillIT {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... words) throws InterruptedException {
    return new Load(Map.of(), new PrintStream(out, true, StandardCharsets.UTF_8),
      new PrintStream(err, true, StandardCharsets.UTF_8)).run(List.of(words));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void six_hundred_obligations_due_on_two_gateways_of_their_own_fire_once_each() throws InterruptedException {
    var code = run("due", "obligations=600", "within=3", "warmup=1", "gateways=2");
    assertEquals(0, code, () -> said() + err);
    assertTrue(said().contains("800 once, 0 more than once, 0 not at all"), this::said);
    assertTrue(said().matches("(?s).*late +p50 \\d+  p95 \\d+  p99 \\d+  max .* ms from due to committed \\(600 in .*"), this::said);
  }

  @Test
  void what_does_not_fire_and_what_fires_twice_is_seen(Vertx vertx) {
    try (var line = new Line(vertx)) {
      for (var i = 0; i < 6; i++) {
        line.receive("api", line.mention("customer" + i, "hello"));
      }
      var rows = new DueRows(line.database.reader());
      rows.plan(line.clock.instant().plusSeconds(11), 1, 10).await();
      assertEquals(new DueRows.Verdict(0, 0, 6), rows.verdict().await());

      line.clock.advance(Duration.ofSeconds(42)); // those of seconds 1, 11, 21, 31 and 41
      line.alarmClock.runDue().await();
      assertEquals(new DueRows.Verdict(5, 0, 1), rows.verdict().await());
      assertEquals(5, rows.fired().await());

      line.database.reader().query("insert into journal (seq, brand, at, kind, case_id, revision, actor, body) select seq + 2000,"
        + " brand, at, kind, case_id, revision + 1, actor, body from journal where kind = 'time-passed' limit 1").execute()
        .await();
      assertEquals(new DueRows.Verdict(4, 1, 1), rows.verdict().await());
      line.clock.advance(Duration.ofMinutes(1));
      line.alarmClock.runDue().await();
      assertEquals(new DueRows.Verdict(5, 1, 0), rows.verdict().await());
    }
  }

  @Test
  void it_says_what_may_be_said() throws InterruptedException {
    assertEquals(0, run("due", "help"));
    assertTrue(List.of("obligations", "within", "warmup", "gateways").stream().allMatch(said()::contains), this::said);
    assertEquals(1, run("due", "obligations=none", "nodes=3"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("2 problem(s)"), err::toString);
  }
}
