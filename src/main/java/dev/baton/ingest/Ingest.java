package dev.baton.ingest;

import dev.baton.cases.CaseDesk;
import dev.baton.inbox.Reference;
import dev.baton.customer.Customers;
import dev.baton.customer.Known;
import dev.baton.customer.NamedNumbers;
import dev.baton.customer.Sighting;
import dev.baton.db.Database;
import dev.baton.db.EchoGate;
import dev.baton.db.Ids;
import dev.baton.journal.Doorbell;
import dev.baton.media.Attachments;
import dev.baton.mention.Mention;
import dev.baton.policy.Policies;
import dev.baton.triage.Triage;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps mentions: what is new, its customer, its case, its obligations and the journal, in one transaction.
 *
 * <pre>
 *   customers found and locked ─► what is already there drops out ─► each finds its case ─► the desk steps the cases
 *                                                                                        ─► mentions stored
 * </pre>
 *
 * What turns out to be a reply of ours is nobody's mention, whatever its network calls it.
 *
 * Looking for duplicates comes after the lock: whoever hands in the same mention at the same instant has its author's
 * customer locked, so the second sees the first. Should an author have changed meanwhile, the unique key refuses the
 * second and the transaction is tried again.
 *
 * What belongs to a case that is broken opens a new one beside it: the customer's word is on a clock all the same, and
 * spoils nobody else's. What belongs to one that is merged away at that moment is placed again, where the case goes on.
 */
public final class Ingest {

  private static final Logger log = LoggerFactory.getLogger(Ingest.class);
  /** Somebody would have to be joined with others again and again, at the very moment they write. */
  private static final int MOST_MOVES = 8;

  /** Mentions of one transaction; keeps transactions short and below {@code Journal.MAX_APPENDED}. */
  public static final int MAX_BATCH = 500;

  private final Database database;
  private final CaseDesk desk;
  private final Customers customers = new Customers();
  private final MentionStore mentions = new MentionStore();
  private final Attachments attachments = new Attachments();
  private final Triage triage;
  private final Policies policies;
  private final Doorbell doorbell;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Ids mentionIds;
  private final Ids caseIds;
  private final Ids customerIds;

  public Ingest(Database database, CaseDesk desk, Triage triage, Policies policies, Doorbell doorbell,
                InstantSource clock, MeterRegistry meters) {
    this.database = database;
    this.desk = desk;
    this.triage = triage;
    this.policies = policies;
    this.doorbell = doorbell;
    this.clock = clock;
    this.meters = meters;
    mentionIds = new Ids(database.reader(), "mention_id");
    caseIds = new Ids(database.reader(), "case_id");
    customerIds = new Ids(database.reader(), "customer_id");
  }

  /** Unused numbers for the rows of one batch; the same at every try of its transaction. */
  private record Numbers(List<Long> mentions, List<Long> cases, List<Long> customers) {}

  /** More to be done in the same transaction, such as moving a cursor. */
  @FunctionalInterface
  public interface Also {
    Future<Void> carryOut(SqlClient tx, Instant now);

    Also NOTHING = (tx, now) -> Future.succeededFuture();
  }

  /** Stores what is new, at most {@link #MAX_BATCH}; answers one for one, in the order given. */
  public Future<List<Accepted>> accept(Account account, List<Mention> batch, Also also) {
    if (batch.size() > MAX_BATCH) {
      return Future.failedFuture(new IllegalArgumentException(batch.size() + " mentions in one batch"));
    }
    var unique = new LinkedHashMap<String, Mention>();
    batch.forEach(m -> unique.putIfAbsent(m.externalId().value(), m));
    return numbers(unique.size()).compose(numbers -> store(account, List.copyOf(unique.values()), numbers, also, Set.of(), MOST_MOVES)
      .onSuccess(answers -> giveBack(numbers, answers))
      .onSuccess(answers -> count(account, batch.size(), answers.values()))
      .map(answers -> inOrder(batch, answers)));
  }

