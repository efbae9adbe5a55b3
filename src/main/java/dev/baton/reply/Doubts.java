package dev.baton.reply;

import dev.baton.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Replies of which nobody knows whether they were said. They stay claimed, so that nothing of their conversation leaves
 * before them, and are due when their lease ends: to be asked about, or, where the network recognises them, said again.
 */
final class Doubts {

  private static final String BEGIN = """
    update reply set doubtful_since = $4, asked = 0, lease_until = $4, cause = $5
    where brand = $1 and id = $2 and state = 'sending' and attempts = $3""";

  /** Its answer was lost: to be asked about now. */
  Future<Void> begin(SqlClient client, Outgoing reply, String why, Instant now) {
    return client.preparedQuery(BEGIN)
      .execute(Tuple.of(reply.key().brand(), reply.id(), reply.attempt(), Rows.utc(now), why)).mapEmpty();
  }

  private static final String TAKE = """
    with next as (
      select r.brand, r.id from reply r join account a on a.id = r.account_id
      where r.state = 'sending' and (r.lease_until <= $1 and a.name = any($2) or r.lease_until <= $4)
        and (r.brand, r.case_id) not in (select brand, case_id from set_aside)
      order by r.lease_until limit $3 for update of r skip locked)
    update reply r set node = $5, lease_until = $6, asked = r.asked + 1,
      doubtful_since = case when r.asked = 0 then $1 else r.doubtful_since end,
      cause = case when r.doubtful_since is null then $7 else r.cause end
    from next n, mention m, account a
    where r.brand = n.brand and r.id = n.id and m.brand = r.brand and m.id = r.mention_id and a.id = r.account_id
    returning\s""" + Outbox.OUTGOING;

  /**
   * Takes those that are due to be asked about, and those whose sender died or froze between claim and outcome.
   *
   * @param before those due since then are of any account, since nobody serves theirs any more
   */
  Future<List<Outgoing>> take(SqlClient client, Collection<String> accounts, String node, Instant before, Instant now,
                              Duration lease, int limit) {
    return client.preparedQuery(TAKE).execute(Tuple.tuple().addValue(Rows.utc(now))
        .addArrayOfString(accounts.toArray(String[]::new)).addValue(limit).addValue(Rows.utc(before)).addValue(node)
        .addValue(Rows.utc(now.plus(lease))).addValue("Baton stopped while the network was taking it"))
      .map(Outbox::outgoing);
  }

  private static final String ANOTHERS = """
    select from reply where brand = $1 and account_id = $2 and external_id = $3 and external_id <> '' and id <> $4""";

  /** Whether what the network has under this id is another reply of ours, as where two say the same. */
  Future<Boolean> isAnothers(SqlClient client, Outgoing reply, String externalId) {
    return client.preparedQuery(ANOTHERS)
      .execute(Tuple.of(reply.key().brand(), reply.accountId(), externalId, reply.id())).map(rows -> rows.size() > 0);
  }

  private static final String LATER = """
    update reply set lease_until = $4 where brand = $1 and id = $2 and state = 'sending' and attempts = $3""";

  /** To be asked about again then; others have their turn. */
  Future<Void> later(SqlClient client, Outgoing reply, Instant at) {
    return client.preparedQuery(LATER)
      .execute(Tuple.of(reply.key().brand(), reply.id(), reply.attempt(), Rows.utc(at))).mapEmpty();
  }
}
