package dev.baton.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The drill itself, small: it runs, and it would see what goes wrong. */
class RepliesDrillIT {

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
  void whatever_happens_to_networks_and_gateways_no_reply_is_said_twice_none_is_lost_and_every_doubt_is_listed()
      throws InterruptedException {
    var code = run("replies", "replies=201", "kills=2", "hurry=1");
    System.out.println(said());
    assertEquals(0, code, () -> said() + err);
    assertTrue(said().contains("drill-keys   67 replies: 67 said once, 0 twice, 0 lost, 0 doubtful"), this::said);
    assertTrue(said().contains("drill-list   67 replies: 67 said once, 0 twice, 0 lost, 0 doubtful"), this::said);
    assertTrue(said().matches("(?s).*together +201 replies: [\\d]+ said once, 0 twice, 0 lost, .*; 0 not listed\\).*"),
      this::said);
  }

  @Test
  void what_is_said_twice_lost_or_listed_nowhere_is_seen() {
    var rows = List.of(new RepliesRows.Row("a", "once", "accepted", "1", false),
      new RepliesRows.Row("a", "twice", "accepted", "2", false), new RepliesRows.Row("a", "gone", "accepted", "3", false),
      new RepliesRows.Row("a", "another", "accepted", "1", false), new RepliesRows.Row("a", "stuck", "queued", "", false),
      new RepliesRows.Row("a", "doubt", "unknown", "", true), new RepliesRows.Row("a", "hidden", "unknown", "", false));
    var verdict = RepliesVerdict.of(rows, Map.of("once", List.of("1"), "twice", List.of("2", "4"),
      "another", List.of("5"), "doubt", List.of("6")));
    assertEquals(new RepliesVerdict(7, 1, 1, 3, 2, 1, 1), verdict);
    assertFalse(verdict.isRight(7));
    var fine = RepliesVerdict.of(rows.subList(0, 1), Map.of("once", List.of("1")));
    assertTrue(fine.isRight(1));
    assertFalse(fine.isRight(2), "one was written and is not there at all");
  }

  @Test
  void it_says_what_may_be_said() throws InterruptedException {
    assertEquals(0, run("replies", "help"));
    assertTrue(List.of("replies", "kills", "gateways", "hurry", "seed").stream().allMatch(said()::contains), this::said);
    assertEquals(1, run("replies", "replies=none", "nodes=3"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("2 problem(s)"), err::toString);
  }
}