  /**
   * @param closed cases that take nothing in; each time there are more of them, so this ends
   * @param moves  how often its people may yet become others' at that moment
   */
  private Future<Map<String, Accepted>> store(Account account, List<Mention> batch, Numbers numbers, Also also,
                                              Set<Long> closed, int moves) {
    return database.inTransaction(tx -> store(tx, account, batch, numbers, also, closed)).recover(e -> {
      if (e instanceof Customers.PeopleMoved && moves > 0) {
        return store(account, batch, numbers, also, closed, moves - 1);
      }
      if (!(e instanceof Placing.Closed found)) {
        return Future.failedFuture(e);
      }
      if (found.isMistake()) {
        log.error("broken cases are left, others open beside them cases={}", found.cases(), e);
      }
      var more = new TreeSet<>(closed);
      more.addAll(found.cases());
      return store(account, batch, numbers, also, more, moves);
    });
  }

  private Future<Numbers> numbers(int count) {
    return Future.all(mentionIds.take(count), caseIds.take(count), customerIds.take(count))
      .map(all -> new Numbers(all.resultAt(0), all.resultAt(1), all.resultAt(2)));
  }

  private void giveBack(Numbers numbers, Map<String, Accepted> answers) {
    var fresh = answers.values().stream().filter(a -> !a.duplicate()).toList();
    var mentionsUsed = fresh.stream().map(Accepted::mentionId).collect(Collectors.toSet());
    var casesUsed = fresh.stream().map(Accepted::caseId).collect(Collectors.toSet());
    mentionIds.giveBack(without(numbers.mentions(), mentionsUsed));
    caseIds.giveBack(without(numbers.cases(), casesUsed));
  }

  private static List<Long> without(List<Long> all, Set<Long> used) {
    return all.stream().filter(id -> !used.contains(id)).toList();
  }

  private void count(Account account, int handedIn, Collection<Accepted> answers) {
    var fresh = answers.stream().filter(a -> !a.duplicate()).count();
    meters.counter("baton.mentions", "account", account.name(), "outcome", "new").increment(fresh);
    meters.counter("baton.mentions", "account", account.name(), "outcome", "duplicate").increment(handedIn - fresh);
    if (fresh > 0) {
      doorbell.ring();
    }
  }

  /** The first of a batch is answered as new, its repeats as duplicates. */
  private static List<Accepted> inOrder(List<Mention> batch, Map<String, Accepted> answers) {
    var answered = new ArrayList<Accepted>();
    var seen = new HashSet<String>();
    batch.forEach(m -> {
      var answer = answers.get(m.externalId().value());
      answered.add(seen.add(answer.externalId()) ? answer
        : new Accepted(answer.externalId(), answer.mentionId(), answer.caseId(), true));
    });
    return answered;
  }

  private Future<Map<String, Accepted>> store(SqlClient tx, Account account, List<Mention> batch, Numbers numbers,
                                              Also also, Set<Long> closed) {
    var now = clock.instant();
    if (batch.isEmpty()) {
      return also.carryOut(tx, now).map(Map.of());
    }
    return Future.all(EchoGate.hear(tx, account.id()), mentions.ownWords(tx, account, ids(batch)))
      .compose(heard -> {
        var ours = heard.<Map<String, Accepted>>resultAt(1);
        return keep(tx, account, batch.stream().filter(m -> !ours.containsKey(m.externalId().value())).toList(), numbers,
          closed, now).map(kept -> together(ours, kept));
      })
      .compose(answers -> also.carryOut(tx, now).map(answers));
  }

  private static List<String> ids(List<Mention> batch) {
    return batch.stream().map(m -> m.externalId().value()).toList();
  }

  private static Map<String, Accepted> together(Map<String, Accepted> some, Map<String, Accepted> others) {
    var all = new LinkedHashMap<>(some);
    all.putAll(others);
    return all;
  }

