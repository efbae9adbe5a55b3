package dev.baton.reply;

import static dev.baton.db.Rows.instant;

import dev.baton.cases.CaseKey;
import dev.baton.connector.Draft;
import dev.baton.db.Rows;
import dev.baton.mention.Visibility;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The table of replies. */
final class Outbox {

  /** What a new reply answers. */
  record Target(long mentionId, int accountId, String account, Visibility visibility) {}

  private static final String TARGET = """
    select m.id, m.account_id, a.name as account, m.visibility from mention m join account a on a.id = m.account_id
    where m.brand = $1 and m.case_id = $2 and ($3 = 0 or m.id = $3)
    order by m.posted_at desc, m.id desc limit 1""";

  /** The mention to answer: the one named, or the customer's last if 0. */
  Future<Optional<Target>> target(SqlClient client, CaseKey key, long mentionId) {
    return client.preparedQuery(TARGET).execute(Tuple.of(key.brand(), key.id(), mentionId)).map(Outbox::target);
  }

  private static Optional<Target> target(RowSet<Row> rows) {
    if (rows.size() == 0) {
      return Optional.empty();
    }
    var row = rows.iterator().next();
    return Optional.of(new Target(row.getLong("id"), row.getInteger("account_id"), row.getString("account"),
      Visibility.of(row.getString("visibility"))));
  }

  private static final String TARGET_OF = """
    select m.id, m.account_id, a.name as account, m.visibility from mention m join account a on a.id = m.account_id
    where m.case_id = $1 and ($2 = 0 or m.id = $2) order by m.posted_at desc, m.id desc limit 1""";

  /** The same before anybody has looked whose case it is; nothing of it is shown. */
  Future<Optional<Target>> target(SqlClient client, long caseId, long mentionId) {
    return client.preparedQuery(TARGET_OF).execute(Tuple.of(caseId, mentionId)).map(Outbox::target);
  }

  private static final String PROMISED = "update promise set what = $3, reply_id = $4 where brand = $1 and id = $2";

  /** What was promised, and in which reply. */
  Future<Void> promised(SqlClient tx, CaseKey key, long promise, long reply, String what) {
    return tx.preparedQuery(PROMISED).execute(Tuple.of(key.brand(), promise, what, reply)).mapEmpty();
  }

  private static final String REMIND = """
    insert into reply (brand, id, case_id, mention_id, account_id, agent, body, visibility, state, attempt_key,
      created_at, try_at, conversation)
    select brand, $3, case_id, mention_id, account_id, 'baton', $4, visibility, 'queued', $5, $6, $6, conversation
    from reply where brand = $1 and id = $2""";

  /** Where the question was asked, to whom it was asked. */
  Future<Void> remind(SqlClient tx, String brand, long asked, long id, String text, String attemptKey, Instant now) {
    return tx.preparedQuery(REMIND).execute(Tuple.of(brand, asked, id, text, attemptKey, Rows.utc(now)))
      .compose(rows -> rows.rowCount() == 1 ? Future.succeededFuture()
        : Future.failedFuture(new IllegalStateException("there is no reply " + asked + " to remind of")));
  }

  private static final String ACCOUNT = """
    select a.name from reply r join account a on a.id = r.account_id where r.brand = $1 and r.id = $2""";

  /** The account on which a reply was said. */
  Future<String> accountOf(SqlClient tx, String brand, long reply) {
    return tx.preparedQuery(ACCOUNT).execute(Tuple.of(brand, reply))
      .map(rows -> rows.size() == 0 ? "" : rows.iterator().next().getString("name"));
  }

  private static final String PUT = """
    insert into reply (brand, id, case_id, mention_id, account_id, agent, body, visibility, state, attempt_key,
      created_at, try_at, conversation)
    select $1, $2, $3, $4, $5, $6, $7, $8, 'queued', $9, $10, $10,
      case when m.visibility = 'private' and m.thread <> '' then 'thread ' || m.thread else 'author ' || m.author_id end
    from mention m where m.brand = $1 and m.id = $4""";

