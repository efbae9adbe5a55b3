package dev.baton.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Line;
import dev.baton.journal.Entry;
import dev.baton.triage.Mood;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Law 8: state is a function of the journal. Random histories on the real store; the seed is printed on failure. */
@ExtendWith(EventLoops.class)
class ReplayIT {

  private static final int HISTORIES = 40;
  private static final int EVENTS = 40;

  @Test
  void replaying_the_journal_gives_the_state_that_the_tables_hold(Vertx vertx) {
    try (var line = new Line(vertx)) {
      for (var history = 0; history < HISTORIES; history++) {
        var seed = 20_260_301L + history;
        var key = new CaseKey("northwind", 10_000 + history);
        live(line, key, new Random(seed));
        assertEquals(shape(stored(line, key)), shape(replayed(line, key)), "seed " + seed);
      }
      assertEquals(0, line.count("""
        select count(*) from cases c where phase <> 'resolved' and not exists (
          select from obligation o where o.brand = c.brand and o.case_id = c.id and o.running)"""));
      assertEquals(0, line.count("select count(*) from escalation where person = ''"));
      assertTrue(line.count("select count(*) from escalation") > HISTORIES, "the histories had no alarms");
    }
  }

  @Test
  void what_happened_to_a_case_stands_in_the_order_in_which_it_happened_not_in_that_of_transactions(Vertx vertx) {
    try (var line = new Line(vertx)) {
      var key = new CaseKey("northwind", 9_999);
      carryOut(line, new Move.Opening(key, 1, "Rosa", "rosa", "social", contact(line, new Random(1), 1)));
      line.database.inTransaction(tx -> tx.query("select pg_current_xact_id()").execute()
        .compose(v -> line.database.inTransaction(between -> line.desk.carryOut(between,
          List.of(Move.Happening.of(key, new CaseEvent.Taken("ana", false), "ana")), line.clock.instant())))
        .compose(v -> line.desk.carryOut(tx,
          List.of(Move.Happening.of(key, new CaseEvent.Released("ana", false), "ana")), line.clock.instant()))).await();
      assertEquals(List.of("released", "taken", "opened"), line.journal.ofCase(line.database.reader(), key.brand(),
        key.id(), 10).await().stream().map(numbered -> numbered.entry().kind()).toList());
      assertEquals(shape(stored(line, key)), shape(replayed(line, key)));
    }
  }

  /** Random things happen to a case, allowed or not, with time passing. */
  private static void live(Line line, CaseKey key, Random random) {
    carryOut(line, new Move.Opening(key, 1, "Rosa", "rosa", "social", contact(line, random, 1)));
    var replies = new ArrayList<Long>();
    for (var i = 2; i < EVENTS; i++) {
      line.clock.advance(Duration.ofSeconds(random.nextInt(3_000)));
      carryOut(line, Move.Happening.of(key, new CaseEvent.TimePassed(0), "clock"));
      carryOut(line, Move.Happening.of(key, event(line, random, i, replies), "ana"));
    }
  }

  private static void carryOut(Line line, Move move) {
    line.database.inTransaction(tx -> line.desk.carryOut(tx, List.of(move), line.clock.instant())).await();
  }

  private static CaseEvent event(Line line, Random random, long number, List<Long> replies) {
    var agent = random.nextBoolean() ? "ana" : "ben";
    var reply = replies.isEmpty() ? 0 : replies.get(random.nextInt(replies.size()));
    return switch (random.nextInt(10)) {
      case 0, 1 -> new CaseEvent.Contacted(contact(line, random, number));
      case 2 -> new CaseEvent.Taken(agent, random.nextInt(4) == 0);
      case 3 -> new CaseEvent.Released(agent, false);
      case 4 -> new CaseEvent.Noted(agent, number);
      case 5 -> new CaseEvent.Resolved(agent, false, random.nextBoolean() ? "" : "spam");
      case 6 -> new CaseEvent.ReplyRefused(reply, "blocked");
      case 7 -> new CaseEvent.ReplyUnknown(reply, "lost");
      case 8 -> new CaseEvent.ReplyAccepted(reply, line.clock.instant().minusSeconds(random.nextInt(4_000)));
      default -> {
        replies.add(number);
        yield new CaseEvent.Replied(agent, false, number, Says.WORDS);
      }
    };
  }

  private static Contact contact(Line line, Random random, long mention) {
    var now = line.clock.instant();
    return new Contact(mention, now.minusSeconds(random.nextInt(7_200)), now, random.nextInt(5) > 0, "mastodon",
      "mastodon", true, Mood.values()[random.nextInt(Mood.values().length)],
      random.nextInt(6) == 0 ? Set.of("safety") : Set.of(), random.nextInt(10_000), "en",
      random.nextInt(8) == 0 ? now.plusSeconds(20_000) : Instant.MAX, "title", "");
  }

  private static CaseState stored(Line line, CaseKey key) {
    return line.desk.read(line.database.reader(), List.of(key)).await().get(key).state();
  }

  private static CaseState replayed(Line line, CaseKey key) {
    var policies = line.versions.all(line.database.reader()).await();
    var entries = line.journal.ofCase(line.database.reader(), key.brand(), key.id(), 10_000).await().reversed();
    return new Replay(policies::get, "Rosa", "rosa").of(entries.stream().map(Entry.Numbered::entry).toList());
  }

  /** All but the title, which is a customer's words and so is with the mention, not in the journal. */
  private static List<Object> shape(CaseState state) {
    var face = state.face();
    return List.of(state.queue(), state.phase(), state.owner(), state.revision(), state.conversation(),
      state.numbered(), state.answered(), state.unanswered(), state.delivery(), state.facts(), state.running(),
      state.dealings(), face.channels(), face.language(), face.openedAt(), face.lastContactAt(), face.contacts());
  }
}
