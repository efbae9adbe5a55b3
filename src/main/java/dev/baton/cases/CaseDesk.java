package dev.baton.cases;

import dev.baton.inbox.Priority;
import dev.baton.journal.Entry;
import dev.baton.journal.Journal;
import dev.baton.obligation.Obligation;
import dev.baton.obligation.Obligations;
import dev.baton.policy.Policy;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs the machine in a transaction: locks the cases, steps them, stores state, obligations, alarms and journal. Many
 * cases at a time cost as many statements as one.
 */
public final class CaseDesk {

  private static final String CLOCK = "clock";

  private final CaseStore store = new CaseStore();
  private final Obligations obligations;
  private final Journal journal;
  private final Policy policy;

  public CaseDesk(Obligations obligations, Journal journal, Policy policy) {
    this.obligations = obligations;
    this.journal = journal;
    this.policy = policy;
  }

  /** Carries out the moves in their order, once in a transaction; answers one for one. */
  public Future<List<Moved>> carryOut(SqlClient tx, List<Move> moves, Instant now) {
    if (moves.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    var opened = moves.stream().filter(Move.Opening.class::isInstance).map(Move::key).collect(Collectors.toSet());
    var there = new TreeSet<>(moves.stream().map(Move::key).filter(k -> !opened.contains(k)).toList());
    return lock(tx, there).compose(states -> {
      var batch = new Batch(policy, new Priority(policy.boosts()), states, now);
      var answers = moves.stream().map(batch::carryOut).toList();
      return store(tx, batch).map(answers);
    });
  }

  /** The alarms of these cases are due, but where somebody dealt with them between the look and the lock. */
  public Future<Void> timePassed(SqlClient tx, List<Obligations.Due> due, Instant now) {
    var moves = due.stream().<Move>map(d -> Move.Happening.of(new CaseKey(d.brand(), d.caseId()),
      new CaseEvent.TimePassed(), CLOCK)).toList();
    return carryOut(tx, moves, now).compose(answers -> answers.stream()
      .allMatch(moved -> moved instanceof Moved.Done || moved instanceof Moved.Stayed) ? Future.succeededFuture()
      : Future.failedFuture(new IllegalStateException("an alarm is due of a case that is not there")));
  }

  /** The second question goes out behind the first: the obligations are read when the cases are locked. */
  private Future<Map<CaseKey, Batch.Standing>> lock(SqlClient tx, Collection<CaseKey> keys) {
    if (keys.isEmpty()) {
      return Future.succeededFuture(new TreeMap<>());
    }
    return Future.all(store.lock(tx, keys), obligations.running(tx, due(keys)))
      .map(both -> standing(both.resultAt(0), both.resultAt(1)));
  }

  /** What cases are now, without locking them. */
  Future<Map<CaseKey, Batch.Standing>> read(SqlClient client, Collection<CaseKey> keys) {
    return store.read(client, keys)
      .compose(loaded -> obligations.running(client, due(keys)).map(running -> standing(loaded, running)));
  }

  private static List<Obligations.Due> due(Collection<CaseKey> keys) {
    return keys.stream().map(key -> new Obligations.Due(key.brand(), key.id())).toList();
  }

  private static Map<CaseKey, Batch.Standing> standing(List<CaseStore.Loaded> loaded, List<Obligations.Of> running) {
    Map<CaseKey, List<Obligation>> byCase = running.stream().collect(Collectors.groupingBy(
      o -> new CaseKey(o.brand(), o.caseId()), Collectors.mapping(Obligations.Of::obligation, Collectors.toList())));
    return loaded.stream().collect(Collectors.toMap(CaseStore.Loaded::key,
      l -> new Batch.Standing(l.customerId(), l.state(byCase.getOrDefault(l.key(), List.of()))),
      (a, b) -> a, TreeMap::new));
  }

  /** All are sent at once; the database carries them out in this order, and the first that fails fails the rest. */
  private Future<Void> store(SqlClient tx, Batch batch) {
    return Future.all(List.of(
        store.insert(tx, batch.inserted()),
        obligations.open(tx, batch.opened()),
        obligations.alarm(tx, batch.alarms()),
        obligations.end(tx, batch.ended()),
        store.update(tx, batch.updated()),
        journal.append(tx, batch.entries())))
      .mapEmpty();
  }
}
