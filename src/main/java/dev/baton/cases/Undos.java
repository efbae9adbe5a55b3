package dev.baton.cases;

import dev.baton.http.HttpProblem;
import dev.baton.inbox.Reference;
import dev.baton.journal.Entry;
import dev.baton.journal.Journal;
import dev.baton.journal.PolicyVersions;
import dev.baton.policy.Policy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes a merge back, in a transaction: reads both pasts, finds what each would be, and gives back what was the other's. */
final class Undos {

  /** More happened to few cases, and living through it again takes longer than anybody waits. */
  static final int MOST_ENTRIES = 20_000;

  private final Vertx vertx;
  private final Journal journal;
  private final PolicyVersions versions;

  Undos(Vertx vertx, Journal journal, PolicyVersions versions) {
    this.vertx = vertx;
    this.journal = journal;
    this.versions = versions;
  }

  /** Everything there is about the two. */
  private record Both(Map<Long, Long> customers, List<Entry> ours, List<Entry> theirs, List<Belonging.Said> said,
                      Map<Long, String> titles, List<Belonging.Answer> answers, Map<Long, Long> legs,
                      Map<Long, Long> promises) {}

  /** The move, once the rows that are the other's are moved back; a step that is then refused undoes that, too. */
  Future<Move> making(SqlClient tx, CaseKey key, String actor, int expected, long from) {
    return read(tx, key, from).compose(both -> {
      var theirs = theirs(both, from);
      return versions.some(tx, used(both)).compose(policies -> vertx.executeBlocking(() -> apart(both, from, theirs, policies)))
        .compose(lives -> moveBack(tx, key, from, theirs, notes(both.theirs()))
          .map(v -> new Move.Undo(key, new CaseKey(key.brand(), from), actor, expected, lives.ours(), lives.theirs())));
    });
  }

  private static final String LOCK = """
    select id, customer_id, merged_into from cases where brand = $1 and id = any($2) order by id for update""";
  private static final String MENTIONS = """
    select id, customer_id, account_id, external_id, in_reply_to, thread, left(body, 160) as title from mention
    where brand = $1 and case_id = $2 order by posted_at, id""";
  private static final String REPLIES = "select id, mention_id, account_id, external_id from reply where brand = $1 and case_id = $2";
  private static final String LEGS = "select id, mention_id as about from leg where brand = $1 and case_id = $2";
  private static final String PROMISES = "select id, reply_id as about from promise where brand = $1 and case_id = $2";

  private Future<Both> read(SqlClient tx, CaseKey key, long from) {
    var one = Tuple.of(key.brand(), key.id());
    return tx.preparedQuery(LOCK).execute(Tuple.of(key.brand()).addArrayOfLong(new Long[] {key.id(), from}))
      .map(rows -> customers(rows, key.id(), from))
      .compose(customers -> Future.all(List.of(entries(tx, key), entries(tx, new CaseKey(key.brand(), from)),
        tx.preparedQuery(MENTIONS).execute(one), tx.preparedQuery(REPLIES).execute(one),
        tx.preparedQuery(LEGS).execute(one), tx.preparedQuery(PROMISES).execute(one)))
        .map(all -> new Both(customers, all.resultAt(0), all.resultAt(1), list(all.resultAt(2), Undos::said),
          titles(all.resultAt(2)), list(all.resultAt(3), Undos::answer), about(all.resultAt(4)), about(all.resultAt(5)))));
  }

  private static Map<Long, Long> customers(RowSet<Row> rows, long into, long from) {
    var customers = new HashMap<Long, Long>();
    var merged = 0L;
    for (var row : rows) {
      customers.put(row.getLong("id"), row.getLong("customer_id"));
      merged = row.getLong("id") == from ? row.getLong("merged_into") : merged;
    }
    if (!customers.containsKey(from)) {
      throw Commands.noSuchCase();
    }
    if (merged != into) {
      throw HttpProblem.of(422, "Not part of it", Reference.of(from) + " is not part of " + Reference.of(into)
        + ": look at the case as it is now");
    }
    return customers;
  }

  private Future<List<Entry>> entries(SqlClient tx, CaseKey key) {
    return journal.ofCase(tx, key.brand(), key.id(), MOST_ENTRIES + 1).map(newestFirst -> {
      if (newestFirst.size() > MOST_ENTRIES) {
        throw HttpProblem.of(422, "Too much happened", "More than " + MOST_ENTRIES + " things happened to "
          + Reference.of(key.id()) + ": split the contacts off instead");
      }
      return newestFirst.reversed().stream().map(Entry.Numbered::entry).toList();
    });
  }

  private static Belonging.Said said(Row row) {
    return new Belonging.Said(row.getLong("id"), row.getLong("customer_id"), row.getInteger("account_id"),
      row.getString("external_id"), row.getString("in_reply_to"), row.getString("thread"));
  }

