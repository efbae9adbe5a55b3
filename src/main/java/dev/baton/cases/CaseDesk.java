package dev.baton.cases;

import dev.baton.journal.Journal;
import dev.baton.notice.Notice;
import dev.baton.notice.Notices;
import dev.baton.obligation.Obligations;
import dev.baton.policy.Policies;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the machine in a transaction: locks the cases, steps them, stores state, obligations, alarms, what people have to
 * be told, and journal. Many cases at a time cost as many statements as one.
 */
public final class CaseDesk {

  private static final Logger log = LoggerFactory.getLogger(CaseDesk.class);
  private static final String CLOCK = "clock";
  private static final String NETWORK = "network";

  private final CaseStore store = new CaseStore();
  private final DealingsStore dealings = new DealingsStore();
  private final Obligations obligations;
  private final Journal journal;
  private final Policies policies;
  private final Notices notices;
  private final Reminding reminding;
  private final Words words;

  /** @param nameOf a person's name by their id */
  public CaseDesk(Obligations obligations, Journal journal, Policies policies, Notices notices, Reminding reminding,
                  UnaryOperator<String> nameOf) {
    this.obligations = obligations;
    this.journal = journal;
    this.policies = policies;
    this.notices = notices;
    this.reminding = reminding;
    this.words = new Words(nameOf, key -> policies.current().party(key));
  }

  /** Carries out the moves in their order, once in a transaction; answers one for one. */
  public Future<List<Moved>> carryOut(SqlClient tx, List<Move> moves, Instant now) {
    return moves.isEmpty() ? Future.succeededFuture(List.of())
      : lock(tx, there(moves)).compose(loaded -> step(tx, loaded, moves, now));
  }

  private static TreeSet<CaseKey> there(List<Move> moves) {
    var opened = moves.stream().filter(Move.Opening.class::isInstance).map(Move::key).collect(Collectors.toSet());
    return moves.stream()
      .flatMap(move -> switch (move) {
        case Move.Merge merge -> Stream.of(merge.key(), merge.from());
        case Move.Undo undo -> Stream.of(undo.key(), undo.from());
        case Move.Opening o -> Stream.of(o.key());
        case Move.Happening h -> Stream.of(h.key());
        case Move.Split s -> Stream.of(s.key());
        case Move.Behind b -> Stream.of(b.key());
        case Move.Leave l -> Stream.of(l.key());
      })
      .filter(key -> !opened.contains(key)).collect(Collectors.toCollection(TreeSet::new));
  }

  private Future<List<Moved>> step(SqlClient tx, Loaded loaded, List<Move> moves, Instant now) {
    var batch = new Batch(policies.inForce(), words, loaded, now);
    var answers = moves.stream().map(batch::carryOut).toList();
    return store(tx, batch, now).map(answers);
  }

  /**
   * The alarms of these cases are due, but where somebody dealt with them between the look and the lock.
   *
   * @return those that cannot be carried on, of which nothing was changed
   */
  public Future<List<Obligations.Failed>> timePassed(SqlClient tx, List<Obligations.Due> due, Instant now) {
    var keys = due.stream().map(d -> new CaseKey(d.brand(), d.caseId())).toList();
    return lock(tx, keys)
      .compose(loaded -> spares(tx, keys, loaded, now).compose(spares -> step(tx, loaded, passed(keys, spares), now)))
      .map(answers -> {
        var failed = new ArrayList<Obligations.Failed>();
        for (var i = 0; i < answers.size(); i++) {
          failed(due.get(i), answers.get(i)).ifPresent(failed::add);
        }
        return failed;
      });
  }

  private static Optional<Obligations.Failed> failed(Obligations.Due due, Moved moved) {
    return switch (moved) {
      case Moved.Done d -> Optional.empty();
      case Moved.Stayed s -> Optional.empty();
      case Moved.Broken(var cause) -> Optional.of(new Obligations.Failed(due, cause));
      case Moved.Missing m -> Optional.of(new Obligations.Failed(due, new IllegalStateException("it is not there")));
      case Moved.Refused r -> Optional.of(new Obligations.Failed(due, new IllegalStateException("refused: " + r)));
      case Moved.Outdated o -> Optional.of(new Obligations.Failed(due, new IllegalStateException("outdated: " + o)));
    };
  }

