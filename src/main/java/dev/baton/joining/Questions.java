package dev.baton.joining;

import dev.baton.cases.CaseKey;
import dev.baton.db.Rows;
import dev.baton.http.HttpProblem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;

/** The questions that stand in a case. */
final class Questions {

  private static final String CUSTOMER = "select customer_id from cases where brand = $1 and id = $2";

  Future<Long> customer(SqlClient tx, CaseKey key) {
    return tx.preparedQuery(CUSTOMER).execute(Tuple.of(key.brand(), key.id()))
      .map(rows -> rows.iterator().next().getLong("customer_id"));
  }

  private static final String QUESTION = """
    select s.kind, s.case_id, s.other_case, s.mention_id, s.state, c.customer_id
    from suggestion s join cases c on c.brand = s.brand and c.id = $3 where s.brand = $1 and s.id = $2""";

  /** An open question of this case. */
  Future<Question> of(SqlClient tx, CaseKey key, long id) {
    return tx.preparedQuery(QUESTION).execute(Tuple.of(key.brand(), id, key.id())).map(rows -> {
      if (rows.size() == 0) {
        throw HttpProblem.of(404, "No such suggestion", "There is no suggestion with this number in this case");
      }
      return question(rows.iterator().next(), key);
    });
  }

  private static Question question(Row row, CaseKey key) {
    var one = row.getLong("case_id");
    var other = row.getLong("other_case");
    var isPerson = row.getString("kind").equals("person");
    if (!row.getString("state").equals("open") || !isPerson && one != key.id() && other != key.id()) {
      throw HttpProblem.of(422, "Not now", "This is not suggested here any more: look at the case as it is now");
    }
    return switch (row.getString("kind")) {
      case "person" -> new Question.Person(row.getLong("customer_id"));
      case "problem" -> new Question.SameProblem(one == key.id() ? other : one);
      default -> new Question.OtherProblem(row.getLong("mention_id"));
    };
  }

  private static final String SETTLE = """
    update suggestion set state = $3, settled_by = $4, settled_at = $5 where brand = $1 and id = $2 and state = 'open'""";

  Future<Void> settle(SqlClient tx, CaseKey key, long id, String state, String by, Instant now) {
    return tx.preparedQuery(SETTLE).execute(Tuple.of(key.brand(), id, state, by, Rows.utc(now))).mapEmpty();
  }
}
