package dev.baton.load;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The rows of the outbox, as the drill finds them. */
final class RepliesRows {

  /** A reply and what Baton says of it. @param listed whether its case is on top because nobody knows */
  record Row(String account, String text, String state, String externalId, boolean listed) {}

  private final SqlClient client;

  RepliesRows(SqlClient client) {
    this.client = client;
  }

  private static final String OPEN = "select count(*) as n from reply where state in ('queued', 'sending')";

  /** Those that have no outcome yet. */
  Future<Long> open() {
    return client.query(OPEN).execute().map(rows -> rows.iterator().next().getLong("n"));
  }

  private static final String ALL = """
    select a.name, r.body, r.state, r.external_id, c.delivery = 'unknown' as listed
    from reply r join account a on a.id = r.account_id join cases c on c.brand = r.brand and c.id = r.case_id""";

  Future<List<Row>> all() {
    return client.query(ALL).execute().map(rows -> {
      var all = new ArrayList<Row>();
      rows.forEach(row -> all.add(new Row(row.getString("name"), row.getString("body"), row.getString("state"),
        row.getString("external_id"), row.getBoolean("listed"))));
      return all;
    });
  }

  private static final String LEASES = """
    update reply r set lease_until = $1 where state = 'sending' and lease_until > $1 and not exists (
      select from pg_stat_activity s where s.application_name = left('baton ' || r.node, 63))""";
  private static final String DOUBTS = """
    update reply set doubtful_since = doubtful_since - interval '60 s', lease_until = lease_until - interval '60 s'
    where state = 'sending' and asked > 0 and doubtful_since < $1 and doubtful_since > $1 - interval '45 s'""";

  /** The leases of the dead end, and a doubt that is older than this is a minute older. */
  Future<Void> hurry(Instant now, Instant older) {
    return client.preparedQuery(LEASES).execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
      .compose(v -> client.preparedQuery(DOUBTS).execute(Tuple.of(older.atOffset(ZoneOffset.UTC)))).mapEmpty();
  }
}
