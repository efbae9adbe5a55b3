package dev.baton.ingest;

import dev.baton.cases.CaseDesk;
import dev.baton.cases.CaseEvent;
import dev.baton.cases.CaseKey;
import dev.baton.cases.Move;
import dev.baton.db.Database;
import dev.baton.db.Rows;
import dev.baton.journal.Doorbell;
import dev.baton.mention.Change;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Keeps what authors did to things they had said, once each, and lets the cases know of those that are here. */
final class Changes {

  private static final String AUTHOR = "customer";

  private final Database database;
  private final CaseDesk desk;
  private final Doorbell doorbell;
  private final InstantSource clock;

  Changes(Database database, CaseDesk desk, Doorbell doorbell, InstantSource clock) {
    this.database = database;
    this.desk = desk;
    this.doorbell = doorbell;
    this.clock = clock;
  }

  private static final String KEEP = """
    with fresh as (
      insert into mention_change (account_id, external_id, at, kind, body, received_at)
      select * from unnest($1::integer[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::timestamptz[])
      on conflict do nothing returning account_id, external_id, kind)
    select m.brand, m.case_id, m.id, f.kind from fresh f join mention m
      on m.brand = $7 and m.account_id = f.account_id and m.external_id = f.external_id""";

  /** @param changes at most {@link Ingest#MAX_BATCH} */
  Future<Void> keep(Account account, List<Change> changes, Ingest.Also ours) {
    if (changes.isEmpty()) {
      return Future.succeededFuture();
    }
    return database.inTransaction(tx -> ours.carryOut(tx, clock.instant())
      .compose(v -> fresh(tx, account, changes))
      .compose(moves -> desk.carryOut(tx, moves, clock.instant()))).onSuccess(moved -> doorbell.ring()).mapEmpty();
  }

  private Future<List<Move>> fresh(SqlClient tx, Account account, List<Change> changes) {
    var now = clock.instant();
    Tuple rows = Rows.of(changes).integer(c -> account.id()).text(c -> c.of().value()).time(Change::at)
      .text(c -> c instanceof Change.Deleted ? "deleted" : "edited")
      .text(c -> c instanceof Change.Edited(var of, var text, var at) ? text : "").time(c -> now).tuple();
    return tx.preparedQuery(KEEP).execute(rows.addValue(account.brand())).map(found -> {
      var moves = new ArrayList<Move>();
      found.forEach(row -> moves.add(Move.Happening.of(new CaseKey(row.getString("brand"), row.getLong("case_id")),
        new CaseEvent.MentionChanged(row.getLong("id"), row.getString("kind").equals("deleted")), AUTHOR)));
      return moves;
    });
  }
}
