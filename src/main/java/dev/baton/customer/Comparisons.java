package dev.baton.customer;

import dev.baton.customer.linking.BlockingKeys;
import dev.baton.customer.linking.Candidates;
import dev.baton.customer.linking.Commonness;
import dev.baton.customer.linking.Judge;
import dev.baton.customer.linking.Match;
import dev.baton.customer.linking.Verdict;
import dev.baton.customer.linking.Vetoes;
import dev.baton.customer.linking.Weights;
import dev.baton.db.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares those of whom something is new with whoever shares a key with them, and asks where they could be one. First the
 * keys are stored, then they are looked for: of two that are compared at the same instant, at least one sees the other.
 *
 * <pre>
 *   to_compare ─► portrait ─► keys stored │ commit │ ─► who shares them ─► judged ─► suggestion, not to_compare
 * </pre>
 */
public final class Comparisons {

  /** Profiles of one look. */
  private static final int BATCH = 20;
  /** With whom one is compared; those who share the rarest keys. */
  private static final int MOST_COMPARED = 20;
  /** About one profile, in one look. */
  private static final int MOST_ASKED = 3;
  /** Eight to one: below that, agents would look at more strangers than at customers. */
  private static final double WORTH_ASKING = 3;
  /** How common names are changes slowly. */
  private static final Duration COUNTED_ANEW = Duration.ofHours(1);

  private final Vertx vertx;
  private final Database database;
  private final InstantSource clock;
  private final ComparisonStore store = new ComparisonStore();
  private final LinkStore links = new LinkStore();
  private final Weights weights = Weights.shipped();
  private volatile Commonness common = Commonness.unknown();
  private Instant counted = Instant.MIN;

  public Comparisons(Vertx vertx, Database database, InstantSource clock) {
    this.vertx = vertx;
    this.database = database;
    this.clock = clock;
  }

  /** Looks at some. @return whether there may be more */
  public Future<Boolean> look() {
    return counted().compose(v -> database.inTransaction(tx -> store.toCompare(tx, BATCH)
        .compose(some -> store.keep(tx, some, Comparisons::keys).map(some))))
      .compose(some -> some.isEmpty() ? Future.succeededFuture(false)
        : database.inTransaction(tx -> compare(tx, some)).map(some.size() == BATCH));
  }

  private Future<Void> counted() {
    if (clock.instant().isBefore(counted)) {
      return Future.succeededFuture();
    }
    counted = clock.instant().plus(COUNTED_ANEW);
    return store.sample(database.reader())
      .compose(sample -> vertx.executeBlocking(() -> Commonness.among(sample.portraits(), sample.people())))
      .map(anew -> {
        common = anew;
        return null;
      });
  }

  private static List<String> keys(ComparisonStore.Seen seen) {
    return BlockingKeys.of(seen.portrait());
  }

  private Future<Void> compare(SqlClient tx, List<ComparisonStore.Seen> some) {
    return store.sharing(tx, some, Comparisons::keys, Candidates.MAX_PER_KEY).compose(shared -> {
      var pairs = nearest(shared);
      return store.seen(tx, pairs).compose(others -> store.vetoes(tx, some).compose(vetoes ->
        vertx.executeBlocking(() -> judged(some, pairs, others, vetoes))))
        .compose(found -> suggest(tx, found))
        .compose(v -> store.compared(tx, some));
    });
  }

  /** Of each the ones that share most with it, rare keys first. */
  private static List<ComparisonStore.Pair> nearest(List<ComparisonStore.Shared> shared) {
    var scores = new HashMap<ComparisonStore.Pair, Double>();
    shared.forEach(s -> scores.merge(s.pair(), 1.0 / s.people(), Double::sum));
    var taken = new HashMap<String, Integer>();
    return scores.entrySet().stream()
      .sorted(Map.Entry.<ComparisonStore.Pair, Double>comparingByValue(Comparator.reverseOrder())
        .thenComparing(e -> e.getKey().one()).thenComparing(e -> e.getKey().other()))
      .map(Map.Entry::getKey).filter(pair -> taken.merge(pair.one(), 1, Integer::sum) <= MOST_COMPARED).toList();
  }

  private List<ComparisonStore.Found> judged(List<ComparisonStore.Seen> some, List<ComparisonStore.Pair> pairs,
                                             List<ComparisonStore.Seen> others, Vetoes vetoes) {
    var judge = new Judge(weights, common, vetoes);
    var all = new HashMap<String, ComparisonStore.Seen>();
    others.forEach(o -> all.put(o.key(), o));
    some.forEach(s -> all.put(s.key(), s));
    var found = new ArrayList<ComparisonStore.Found>();
    for (var pair : pairs) {
      var one = all.get(pair.one());
      var other = all.get(pair.other());
      if (one != null && other != null && one.customer() != other.customer()) {
        var match = judge.judge(one.portrait(), other.portrait());
        if (match.verdict() != Verdict.APART && match.bits() >= WORTH_ASKING) {
          found.add(new ComparisonStore.Found(one, other, match));
        }
      }
    }
    var asked = new HashMap<String, Integer>();
    return found.stream().sorted(Comparator.comparingDouble((ComparisonStore.Found f) -> f.match().bits()).reversed())
      .filter(f -> asked.merge(f.one().key(), 1, Integer::sum) <= MOST_ASKED).toList();
  }

  private Future<Void> suggest(SqlClient tx, List<ComparisonStore.Found> found) {
    var byBrand = new HashMap<String, List<Link>>();
    found.forEach(f -> byBrand.computeIfAbsent(f.one().brand(), b -> new ArrayList<>()).add(link(f.one(), f.other(), f.match())));
    var done = Future.<Void>succeededFuture();
    for (var each : byBrand.entrySet()) {
      done = done.compose(v -> links.suggest(tx, each.getKey(), each.getValue(), clock.instant()));
    }
    return done;
  }

  private static Link link(ComparisonStore.Seen one, ComparisonStore.Seen other, Match match) {
    return new Link(one.channel(), one.author(), other.channel(), other.author(), one.customer(), other.customer(),
      Reason.of(match), match.bits());
  }
}
