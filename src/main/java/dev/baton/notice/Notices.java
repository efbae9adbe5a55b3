package dev.baton.notice;

import dev.baton.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.function.Predicate;

/** The table of notices, as the engine writes it: in the transaction of the step that says so. */
public final class Notices {

  private final Predicate<String> outside;

  /** @param outside whether a person is reached beside the inbox; who is not, sees it there only */
  public Notices(Predicate<String> outside) {
    this.outside = outside;
  }

  private static final String INSERT = """
    insert into notice (brand, person, case_id, subject, number, step, level, about, words, at, try_at, state)
    select brand, person, case_id, subject, number, step, level, about, words, at, at, state
    from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::integer[], $6::integer[], $7::integer[],
      $8::bigint[], $9::text[], $10::timestamptz[], $11::text[])
      as n(brand, person, case_id, subject, number, step, level, about, words, at, state)
    on conflict on constraint told_once do nothing""";

  public Future<Void> insert(SqlClient tx, List<Notice> notices) {
    return notices.isEmpty() ? Future.succeededFuture() : tx.preparedQuery(INSERT).execute(Rows.of(notices)
      .text(Notice::brand).text(Notice::person).number(Notice::caseId).text(Notice::subject).integer(Notice::number)
      .integer(Notice::step).integer(Notice::level).number(Notice::about).text(Notice::words).time(Notice::at)
      .text(n -> outside.test(n.person()) ? "pending" : "unneeded").tuple()).mapEmpty();
  }
}