  private static Belonging.Answer answer(Row row) {
    return new Belonging.Answer(row.getLong("id"), row.getLong("mention_id"), row.getInteger("account_id"),
      row.getString("external_id"));
  }

  private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
    var list = new ArrayList<T>();
    rows.forEach(row -> list.add(read.apply(row)));
    return list;
  }

  private static Map<Long, String> titles(RowSet<Row> rows) {
    var titles = new HashMap<Long, String>();
    rows.forEach(row -> titles.put(row.getLong("id"), row.getString("title").replace('\n', ' ')));
    return titles;
  }

  private static Map<Long, Long> about(RowSet<Row> rows) {
    var about = new HashMap<Long, Long>();
    rows.forEach(row -> about.put(row.getLong("id"), row.getLong("about")));
    return about;
  }

  private static Apart.Theirs theirs(Both both, long from) {
    var mentions = Belonging.theirs(both.said(), mentions(both.theirs()), mentions(Apart.untilJoined(both.ours(), from)),
      customer(both, from, false), customer(both, from, true), both.answers());
    var replies = both.answers().stream().filter(a -> mentions.contains(a.mention())).map(Belonging.Answer::reply)
      .collect(Collectors.toSet());
    return new Apart.Theirs(mentions, replies, those(both.legs(), mentions, legs(both.theirs())),
      those(both.promises(), replies, promises(both.theirs())));
  }

  private static long customer(Both both, long from, boolean theirs) {
    return both.customers().entrySet().stream().filter(e -> (e.getKey() == from) == theirs).findFirst().orElseThrow().getValue();
  }

  static Set<Long> mentions(List<Entry> entries) {
    return Contacts.of(entries.stream().map(e -> new Entry.Numbered(0, e)).toList(), Map.of()).stream()
      .map(Contact::mention).collect(Collectors.toSet());
  }

  static Set<Long> those(Map<Long, Long> about, Set<Long> theirs, Set<Long> had) {
    return about.entrySet().stream().filter(e -> theirs.contains(e.getValue()) || had.contains(e.getKey()))
      .map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  private static Set<Long> legs(List<Entry> entries) {
    return numbers(entries, Set.of("leg-opened", "flagged"), "leg");
  }

  private static Set<Long> promises(List<Entry> entries) {
    var promises = numbers(entries, Set.of("promised"), "promise");
    entries.stream().filter(e -> e.kind().equals("replied")).map(e -> EventJson.event(e.kind(), e.body()))
      .forEach(e -> ((CaseEvent.Replied) e).says().promises().forEach(given -> promises.add(given.promise())));
    return promises;
  }

  static Set<Long> notes(List<Entry> entries) {
    return numbers(entries, Set.of("noted"), "note");
  }

  private static Set<Long> numbers(List<Entry> entries, Set<String> kinds, String key) {
    return entries.stream().filter(e -> kinds.contains(e.kind())).map(e -> e.body().getLong(key))
      .collect(Collectors.toCollection(HashSet::new));
  }

  private static Set<Integer> used(Both both) {
    return Stream.concat(both.ours().stream(), both.theirs().stream()).map(Entry::policy)
      .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Apart.Lives apart(Both both, long from, Apart.Theirs theirs, Map<Integer, Policy> policies) {
    var contacts = Contacts.of(both.ours().stream().map(e -> new Entry.Numbered(0, e)).toList(), both.titles());
    return Apart.of(both.ours(), both.theirs(), from, theirs, contacts, policies::get)
      .orElseThrow(() -> HttpProblem.of(422, "Nothing left", "One of the two would be left without a contact, since others"
        + " were split off meanwhile: merge those back first"));
  }

  private static final List<String> TABLES = List.of("mention", "reply", "note", "leg", "promise");

  static Future<Void> moveBack(SqlClient tx, CaseKey key, long to, Apart.Theirs theirs, Set<Long> notes) {
    var moved = Future.<Void>succeededFuture();
    var all = Map.of("mention", theirs.mentions(), "reply", theirs.replies(), "note", notes, "leg", theirs.legs(),
      "promise", theirs.promises());
    for (var table : TABLES) {
      moved = moved.compose(v -> moveBack(tx, table, key, to, all.get(table)));
    }
    return moved;
  }

  private static Future<Void> moveBack(SqlClient tx, String table, CaseKey key, long to, Collection<Long> ids) {
    return ids.isEmpty() ? Future.succeededFuture()
      : tx.preparedQuery("update " + table + " set case_id = $2 where brand = $1 and case_id = $3 and id = any($4)")
        .execute(Tuple.of(key.brand(), to, key.id()).addArrayOfLong(ids.toArray(Long[]::new))).mapEmpty();
  }
}
