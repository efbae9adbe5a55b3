package dev.baton.cases;

import static dev.baton.db.Rows.instant;

import dev.baton.db.Rows;
import dev.baton.journal.Entry;
import dev.baton.journal.Journal;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds, under the lock of its case, what a reply had answered that its network could not deliver after all. */
public final class Returns {

  /** Entries of a case that are read; beyond so many contacts since its last answer only the oldest matter. */
  private static final int MOST_ENTRIES = 4_000;

  private final Journal journal = new Journal();

  private static final String LOCK = "select from cases where brand = $1 and id = $2 for update";

  public Future<Void> lock(SqlClient tx, CaseKey key) {
    return tx.preparedQuery(LOCK).execute(Tuple.of(key.brand(), key.id())).mapEmpty();
  }

  private static final String OTHERS = """
    select created_at from reply where brand = $1 and case_id = $2 and id <> $3 and state = 'accepted' and agent <> $4""";

  /**
   * That it came back, as the journal will have it.
   *
   * @param writtenAt when its words were written
   * @param baton     who writes what is nobody's answer
   */
  public Future<CaseEvent> event(SqlClient tx, CaseKey key, long reply, Instant writtenAt, String cause, String baton) {
    return tx.preparedQuery(OTHERS).execute(Tuple.of(key.brand(), key.id(), reply, baton)).compose(rows -> {
      var others = new ArrayList<Instant>();
      rows.forEach(row -> others.add(instant(row, "created_at")));
      var before = others.stream().filter(at -> !at.isAfter(writtenAt)).max(Comparator.naturalOrder());
      return journal.ofCaseSince(tx, key.brand(), key.id(), Contacts.KINDS, before.orElse(Instant.EPOCH), MOST_ENTRIES)
        .map(entries -> answered(entries, others, writtenAt))
        .compose(contacts -> noLater(tx, key, contacts)
          .map(due -> new CaseEvent.ReplyReturned(reply, cause, others(others, writtenAt), contacts, due)));
    });
  }

  private static CaseEvent.Others others(List<Instant> others, Instant writtenAt) {
    if (others.isEmpty()) {
      return CaseEvent.Others.NONE;
    }
    return others.stream().anyMatch(at -> at.isAfter(writtenAt)) ? CaseEvent.Others.SINCE : CaseEvent.Others.BEFORE;
  }

  /** What was known when it was written, and is answered by no other. */
  private static List<Contact> answered(List<Entry.Numbered> entries, List<Instant> others, Instant writtenAt) {
    var elsewhere = answeredElsewhere(entries, writtenAt);
    return Contacts.of(entries, Map.of()).stream()
      .filter(c -> c.asks() && !c.seen().isAfter(writtenAt) && !elsewhere.contains(c.mention()))
      .filter(c -> others.stream().noneMatch(at -> !c.seen().isAfter(at))).toList();
  }

  /** They came from another case, and were answered there before this was written. */
  private static Set<Long> answeredElsewhere(List<Entry.Numbered> entries, Instant writtenAt) {
    var elsewhere = new HashSet<Long>();
    entries.stream().map(Entry.Numbered::entry).filter(e -> e.at().isBefore(writtenAt)).forEach(entry -> {
      switch (entry.kind()) {
        case "split-opened" -> {
          var parted = DealingsJson.parted(entry.body(), "", "");
          addAnswered(parted.contacts(), parted.unanswered(), elsewhere);
        }
        case "left-opened" -> {
          var alone = AloneJson.read(entry.body().getJsonObject("alone"));
          addAnswered(alone.contacts(), alone.unanswered(), elsewhere);
        }
        case "absorbed" -> {
          var brought = DealingsJson.brought(entry.body().getJsonObject("brought"));
          addAnswered(brought.contacts(), brought.unanswered(), elsewhere);
        }
        default -> { }
      }
    });
    return elsewhere;
  }

  private static void addAnswered(List<Contact> contacts, Unanswered unanswered, Set<Long> to) {
    var waiting = unanswered.contacts().stream().map(Unanswered.One::mention).toList();
    contacts.stream().map(Contact::mention).filter(mention -> !waiting.contains(mention)).forEach(to::add);
  }

  private static final String DUE = """
    select min(due_at) as due_at from obligation
    where brand = $1 and case_id = $2 and kind in ('first-reply', 'next-reply') and opened_at = $3""";

  /** Another queue's agreement may have been the stricter one then. */
  private static Future<Instant> noLater(SqlClient tx, CaseKey key, List<Contact> contacts) {
    if (contacts.isEmpty()) {
      return Future.succeededFuture(Instant.MAX);
    }
    return tx.preparedQuery(DUE).execute(Tuple.of(key.brand(), key.id(), Rows.utc(contacts.getFirst().at())))
      .map(rows -> {
        var due = instant(rows.iterator().next(), "due_at");
        return due == null ? Instant.MAX : due;
      });
  }
}
