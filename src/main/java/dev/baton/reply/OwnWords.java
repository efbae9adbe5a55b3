package dev.baton.reply;

import dev.baton.cases.CaseEvent;
import dev.baton.cases.CaseKey;
import dev.baton.cases.Move;
import dev.baton.db.EchoGate;
import dev.baton.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** What is there already when it is learned under which id a network has a reply of ours. */
final class OwnWords {

  static final String BATON = "baton";
  private static final String ECHO = "This is a reply of ours, which the network showed us";

  /**
   * What came before its own id did.
   *
   * @param undeliverable the network's words why it could not deliver it; empty if it said no such thing
   * @param echoes        what closes the case that was opened for our own words, where nothing else is in it
   */
  record Known(String undeliverable, List<Move> echoes) {
    static final Known NOTHING = new Known("", List.of());
  }

  private static final String KNOWN = """
    select u.words, m.case_id, (select count(*) from mention o where o.brand = m.brand and o.case_id = m.case_id) as said
    from (select $1::text as brand, $2::integer as account_id, $3::text as external_id) as x
    left join undeliverable u using (brand, account_id, external_id)
    left join mention m using (brand, account_id, external_id)""";

  /** Before any case is locked. */
  Future<Known> learn(SqlClient tx, String brand, int account, String externalId) {
    if (externalId.isEmpty()) {
      return Future.succeededFuture(Known.NOTHING);
    }
    return EchoGate.learn(tx, account)
      .compose(v -> tx.preparedQuery(KNOWN).execute(Tuple.of(brand, account, externalId)))
      .map(rows -> known(brand, rows.iterator().next()));
  }

  private static Known known(String brand, Row row) {
    var words = row.getString("words");
    var alone = row.getLong("case_id") != null && row.getLong("said") == 1;
    return new Known(words == null ? "" : words, alone
      ? List.of(Move.Happening.of(new CaseKey(brand, row.getLong("case_id")),
        new CaseEvent.Resolved(BATON, true, ECHO), BATON))
      : List.of());
  }

  private static final String KEEP = """
    insert into undeliverable (brand, account_id, external_id, words, received_at) values ($1, $2, $3, $4, $5)
    on conflict do nothing""";

  /** It could not be delivered, and whose it is will be known when its sender has its answer. */
  Future<Void> undeliverable(SqlClient tx, String brand, int account, String externalId, String words,
                             Instant now) {
    return tx.preparedQuery(KEEP).execute(Tuple.of(brand, account, externalId, words, Rows.utc(now))).mapEmpty();
  }
}