  /**
   * Into the outbox, in the transaction of the step that says so. Whoever has it in private reads a thread in its order,
   * whoever wrote in it and whatever the case; in public each hangs below what it answers, so the order is that of a person.
   */
  Future<Void> put(SqlClient tx, CaseKey key, long id, Target target, String agent, String body, String attemptKey,
                   Instant now) {
    return tx.preparedQuery(PUT).execute(Tuple.of(key.brand(), id, key.id(), target.mentionId(), target.accountId(),
      agent, body, target.visibility().word(), attemptKey, Rows.utc(now))).mapEmpty();
  }

  /** What is needed of a reply {@code r}, its mention {@code m} and its account {@code a} to send it. */
  static final String OUTGOING = """
    r.brand, r.id, r.case_id, r.agent, r.attempts, r.attempt_key, r.body, r.visibility, r.created_at, r.first_tried_at,
      r.doubtful_since, r.asked, r.cause, r.account_id, a.name as account, m.external_id, m.answer_ref, m.language,
      (select p.handle from profile p where p.brand = m.brand and p.channel = a.channel and p.author_id = m.author_id)
      as handle""";

  private static final String CLAIM_WHERE = """
    with next as (
      select r.brand, r.id from reply r join account a on a.id = r.account_id
      where r.state = 'queued' and r.try_at <= $1 and %s
        and not exists (select from reply e where e.brand = r.brand and e.case_id = r.case_id
          and (e.created_at, e.id) < (r.created_at, r.id) and e.state in ('queued', 'sending'))
        and not exists (select from reply e where e.brand = r.brand and e.account_id = r.account_id
          and e.conversation = r.conversation and e.conversation <> '' and e.id <> r.id
          and (e.state = 'sending' or e.state = 'queued' and (e.created_at, e.id) < (r.created_at, r.id)
            and (e.brand, e.case_id) not in (select brand, case_id from set_aside)))
        and (r.brand, r.case_id) not in (select brand, case_id from set_aside)
      order by r.try_at limit $3 for update of r skip locked)
    update reply r set state = 'sending', node = $4, lease_until = $5, attempts = r.attempts + 1,
      first_tried_at = coalesce(r.first_tried_at, $1)
    from next n, mention m, account a
    where r.brand = n.brand and r.id = n.id and m.brand = r.brand and m.id = r.mention_id and a.id = r.account_id
    returning\s""" + OUTGOING;

  private static final String CLAIM = CLAIM_WHERE.formatted("a.name = any($2)");
  private static final String CLAIM_OF_OTHERS = CLAIM_WHERE.formatted("not (a.name = any($2))");

  /**
   * Takes the next replies to send, committed before the first byte leaves; of one case and of one conversation only the
   * oldest, so that answers arrive in their order; of a case that is set aside none, since it could not take in what
   * becomes of it.
   */
  Future<List<Outgoing>> claim(SqlClient client, Collection<String> accounts, String node, Instant now,
                               Duration lease, int limit) {
    return client.preparedQuery(CLAIM).execute(claim(accounts, node, now, now, lease, limit)).map(Outbox::outgoing);
  }

  /** Takes those due since {@code before} on accounts other than these, which nobody serves any more. */
  Future<List<Outgoing>> claimOrphans(SqlClient client, Collection<String> accounts, String node, Instant before,
                                      Instant now, Duration lease, int limit) {
    return client.preparedQuery(CLAIM_OF_OTHERS).execute(claim(accounts, node, before, now, lease, limit))
      .map(Outbox::outgoing);
  }

  private static Tuple claim(Collection<String> accounts, String node, Instant due, Instant now, Duration lease,
                             int limit) {
    return Tuple.tuple().addValue(Rows.utc(due)).addArrayOfString(accounts.toArray(String[]::new)).addValue(limit)
      .addValue(node).addValue(Rows.utc(now.plus(lease)));
  }

