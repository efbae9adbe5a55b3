package dev.baton.people;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** The table {@code credential}: hashes of passwords that do not stand in the configuration. */
final class Credentials {

  private static final String FIND = "select hash from credential where person = $1";

  Future<Optional<String>> find(SqlClient sql, String person) {
    return sql.preparedQuery(FIND)
      .execute(Tuple.of(person))
      .map(rows -> rows.stream().findFirst().map(row -> row.getString("hash")));
  }

  private static final String PUT = """
    insert into credential (person, hash, changed_at)
    values ($1, $2, $3)
    on conflict (person) do update set hash = excluded.hash, changed_at = excluded.changed_at""";

  Future<Void> put(SqlClient sql, String person, String hash, Instant now) {
    return sql.preparedQuery(PUT).execute(Tuple.of(person, hash, now.atOffset(ZoneOffset.UTC))).mapEmpty();
  }
}
