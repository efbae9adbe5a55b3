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

  private static final String DELIVERY = "insert into delivery (account_id, dedup, head, body, received_at, state, try_at)"
    + " select id, '%s', '{}', '', '%s', '%s', '%2$s' from account";
  private static final String ITEM = "insert into quarantine (account_id, external_id, why, raw, received_at)"
    + " select id, '%s', '', '', '%s' from account";

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

  @Test
  void what_could_not_be_read_is_kept_for_a_person_for_a_while_and_not_for_ever(Vertx vertx) {
    var url = TestDatabase.fresh();
    var database = Database.open(vertx, url, "test", 2);
    TestDatabase.change(url, "insert into account (brand, name, channel) values ('northwind', 'api', 'webhook')");
    for (var state : List.of("read", "unreadable", "new")) {
      TestDatabase.change(url, DELIVERY.formatted(state + " old", "2026-01-01T00:00:00Z", state));
      TestDatabase.change(url, DELIVERY.formatted(state, "2026-03-30T00:00:00Z", state));
    }
    TestDatabase.change(url, ITEM.formatted("old", "2026-01-01T00:00:00Z"));
    TestDatabase.change(url, ITEM.formatted("young", "2026-03-30T00:00:00Z"));
    new Housekeeping(vertx, database, new MovedClock(Instant.parse("2026-04-01T00:00:00Z"))).sweep().await();
    assertEquals(List.of(List.of("new"), List.of("new old"), List.of("read"), List.of("unreadable")),
      TestDatabase.rows(url, "select dedup from delivery order by dedup"), "what is still tried is not thrown away");
    assertEquals(List.of(List.of("young")), TestDatabase.rows(url, "select external_id from quarantine"));
    database.close().await();
  }
}
