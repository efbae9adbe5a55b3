package dev.baton.people;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table {@code credential}: hashes of passwords that do not stand in the configuration. */
final class Credentials {

  private static final String FIND = "select hash from credential where person = $1";

  Future<Optional<String>> find(SqlClient sql, String person) {
    return sql.preparedQuery(FIND)
      .execute(Tuple.of(person))
      .map(rows -> rows.stream().findFirst().map(row -> row.getString("hash")));
  }

  private static final String PEOPLE = "select person from credential";

  /** Who has a password here. */
  Future<Set<String>> people(SqlClient sql) {
    return sql.preparedQuery(PEOPLE).execute()
      .map(rows -> rows.stream().map(row -> row.getString("person")).collect(Collectors.toSet()));
  }

  private static final String PUT_DEMO = """
    insert into credential (person, hash, changed_at, demo) select person, $2, $3, true from unnest($1::text[]) as n(person)
    on conflict (person) do nothing""";

  Future<Void> putDemo(SqlClient sql, List<String> people, String hash, Instant now) {
    return sql.preparedQuery(PUT_DEMO).execute(Tuple.tuple().addArrayOfString(people.toArray(String[]::new))
      .addValue(hash).addValue(now.atOffset(ZoneOffset.UTC))).mapEmpty();
  }

  private static final String FORGET_DEMO = """
    with gone as (delete from credential where demo returning person)
    delete from session where person in (select person from gone)""";

  Future<Void> forgetDemo(SqlClient sql) {
    return sql.preparedQuery(FORGET_DEMO).execute().mapEmpty();
  }
}
