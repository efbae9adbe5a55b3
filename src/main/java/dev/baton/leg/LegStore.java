package dev.baton.leg;

import static dev.baton.db.Rows.instant;

import dev.baton.cases.CaseKey;
import dev.baton.db.Rows;
import dev.baton.notice.Questions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The words of legs, and legs as experts look at them. What state they are in, the engine writes. */
final class LegStore {

  /** Of one person on one page; who has more open has other worries. */
  private static final int MOST = 200;

  /** A leg as somebody reads it. {@code acceptedAt} and {@code closedAt} are {@link Instant#MAX} while it is neither. */
  record Asked(String brand, long id, long caseId, String party, String openedBy, String expert, String state,
               String question, String answer, String answeredBy, long mentionId, Instant openedAt, Instant acceptBy,
               Instant answerBy, Instant closedAt) {

    boolean isOpen() {
      return isOffered() || state.equals("accepted");
    }

    boolean isOffered() {
      return state.equals("offered");
    }

    boolean isFlag() {
      return party.startsWith("flag:");
    }
  }

  private static final String ASK = "update leg set question = $3, mention_id = $4 where brand = $1 and id = $2";

  /** In the transaction that opens it. */
  Future<Void> ask(SqlClient tx, CaseKey key, long leg, String question, long mentionId) {
    return tx.preparedQuery(ASK).execute(Tuple.of(key.brand(), leg, question, mentionId)).mapEmpty();
  }

  private static final String ANSWER = "update leg set answer = $3, answered_by = $4 where brand = $1 and id = $2";

  /** In the transaction that ends it. */
  Future<Void> answer(SqlClient tx, CaseKey key, long leg, String answer, String by) {
    return tx.preparedQuery(ANSWER).execute(Tuple.of(key.brand(), leg, answer, by)).mapEmpty();
  }

  private static final String COLUMNS = """
    select brand, id, case_id, party, opened_by, expert, state, question, answer, answered_by, mention_id, opened_at,
      accept_by, answer_by, closed_at from leg\s""";
  private static final String FIND = COLUMNS + "where brand = any($1) and id = $2";

  Future<Optional<Asked>> find(SqlClient client, String[] brands, long leg) {
    return client.preparedQuery(FIND).execute(Tuple.tuple().addArrayOfString(brands).addValue(leg))
      .map(rows -> rows.stream().findFirst().map(LegStore::read));
  }

  private static final String THESE = COLUMNS + """
    where (brand, id) in (select * from unnest($1::text[], $2::bigint[]))""";

  Future<List<Asked>> these(SqlClient client, Collection<Questions.About> legs) {
    return client.preparedQuery(THESE).execute(Rows.of(List.copyOf(legs)).text(Questions.About::brand)
      .number(Questions.About::leg).tuple()).map(LegStore::all);
  }

  private static final String OF_PERSON = COLUMNS + """
    where brand = any($1) and is_open and (expert = $2 or state = 'offered' and party = any($3))
    order by case state when 'offered' then accept_by else answer_by end, id limit\s""" + MOST;

  /** Open with them, or offered to a colleague of the same department or vendor; the most urgent first. */
  Future<List<Asked>> openWith(SqlClient client, String[] brands, String person, String[] parties) {
    return client.preparedQuery(OF_PERSON).execute(Tuple.tuple().addArrayOfString(brands).addValue(person)
      .addArrayOfString(parties)).map(LegStore::all);
  }

  private static final String ENDED = COLUMNS + """
    where brand = any($1) and not (is_open is true) and answered_by = $2 and answered_by <> '' and closed_at > $3
    order by closed_at desc limit\s""" + MOST;

  Future<List<Asked>> endedBy(SqlClient client, String[] brands, String person, Instant since) {
    return client.preparedQuery(ENDED).execute(Tuple.tuple().addArrayOfString(brands).addValue(person)
      .addValue(Rows.utc(since))).map(LegStore::all);
  }

  /** What a department is shown of what the customer said. */
  record Said(String text, String channel, Instant at) {}

  private static final String SAID = """
    select m.body, a.channel, m.posted_at from mention m join account a on a.id = m.account_id
    where m.brand = $1 and m.case_id = $2 and ($3::timestamptz is null or greatest(m.posted_at, m.received_at) <= $3)
    order by m.posted_at desc limit 20""";

  /** As far as it was there while the leg was open: its links live longer. */
  Future<List<Said>> said(SqlClient client, Asked leg) {
    var until = leg.isOpen() ? null : Rows.utc(leg.closedAt());
    return client.preparedQuery(SAID).execute(Tuple.of(leg.brand(), leg.caseId(), until)).map(rows -> {
      var said = new ArrayList<Said>();
      rows.forEach(row -> said.addFirst(new Said(row.getString("body"), row.getString("channel"),
        instant(row, "posted_at"))));
      return said;
    });
  }

  private static List<Asked> all(Iterable<Row> rows) {
    var all = new ArrayList<Asked>();
    rows.forEach(row -> all.add(read(row)));
    return all;
  }

  private static Asked read(Row row) {
    var closed = instant(row, "closed_at");
    return new Asked(row.getString("brand"), row.getLong("id"), row.getLong("case_id"), row.getString("party"),
      row.getString("opened_by"), row.getString("expert"), row.getString("state"), row.getString("question"),
      row.getString("answer"), row.getString("answered_by"), row.getLong("mention_id"), instant(row, "opened_at"),
      instant(row, "accept_by"), instant(row, "answer_by"), closed == null ? Instant.MAX : closed);
  }
}
