package dev.baton.people;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** The table {@code session}: who is signed in, by the hash of what their browser holds. */
final class Sessions {

  record Session(String person, Instant expiresAt) {}

  private static final String INSERT = """
    insert into session (token_hash, person, created_at, expires_at)
    values ($1, $2, $3, $4)""";

  Future<Void> insert(SqlClient sql, byte[] tokenHash, String person, Instant now, Instant expiresAt) {
    return sql.preparedQuery(INSERT)
      .execute(Tuple.of(Buffer.buffer(tokenHash), person, now.atOffset(ZoneOffset.UTC), expiresAt.atOffset(ZoneOffset.UTC)))
      .mapEmpty();
  }

  private static final String FIND = """
    select person, expires_at
    from session
    where token_hash = $1 and expires_at > $2""";

  Future<Optional<Session>> find(SqlClient sql, byte[] tokenHash, Instant now) {
    return sql.preparedQuery(FIND)
      .execute(Tuple.of(Buffer.buffer(tokenHash), now.atOffset(ZoneOffset.UTC)))
      .map(rows -> rows.stream().findFirst().map(Sessions::read));
  }

  private static final String DELETE = "delete from session where token_hash = $1";

  Future<Void> delete(SqlClient sql, byte[] tokenHash) {
    return sql.preparedQuery(DELETE).execute(Tuple.of(Buffer.buffer(tokenHash))).mapEmpty();
  }

  private static final String DELETE_EXPIRED = "delete from session where expires_at <= $1";

  Future<Void> deleteExpired(SqlClient sql, Instant now) {
    return sql.preparedQuery(DELETE_EXPIRED).execute(Tuple.of(now.atOffset(ZoneOffset.UTC))).mapEmpty();
  }

  private static Session read(Row row) {
    return new Session(row.getString("person"), row.getOffsetDateTime("expires_at").toInstant());
  }
}
