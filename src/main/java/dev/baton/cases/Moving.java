package dev.baton.cases;

import dev.baton.http.HttpProblem;
import dev.baton.inbox.Reference;
import dev.baton.journal.Journal;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Contacts that go to another case, all of them or some, and the rows that go along. */
final class Moving {

  /** A case with more contacts than this is not merged or split by hand. */
  private static final int MOST_CONTACTS = 4_000;
  private static final String MERGE_OTHERWISE = "merge the other way round, the other case into this one";
  private static final String LEAVE_TOGETHER = "leave them together, and hand the other problem off as a leg";

  private final Journal journal;

  Moving(Journal journal) {
    this.journal = journal;
  }

  Future<Move> merge(SqlClient tx, CaseKey into, CaseKey from, String actor, int expected) {
    return contacts(tx, from, MERGE_OTHERWISE).map(contacts -> new Move.Merge(into, from, actor, expected, contacts));
  }

  Future<Move> split(SqlClient tx, CaseKey key, CaseKey to, String actor, int expected, Set<Long> mentions) {
    return contacts(tx, key, LEAVE_TOGETHER).map(contacts -> {
      var parting = contacts.stream().filter(c -> mentions.contains(c.mention())).toList();
      if (parting.size() < mentions.size()) {
        throw HttpProblem.of(422, "Not its mentions", "'mentions' names some that are not of this case");
      }
      return new Move.Split(key, to, actor, expected, parting,
        contacts.stream().filter(c -> !mentions.contains(c.mention())).toList());
    });
  }

  private static final String LOCK = "select id from cases where brand = $1 and id = $2 for update";
  private static final String TITLES = "select id, left(body, 160) as title from mention where brand = $1 and case_id = $2";

  /** Under the case's lock, so that none comes between. @param instead what to do where there are too many */
  private Future<List<Contact>> contacts(SqlClient tx, CaseKey key, String instead) {
    var which = Tuple.of(key.brand(), key.id());
    return tx.preparedQuery(LOCK).execute(which)
      .compose(v -> tx.preparedQuery(TITLES).execute(which))
      .compose(rows -> {
        Map<Long, String> titles = new HashMap<>();
        rows.forEach(row -> titles.put(row.getLong("id"), row.getString("title").replace('\n', ' ')));
        return journal.ofCase(tx, key.brand(), key.id(), Contacts.KINDS, MOST_CONTACTS + 1)
          .map(entries -> bounded(entries.size(), Contacts.of(entries, titles), key, instead));
      });
  }

  private static List<Contact> bounded(int entries, List<Contact> contacts, CaseKey key, String instead) {
    if (Math.max(entries, contacts.size()) > MOST_CONTACTS) {
      throw HttpProblem.of(422, "Too many contacts", Reference.of(key.id()) + " has more than " + MOST_CONTACTS
        + " contacts, too many to move: " + instead);
    }
    return contacts;
  }

  private static final List<String> TABLES = List.of("mention", "reply", "note");

  /** Legs and promises are moved by the step itself. */
  static Future<Void> all(SqlClient tx, CaseKey to, long from) {
    var moved = Future.<Void>succeededFuture();
    for (var table : TABLES) {
      moved = moved.compose(v -> tx.preparedQuery("update " + table + " set case_id = $2 where brand = $1 and case_id = $3")
        .execute(Tuple.of(to.brand(), to.id(), from)).mapEmpty());
    }
    return moved;
  }

  private static final String MOVE_MENTIONS = """
    update mention set case_id = $2 where brand = $1 and case_id = $3 and id = any($4)""";
  private static final String MOVE_ANSWERS = """
    update reply set case_id = $2 where brand = $1 and case_id = $3 and mention_id = any($4) and state = 'accepted'""";

  /** What answered them goes along. */
  static Future<Void> some(SqlClient tx, CaseKey from, long to, Set<Long> mentions) {
    var which = Tuple.of(from.brand(), to, from.id()).addArrayOfLong(mentions.toArray(Long[]::new));
    return tx.preparedQuery(MOVE_MENTIONS).execute(which)
      .compose(v -> tx.preparedQuery(MOVE_ANSWERS).execute(which)).mapEmpty();
  }
}
