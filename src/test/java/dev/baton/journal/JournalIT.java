package dev.baton.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Line;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EventLoops.class)
class JournalIT {

  private final Vertx vertx;
  private Line line;

  JournalIT(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void open() {
    line = new Line(vertx);
  }

  @AfterEach
  void close() {
    line.close();
  }

  private static List<Entry> entry(long id) {
    return List.of(new Entry("northwind", Line.START, "noted", id, 1, "ana", 1, new JsonObject()));
  }

  private List<Long> readAll(long after) {
    return line.journal.readAfter(line.database.reader(), after, 1_000).await().marks().stream()
      .map(Journal.Mark::caseId).toList();
  }

  private static void append(Line line, SqlConnection connection, long id) {
    line.journal.append(connection, entry(id)).await();
  }

  @Test
  void a_reader_never_passes_by_an_entry_that_commits_late() {
    var pool = (Pool) line.database.reader();
    var early = pool.getConnection().await();
    var late = pool.getConnection().await();
    var first = early.begin().await();
    append(line, early, 1);
    var second = late.begin().await();
    append(line, late, 2);
    second.commit().await();

    var read = line.journal.readAfter(line.database.reader(), 0, 10).await();
    assertTrue(read.marks().isEmpty(), "2 is committed, but 1 may still come before it");
    assertTrue(read.more(), "so it says: read on soon");

    first.commit().await();
    assertEquals(List.of(1L, 2L), readAll(0));
    early.close().await();
    late.close().await();
  }

  @Test
  void a_transaction_that_was_rolled_back_leaves_no_hole_to_wait_for() {
    line.database.inTransaction(tx -> line.journal.append(tx, entry(1))
      .compose(v -> Future.failedFuture("rolled back"))).otherwiseEmpty().await();
    line.database.inTransaction(tx -> line.journal.append(tx, entry(2))).await();
    assertEquals(List.of(2L), readAll(0));
  }

  @Test
  void readers_that_follow_concurrent_writers_see_everything_once_and_in_order() {
    var writers = new ArrayList<Future<Void>>();
    for (var w = 0L; w < 8; w++) {
      writers.add(write(w * 1_000, 50));
    }
    var seen = new ArrayList<Long>();
    var numbers = new ArrayList<Long>();
    var position = 0L;
    var all = Future.all(writers);
    while (seen.size() < 400) {
      var read = line.journal.readAfter(line.database.reader(), position, 37).await();
      for (var numbered : read.marks()) {
        seen.add(numbered.caseId());
        numbers.add(numbered.seq());
        position = numbered.seq();
      }
    }
    all.await();
    assertEquals(400, new TreeSet<>(seen).size());
    assertEquals(new ArrayList<>(new TreeSet<>(numbers)), numbers);
    assertTrue(readAll(position).isEmpty());
  }

  private Future<Void> write(long id, int count) {
    return count == 0 ? Future.succeededFuture()
      : line.database.inTransaction(tx -> line.journal.append(tx, entry(id))).compose(v -> write(id + 1, count - 1));
  }

  @Test
  void numbers_go_on_growing_when_the_data_moves_to_a_server_with_lower_transaction_numbers() {
    line.database.reader().query("insert into journal values ((1::bigint << 45), 'northwind', now(), 'noted', 1, 1, 'ana', '{}')")
      .execute().await();
    line.database.inTransaction(line.journal::continueNumbers).await();
    line.database.inTransaction(tx -> line.journal.append(tx, entry(2))).await();
    assertEquals(List.of(1L, 2L), readAll(0));
    assertTrue(line.journal.completeUpTo(line.database.reader()).await() > (1L << 45));
  }
}
