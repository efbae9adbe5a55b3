package dev.baton.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.EventLoops;
import dev.baton.MovedClock;
import dev.baton.TestDatabase;
import dev.baton.db.Database;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What has served is thrown away, and nothing else. */
@ExtendWith(EventLoops.class)
class HousekeepingIT {

  private static final String NOTICE = "insert into notice (brand, person, case_id, subject, number, step, level, about,"
    + " words, at, try_at, state) values ('northwind', 'maria', %d, 'alarm', 1, 1, 1, 0, 'No pickup in time', '%s', '%2$s', '%s')";

  @Test
  void old_notices_go_but_what_still_has_to_be_told_stays(Vertx vertx) {
    var url = TestDatabase.fresh();
    var database = Database.open(vertx, url, "test", 2);
    TestDatabase.change(url, NOTICE.formatted(1, "2026-03-01T00:00:00Z", "told"));
    TestDatabase.change(url, NOTICE.formatted(2, "2026-03-01T00:00:00Z", "pending"));
    TestDatabase.change(url, NOTICE.formatted(3, "2026-03-20T00:00:00Z", "told"));
    new Housekeeping(vertx, database, new MovedClock(Instant.parse("2026-04-01T00:00:00Z"))).sweep().await();
    assertEquals(List.of(List.of(2L), List.of(3L)), TestDatabase.rows(url, "select case_id from notice order by case_id"));
    database.close().await();
  }
}
