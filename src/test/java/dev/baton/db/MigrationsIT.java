package dev.baton.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.TestDatabase;
import dev.baton.config.StartProblem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EventLoops.class)
class MigrationsIT {

  private final Vertx vertx;

  MigrationsIT(Vertx vertx) {
    this.vertx = vertx;
  }

  private <T> T on(String url, Function<Database, Future<T>> work) {
    var database = Database.open(vertx, url, "test", 2);
    try {
      return work.apply(database).await();
    } finally {
      database.close().await();
    }
  }

  private static Future<Long> count(Database database, String sql) {
    return database.reader().query(sql).execute().map(rows -> rows.iterator().next().getLong(0));
  }

  @Test
  void an_empty_database_gets_the_schema_and_a_migrated_one_is_left_as_it_is() {
    var url = TestDatabase.empty();
    Migrations.run(vertx, url).await();
    var steps = on(url, db -> count(db, "select count(*) from flyway_schema_history"));

    Migrations.run(vertx, url).await();

    assertEquals(steps, this.<Long>on(url, db -> count(db, "select count(*) from flyway_schema_history")));
    assertEquals((Long) 0L, this.<Long>on(url, db -> count(db, "select count(*) from session")));
  }

  @Test
  void several_nodes_may_migrate_at_once() {
    var url = TestDatabase.empty();

    Future.all(Migrations.run(vertx, url), Migrations.run(vertx, url), Migrations.run(vertx, url)).await();

    assertEquals((Long) 1L, this.<Long>on(url, db -> count(db, "select count(*) from flyway_schema_history where version = '1'")));
  }

  @Test
  void a_schema_newer_than_this_program_is_refused() {
    var url = TestDatabase.fresh();
    on(url, db -> db.reader().query("insert into flyway_schema_history (installed_rank, version, description, type, script,"
      + " checksum, installed_by, execution_time, success) values (99, '900', 'future', 'SQL', 'V900__future.sql', 1,"
      + " 'x', 1, true)").execute().map(rows -> 0));

    var words = assertThrows(StartProblem.class, () -> Migrations.run(vertx, url).await()).getMessage();

    assertTrue(words.startsWith("The database's schema is version 900, newer than this program"), words);
  }

  @Test
  void a_migration_that_fails_is_said_in_words_and_leaves_nothing_behind() {
    var url = TestDatabase.empty();
    on(url, db -> db.reader().query("create table flyway_schema_history (nothing int)").execute().map(rows -> 0));

    var words = assertThrows(StartProblem.class, () -> Migrations.run(vertx, url).await()).getMessage();

    assertTrue(words.startsWith("The database's schema cannot be brought to this version"), words);
  }
}
