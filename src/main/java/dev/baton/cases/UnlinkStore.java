package dev.baton.cases;

import dev.baton.http.HttpProblem;
import io.vertx.core.Future;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The cases of a customer who turns out to be two, with all that stands in them; and what is written of it. */
final class UnlinkStore {

  /** A customer with more cases than this is not parted by hand. */
  private static final int MOST_CASES = 200;
  private static final int MOST_MENTIONS = 10_000;

  /** A case, under its lock. @param name what the list calls its customer */
  record Row(long id, long customer, long mergedInto, String name, String handle) {}

  /** @param theirs whether the one who leaves said it */
  private record Said(long id, long caseId, boolean theirs, String title) {}

  /** Something done in a case, and what it is about. */
  private record Done(long id, long caseId, long about) {}

  record All(List<Row> cases, List<Said> said, List<Done> replies, List<Done> legs, List<Done> promises) {

    Set<Long> theirMentions() {
      return said.stream().filter(Said::theirs).map(Said::id).collect(Collectors.toSet());
    }

    Set<Long> mentions(long caseId) {
      return said.stream().filter(s -> s.caseId() == caseId).map(Said::id).collect(Collectors.toSet());
    }

    Set<Long> theirs(long caseId) {
      return said.stream().filter(s -> s.caseId() == caseId && s.theirs()).map(Said::id).collect(Collectors.toSet());
    }

    Map<Long, String> titles() {
      var titles = new HashMap<Long, String>();
      said.forEach(s -> titles.put(s.id(), s.title()));
      return titles;
    }

    /** What was done about these mentions goes where they go. */
    Apart.Theirs theirsOf(long caseId, Set<Long> mentions) {
      var answers = about(replies, caseId, mentions);
      return new Apart.Theirs(mentions, answers, about(legs, caseId, mentions), about(promises, caseId, answers));
    }

    private static Set<Long> about(List<Done> all, long caseId, Set<Long> of) {
      return all.stream().filter(d -> d.caseId() == caseId && of.contains(d.about())).map(Done::id).collect(Collectors.toSet());
    }

    Holdings holdings(long caseId, List<Contact> contacts) {
      return new Holdings(contacts, in(replies, caseId), in(legs, caseId), in(promises, caseId),
        cases.stream().filter(c -> c.mergedInto() == caseId).map(Row::id).collect(Collectors.toSet()));
    }

    private static Set<Long> in(List<Done> all, long caseId) {
      return all.stream().filter(d -> d.caseId() == caseId).map(Done::id).collect(Collectors.toSet());
    }
  }

  private static final String CASES = """
    with recursive own (id) as (select id from cases where brand = $1 and customer_id = $2
      union select c.merged_into from own o join cases c on c.brand = $1 and c.id = o.id where c.merged_into <> 0),
    part (id) as (select id from own
      union select c.id from part p join cases c on c.brand = $1 and c.merged_into = p.id and c.merged_into <> 0)
    select c.id, c.customer_id, c.merged_into, c.customer_name, c.customer_handle
    from cases c where c.brand = $1 and c.id in (select id from part) order by c.id limit 201 for update""";
  private static final String MENTIONS = """
    select m.id, m.case_id, a.channel || E'\\n' || m.author_id as author, left(m.body, 160) as title
    from mention m join account a on a.id = m.account_id where m.brand = $1 and m.case_id = any($2)
    order by m.posted_at, m.id limit 10001""";
  private static final String REPLIES = "select id, case_id, mention_id as about from reply where brand = $1 and case_id = any($2)";
  private static final String LEGS = "select id, case_id, mention_id as about from leg where brand = $1 and case_id = any($2)";
  private static final String PROMISES = "select id, case_id, reply_id as about from promise where brand = $1 and case_id = any($2)";

  /** @param authors of the one who leaves */
  Future<All> read(SqlClient tx, String brand, long customer, Set<String> authors) {
    return tx.preparedQuery(CASES).execute(Tuple.of(brand, customer)).compose(rows -> {
      var cases = new ArrayList<Row>();
      rows.forEach(row -> cases.add(new Row(row.getLong("id"), row.getLong("customer_id"), row.getLong("merged_into"),
        row.getString("customer_name"), row.getString("customer_handle"))));
      bounded(cases.size(), MOST_CASES, "cases");
      var which = Tuple.of(brand).addArrayOfLong(cases.stream().map(Row::id).toArray(Long[]::new));
      return Future.all(tx.preparedQuery(MENTIONS).execute(which), tx.preparedQuery(REPLIES).execute(which),
          tx.preparedQuery(LEGS).execute(which), tx.preparedQuery(PROMISES).execute(which))
        .map(all -> new All(cases, said(all.resultAt(0), authors), done(all.resultAt(1)), done(all.resultAt(2)),
          done(all.resultAt(3))));
    });
  }

  private static void bounded(int there, int most, String what) {
    if (there > most) {
      throw HttpProblem.of(422, "Too many " + what, "They have more than " + most + " " + what + ": split contacts off instead");
    }
  }

  private static List<Said> said(RowSet<io.vertx.sqlclient.Row> rows, Set<String> authors) {
    bounded(rows.size(), MOST_MENTIONS, "contacts");
    var said = new ArrayList<Said>();
    rows.forEach(row -> said.add(new Said(row.getLong("id"), row.getLong("case_id"), authors.contains(row.getString("author")),
      row.getString("title").replace('\n', ' '))));
    return said;
  }

  private static List<Done> done(RowSet<io.vertx.sqlclient.Row> rows) {
    var done = new ArrayList<Done>();
    rows.forEach(row -> done.add(new Done(row.getLong("id"), row.getLong("case_id"), row.getLong("about"))));
    return done;
  }

  private static final String FORGET = """
    update mention set customer_id = $3, joined = regexp_replace(joined, '; same person: .*$', '')
    where brand = $1 and customer_id = $2 and id = any($4)""";

  /** What the one who leaves said is said by them, and no link is why it is where it is. */
  Future<Void> forget(SqlClient tx, String brand, long staying, long leaving, Collection<Long> mentions) {
    return tx.preparedQuery(FORGET).execute(Tuple.of(brand, staying, leaving)
      .addArrayOfLong(new TreeSet<>(mentions).toArray(Long[]::new))).mapEmpty();
  }

  private static final String FIRST = "update mention set joined = '', evidence = '[]' where brand = $1 and id = $2";

  Future<Void> first(SqlClient tx, String brand, long mention) {
    return tx.preparedQuery(FIRST).execute(Tuple.of(brand, mention)).mapEmpty();
  }

  private static final String WHOSE = "update cases set customer_id = $3 where brand = $1 and id = $2";

  Future<Void> whose(SqlClient tx, String brand, long caseId, long customer) {
    return tx.preparedQuery(WHOSE).execute(Tuple.of(brand, caseId, customer)).mapEmpty();
  }
}
