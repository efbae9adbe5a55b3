package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The feed: in order, without holes, to everybody, and at nobody's cost. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveIT {

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private Vertx vertx;
  private TestGateway gateway;
  private Visitor program;

  @BeforeAll
  void start(Vertx given) {
    vertx = given;
    gateway = TestGateway.on(vertx).clock(clock).start();
    program = gateway.program();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private Future<List<Long>> handIn(String series, int from, int count) {
    return handIn(series, from, count, "Somebody");
  }

  private Future<List<Long>> handIn(String series, int from, int count, String name) {
    var batch = new JsonArray(IntStream.range(from, from + count).mapToObj(i -> {
      var mention = Mentions.of(series + "-" + i, series + "-author-" + i, "Parcel " + i + " is late", clock.instant());
      mention.getJsonObject("author").put("name", name);
      return mention;
    }).toList());
    return program.send(HttpMethod.POST, "/api/mentions", batch).map(answer -> answer.expect(200).json()
      .getJsonArray("results").stream().map(r -> ((JsonObject) r).getLong("caseId")).toList());
  }

  /** Every frame goes on where the one before ended. */
  private static void assertNoHoles(List<JsonObject> frames) {
    var seq = -1L;
    for (var frame : frames) {
      if (frame.getString("type").equals("changes") && seq >= 0) {
        assertEquals(seq, frame.getLong("after"), "a hole before " + frame.getLong("seq"));
        assertTrue(frame.getLong("seq") > seq, "numbers grow");
      }
      seq = frame.getLong("seq");
    }
  }

  private static Set<Long> casesIn(List<JsonObject> frames) {
    var cases = new HashSet<Long>();
    frames.forEach(frame -> frame.getJsonArray("items", new JsonArray())
      .forEach(item -> cases.add(((JsonObject) item).getLong("id"))));
    return cases;
  }

  private static void readUntilAllShown(Frames frames, Set<Long> wanted) {
    var missing = new HashSet<>(wanted);
    missing.removeAll(casesIn(frames.seen()));
    while (!missing.isEmpty()) {
      missing.removeAll(casesIn(List.of(frames.until(missing.size() + " more cases",
        frame -> !frame.getString("type").equals("tick")))));
    }
  }

  @Test
  void a_snapshot_is_followed_by_every_change_in_order_and_without_holes_while_many_write_at_once() {
    var listeners = List.of(gateway.person("ana").live(""), program.live(""), program.live(""));
    listeners.forEach(l -> l.next("snapshot"));

    var writing = new ArrayList<Future<List<Long>>>();
    for (var i = 0; i < 40; i++) {
      writing.add(handIn("many", i * 10, 10));
    }
    Future.all(writing).await();
    var cases = new HashSet<Long>();
    writing.forEach(w -> cases.addAll(w.result()));
    assertEquals(400, cases.size());

    for (var listener : listeners) {
      readUntilAllShown(listener, cases);
      assertNoHoles(listener.seen());
      listener.close();
    }
  }

  @Test
  void a_long_snapshot_is_no_reason_to_be_told_to_resync() {
    handIn("snapshot", 0, 100).await();
    var listeners = IntStream.range(0, 50).mapToObj(i -> program.connect("")).toList();
    Future.all(listeners).await();

    var cases = Set.copyOf(handIn("after-snapshot", 0, 1).await());
    for (var listener : listeners) {
      assertEquals(100, listener.result().next("snapshot").getJsonArray("items").size());
      readUntilAllShown(listener.result(), cases);
      assertEquals(List.of(), listener.result().seen().stream().filter(f -> f.getString("type").equals("resync"))
        .toList());
      listener.result().close();
    }
  }

  @Test
  void who_comes_back_with_its_last_number_gets_exactly_what_it_missed() {
    var first = program.live("");
    first.next("snapshot");
    var before = handIn("seen", 0, 3).await();
    readUntilAllShown(first, Set.copyOf(before));
    var last = first.seen().getLast().getLong("seq");
    first.close();

    var missed = Set.copyOf(handIn("missed", 0, 5).await());
    var second = program.live("?after=" + last);
    readUntilAllShown(second, missed);

    assertEquals(last, second.seen().getFirst().getLong("after"));
    assertNoHoles(second.seen());
    assertEquals(missed, casesIn(second.seen()), "what it missed and nothing else");
    second.close();
  }

  @Test
  void who_comes_back_with_a_number_from_the_future_or_from_long_ago_gets_a_snapshot() {
    handIn("long", 0, 500).await();
    handIn("long", 500, 500).await();
    handIn("long", 1_000, 100).await();
    for (var after : List.of(0L, Long.MAX_VALUE - 1)) {
      var listener = program.live("?after=" + after);
      assertEquals("snapshot", listener.until("any frame", f -> true).getString("type"));
      listener.close();
    }
  }

  @Test
  void who_does_not_read_is_told_to_resync_and_others_hear_everything() {
    var lazy = program.live("");
    lazy.next("snapshot");
    lazy.stopReading();
    var eager = program.live("");
    eager.next("snapshot");

    var longName = "\u0939".repeat(499);
    var round = 0;
    while (gateway.behind() == 0) {
      assertTrue(round < 200, "the lazy one was never found out");
      readUntilAllShown(eager, Set.copyOf(handIn("flood", round++ * 100, 100, longName).await()));
    }
    var more = Set.copyOf(handIn("flood", round * 100, 100).await());
    readUntilAllShown(eager, more);
    assertNoHoles(eager.seen());

    lazy.readOn();
    var resync = lazy.next("resync");
    assertNoHoles(lazy.seen().subList(0, lazy.seen().size() - 1));
    var back = program.live("?after=" + resync.getLong("after"));
    var frame = back.until("snapshot or changes", f -> !f.getString("type").equals("tick"));
    assertTrue(frame.getLong("seq") >= eager.seen().getLast().getLong("seq"), "it is up to date again");
    List.of(lazy, eager, back).forEach(Frames::close);
  }

  @Test
  void a_page_of_another_site_and_a_stranger_are_refused() {
    var foreign = assertThrows(UpgradeRejectedException.class, () -> gateway.person("ben")
      .connect("", "Origin", "https://evil.example").await());
    var stranger = assertThrows(UpgradeRejectedException.class, () -> gateway.stranger().connect("").await());

    assertEquals(403, foreign.getStatus());
    assertEquals(401, stranger.getStatus());
  }

  @Test
  void a_socket_whose_session_ends_is_closed_with_4401() {
    var ana = gateway.person("ana");
    var socket = ana.live("");
    socket.next("snapshot");

    ana.send(HttpMethod.DELETE, "/api/session", null).await().expect(204);

    assertEquals(4401, socket.closed());
  }

  @Test
  void what_arrives_at_one_node_shows_at_the_sockets_of_another_and_a_node_that_stops_says_1001() {
    try (var other = TestGateway.on(vertx).clock(clock).database(gateway.database()).start()) {
      var there = other.program().live("");
      there.next("snapshot");

      var caseId = program.mention(Mentions.of("across", "across-author", "Where is my refund?", clock.instant()));
      assertEquals("Where is my refund?", there.caseShown(caseId).getString("title"));
      gateway.person("chloe").take(caseId).expect(200);
      assertEquals("chloe", there.caseShown(caseId).getJsonObject("holder").getString("id"));

      other.stop();
      assertEquals(1001, there.closed());
    }
  }
}