  static List<Outgoing> outgoing(Iterable<Row> rows) {
    var claimed = new ArrayList<Outgoing>();
    rows.forEach(row -> {
      var handle = row.getString("handle");
      claimed.add(new Outgoing(new CaseKey(row.getString("brand"), row.getLong("case_id")), row.getLong("id"),
        row.getInteger("account_id"), row.getString("account"), row.getInteger("attempts"),
        new Draft(row.getString("attempt_key"), row.getString("body"), row.getString("external_id"),
          row.getString("answer_ref"), handle == null ? "" : handle, Visibility.of(row.getString("visibility")),
          row.getString("language"), instant(row, "created_at"), instant(row, "first_tried_at"),
          OwnWords.BATON.equals(row.getString("agent"))), doubt(row)));
    });
    return claimed;
  }

  private static Outgoing.Doubt doubt(Row row) {
    var since = instant(row, "doubtful_since");
    return since == null ? Outgoing.Doubt.NONE
      : new Outgoing.Doubt(since, row.getInteger("asked"), row.getString("cause"));
  }

  private static final String AGAIN = """
    update reply set state = 'queued', try_at = $4, cause = $5, doubtful_since = $6, asked = 0, node = '',
      lease_until = null
    where brand = $1 and id = $2 and state = 'sending' and attempts = $3""";

  /** Back in the queue, unless another claim came between. @param doubt whether it may have been said already */
  Future<Boolean> again(SqlClient client, Outgoing reply, Instant at, String cause, Outgoing.Doubt doubt) {
    return client.preparedQuery(AGAIN).execute(Tuple.of(reply.key().brand(), reply.id(), reply.attempt(),
        Rows.utc(at), cause, doubt.isThere() ? Rows.utc(doubt.since()) : null))
      .map(rows -> rows.rowCount() == 1);
  }

  private static final String SETTLE = """
    update reply r set state = $4, url = $6, cause = $7, settled_at = $8, node = '', lease_until = null,
      doubtful_since = null, external_id = case when exists (select from reply o where o.brand = $1
        and o.account_id = r.account_id and o.external_id = $5 and o.external_id <> '' and o.id <> $2) then '' else $5 end
    where brand = $1 and id = $2 and state = 'sending' and attempts = $3""";

  /**
   * What became of a claimed reply; false if this claim is no longer the reply's last. A network's id that is another
   * reply's already says nothing of this one.
   */
  Future<Boolean> settle(SqlClient tx, Outgoing reply, Settled settled, Instant now) {
    return tx.preparedQuery(SETTLE).execute(Tuple.of(reply.key().brand(), reply.id(), reply.attempt(),
        settled.state(), settled.externalId(), settled.url(), settled.cause(), Rows.utc(now)))
      .map(rows -> rows.rowCount() == 1);
  }

  private static final String DECIDE = """
    update reply set state = $4, cause = $5, settled_at = $6
    where brand = $1 and case_id = $2 and id = $3 and state = 'unknown' returning created_at""";

  /** A person says what became of a reply whose outcome is unknown; empty if it is not. */
  Future<Optional<Instant>> decide(SqlClient tx, CaseKey key, long id, String state, String cause, Instant now) {
    return tx.preparedQuery(DECIDE)
      .execute(Tuple.of(key.brand(), key.id(), id, state, cause, Rows.utc(now)))
      .map(rows -> rows.size() == 0 ? Optional.empty()
        : Optional.of(instant(rows.iterator().next(), "created_at")));
  }

  private static final String CREATED = """
    select created_at from reply where id = $1 and case_id = $2 and state = 'unknown'""";

  /** When a reply of unknown outcome was written; empty if there is none of that number. */
  Future<Optional<Instant>> unknownSince(SqlClient client, long caseId, long id) {
    return client.preparedQuery(CREATED).execute(Tuple.of(id, caseId))
      .map(rows -> rows.size() == 0 ? Optional.empty()
        : Optional.of(instant(rows.iterator().next(), "created_at")));
  }

  private static final String FORGET_NODES = "update reply set lease_until = $1 where state = 'sending'";

  Future<Void> forgetNodes(SqlClient client, Instant now) {
    return client.preparedQuery(FORGET_NODES).execute(Tuple.of(Rows.utc(now))).mapEmpty();
  }
}
