package dev.baton.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.EventLoops;
import dev.baton.Line;
import dev.baton.journal.Entry;
import dev.baton.triage.Mood;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Law 8: state is a function of the journal, in the order in which things happened. */
@ExtendWith(EventLoops.class)
class ReplayIT {

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
      assertEquals(StoreHistoriesIT.shape(stored(line, key)), StoreHistoriesIT.shape(replayed(line, key)));
    }
  }

  private static void carryOut(Line line, Move move) {
    line.database.inTransaction(tx -> line.desk.carryOut(tx, List.of(move), line.clock.instant())).await();
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
}