  /** Nothing alarms anybody about these any more, so the person of last resort has to know, once. */
  public Future<Void> setAside(SqlClient tx, List<Obligations.Due> cases, Instant now) {
    var person = policies.current().lastResort().person();
    return notices.insert(tx, cases.stream().map(c -> new Notice(c.brand(), person, c.caseId(), Subject.SET_ASIDE.word(),
      0, 0, 0, 0, words.told(Subject.SET_ASIDE), now)).toList());
  }

  /** Whoever was alarmed or asked could not be told: it goes to the next at once, unless it went on meanwhile. */
  public Future<Void> unreached(SqlClient tx, List<Notice> notices, String cause, Instant now) {
    return carryOut(tx, notices.stream().map(notice -> unreached(notice, cause)).toList(), now).mapEmpty();
  }

  private static Move unreached(Notice notice, String cause) {
    return Move.Happening.of(new CaseKey(notice.brand(), notice.caseId()), new CaseEvent.Unreached(notice.number(),
      notice.step(), notice.level(), notice.person(), cause), NETWORK);
  }

  private static List<Move> passed(List<CaseKey> keys, List<Long> spares) {
    var moves = new ArrayList<Move>();
    for (var i = 0; i < keys.size(); i++) {
      moves.add(Move.Happening.of(keys.get(i), new CaseEvent.TimePassed(spares.get(i)), CLOCK));
    }
    return moves;
  }

  private static final String SPARES = "select nextval('reply_id') as id from generate_series(1, $1::integer)";

  /** A reply's number for each case in which Baton may have to remind the customer; 0 for the others, which are most. */
  private static Future<List<Long>> spares(SqlClient tx, List<CaseKey> keys, Loaded loaded, Instant now) {
    var states = loaded.standing();
    var may = keys.stream().map(key -> states.containsKey(key) && states.get(key).state().mayRemind(now)).toList();
    var count = (int) may.stream().filter(m -> m).count();
    if (count == 0) {
      return Future.succeededFuture(may.stream().map(m -> 0L).toList());
    }
    return tx.preparedQuery(SPARES).execute(Tuple.of(count)).map(rows -> {
      var ids = rows.iterator();
      return may.stream().map(m -> m ? ids.next().getLong("id") : 0L).toList();
    });
  }

  /** The second question goes out behind the first: the obligations are read when the cases are locked. */
  private Future<Loaded> lock(SqlClient tx, Collection<CaseKey> keys) {
    if (keys.isEmpty()) {
      return Future.succeededFuture(Loaded.nothing());
    }
    return Future.all(store.lock(tx, keys), obligations.running(tx, due(keys)))
      .map(both -> Loaded.of(both.resultAt(0), both.resultAt(1)));
  }

  /** What cases are now, without locking them; those whose rows make no case are left out. */
  Future<Map<CaseKey, Batch.Standing>> read(SqlClient client, Collection<CaseKey> keys) {
    return store.read(client, keys)
      .compose(rows -> obligations.running(client, due(keys)).map(running -> Loaded.of(rows, running)))
      .map(loaded -> {
        loaded.broken().forEach((key, cause) ->
          log.warn("case cannot be read case={} cause={}", key.id(), cause.toString()));
        return loaded.standing();
      });
  }

  private static List<Obligations.Due> due(Collection<CaseKey> keys) {
    return keys.stream().map(key -> new Obligations.Due(key.brand(), key.id())).toList();
  }

  /** All are sent at once; the database carries them out in this order, and the first that fails fails the rest. */
  private Future<Void> store(SqlClient tx, Batch batch, Instant now) {
    return Future.all(List.of(
        store.insert(tx, batch.inserted()),
        obligations.open(tx, batch.opened()),
        obligations.alarm(tx, batch.alarms()),
        obligations.end(tx, batch.ended()),
        store.update(tx, batch.updated()),
        dealings.putLegs(tx, batch.legs()),
        dealings.putPromises(tx, batch.promises()),
        batch.reminders().isEmpty() ? Future.succeededFuture() : reminding.write(tx, batch.reminders(), now),
        notices.insert(tx, batch.notices()),
        journal.append(tx, batch.entries())))
      .mapEmpty();
  }
}