  private Future<Map<String, Accepted>> keep(SqlClient tx, Account account, List<Mention> batch, Numbers numbers,
                                             Set<Long> closed, Instant now) {
    if (batch.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    var externalIds = ids(batch);
    return sightings(tx, account, batch)
      .compose(seen -> customers.find(tx, account.brand(), seen, numbers.customers(), now))
      .compose(known -> Future.all(mentions.there(tx, account, externalIds),
          candidates(tx, account, known, closed, now))
        .compose(found -> place(tx, account, fresh(batch, found.resultAt(0)), known, found.resultAt(1), numbers, now)
          .map(placed -> answers(found.resultAt(0), placed))));
  }

  private Future<List<MentionStore.Candidate>> candidates(SqlClient tx, Account account, Map<String, Known> known,
                                                          Set<Long> closed, Instant now) {
    var people = known.values().stream().map(Known::customerId).collect(Collectors.toSet());
    return mentions.candidates(tx, account.brand(), people, now.minus(policies.current().reopenWithin()))
      .map(found -> found.stream().filter(c -> !closed.contains(c.caseId())).toList());
  }

  private static List<Mention> fresh(List<Mention> batch, Map<String, Accepted> there) {
    return batch.stream().filter(m -> !there.containsKey(m.externalId().value()))
      .sorted(Comparator.comparing(Mention::postedAt)).toList();
  }

  /** Who spoke; a case they name tells who they are, if we have not met this profile before. */
  private Future<List<Sighting>> sightings(SqlClient tx, Account account, List<Mention> batch) {
    var named = batch.stream().flatMap(m -> Reference.in(m.text()).stream()).collect(Collectors.toSet());
    return mentions.owners(tx, account.brand(), named).map(owners -> batch.stream()
      .map(m -> Sighting.of(account.channel(), account.region(), m.author(), Reference.in(m.text()).stream()
        .filter(owners::containsKey).findFirst().map(owners::get).orElse(0L), !NamedNumbers.in(m.text()).isEmpty()))
      .toList());
  }

  private Future<List<MentionStore.Placed>> place(SqlClient tx, Account account, List<Mention> fresh,
                                                  Map<String, Known> known,
                                                  List<MentionStore.Candidate> candidates, Numbers numbers,
                                                  Instant now) {
    if (fresh.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    var answered = fresh.stream().map(m -> m.context().inReplyTo()).filter(id -> !id.isEmpty()).toList();
    var threads = fresh.stream().map(m -> m.context().thread()).filter(id -> !id.isEmpty()).toList();
    return Future.all(mentions.spokenWith(tx, account, answered, threads),
        mentions.told(tx, account.brand(), candidates.stream().map(MentionStore.Candidate::caseId).toList()))
      .compose(both -> new Placing(desk, triage, new Placing.Batch(account, known, new Joining(candidates, both.resultAt(0),
        both.resultAt(1)), ids(fresh, numbers), numbers.cases().iterator(), now)).place(tx, fresh))
      .compose(placed -> mentions.insert(tx, placed)
        .compose(v -> attachments.want(tx, attached(placed), now)).map(placed));
  }

  private static List<Attachments.Wanted> attached(List<MentionStore.Placed> placed) {
    var all = new ArrayList<Attachments.Wanted>();
    placed.forEach(p -> {
      var with = p.mention().extras().attachments();
      for (var place = 0; place < with.size(); place++) {
        all.add(new Attachments.Wanted(p.account().brand(), p.id(), p.account().id(), place, with.get(place)));
      }
    });
    return all;
  }

  private static Map<String, Long> ids(List<Mention> fresh, Numbers numbers) {
    var ids = new HashMap<String, Long>();
    for (var i = 0; i < fresh.size(); i++) {
      ids.put(fresh.get(i).externalId().value(), numbers.mentions().get(i));
    }
    return ids;
  }

  private static Map<String, Accepted> answers(Map<String, Accepted> there, List<MentionStore.Placed> placed) {
    var answers = new LinkedHashMap<>(there);
    placed.forEach(p -> answers.put(p.mention().externalId().value(),
      new Accepted(p.mention().externalId().value(), p.id(), p.caseId(), false)));
    return answers;
  }
}
