package dev.baton.cases;

import dev.baton.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;

/** The table of notes. */
final class NoteStore {

  private static final String INSERT = """
    insert into note (brand, id, case_id, author, body, at) values ($1, $2, $3, $4, $5, $6)""";

  Future<Void> insert(SqlClient tx, CaseKey key, long id, String author, String body, Instant at) {
    return tx.preparedQuery(INSERT).execute(Tuple.of(key.brand(), id, key.id(), author, body, Rows.utc(at)))
      .mapEmpty();
  }
}
