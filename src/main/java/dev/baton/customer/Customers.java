package dev.baton.customer;

import dev.baton.customer.linking.Commonness;
import dev.baton.customer.linking.Judge;
import dev.baton.customer.linking.Vetoes;
import dev.baton.customer.linking.Weights;
import dev.baton.mention.Author;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the customer behind every author, or makes one. What links by itself: the profile, the same e-mail address or
 * phone number, a case they named. Rows are inserted and locked in one order (profiles, identifiers, customers, each
 * sorted), so that two transactions with the same customer go one after the other and never wait for each other.
 */
public final class Customers {

  private final CustomerStore store = new CustomerStore();
  private final LinkStore links = new LinkStore();
  /** Whoever shares an identifier was not looked for among all, so that it does not matter how many there are. */
  private final Judge judge = new Judge(Weights.shipped(), Commonness.unknown(), new Vetoes());

  /** Some of these people became others' between the look and the lock; who looks again finds them. */
  public static final class PeopleMoved extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PeopleMoved() {
      super("somebody was joined with somebody else, or parted, at that moment");
    }
  }

  /**
   * The customers of everybody seen, by {@link #key}. All of them are locked until the transaction ends. Fails with
   * {@link PeopleMoved} where they are not what they were a moment ago.
   *
   * @param ids at least as many unused customer numbers as there are sightings
   */
  public Future<Map<String, Known>> find(SqlClient tx, String brand, List<Sighting> sightings, List<Long> ids,
                                         Instant now) {
    var seen = new TreeMap<String, Sighting>();
    sightings.forEach(s -> seen.merge(s.key(), s, Sighting::and));
    var strong = sightings.stream().flatMap(s -> Strong.of(s).stream()).distinct().toList();
    var numbers = ids.iterator();
    var proposed = seen.values().stream().map(s -> propose(s, numbers.next())).toList();
    var fresh = proposed.stream().map(Profile::ownId).collect(Collectors.toSet());
    return Future.all(store.insert(tx, brand, proposed), store.profiles(tx, brand, proposed))
      .map(both -> both.<Map<String, Profile>>resultAt(1))
      .compose(there -> link(tx, brand, List.copyOf(seen.values()), strong, there, fresh, now))
      .compose(found -> settle(tx, brand, found, fresh, now));
  }

  /** How {@link #find} names an author. */
  public static String key(String channel, String authorId) {
    return Profile.key(channel, authorId);
  }

  private static Profile propose(Sighting sighting, long number) {
    return new Profile(sighting.channel(), sighting.author(), number, number, "", 0);
  }

  /** Everybody as they are now, and which revision of their customers that was decided on. */
  private record Found(Map<String, Profile> profiles, Map<Long, Integer> revisions) {}

  private Future<Found> link(SqlClient tx, String brand, List<Sighting> seen, List<Strong> strong,
                             Map<String, Profile> there, Set<Long> fresh, Instant now) {
    var linking = new Linking(judge, there, fresh);
    return owners(tx, brand, strong, there).compose(owners -> {
      var decided = linking.decide(strong, owners);
      var revisions = new HashMap<Long, Integer>();
      there.values().forEach(p -> revisions.put(p.customerId(), p.revision()));
      owners.values().forEach(o -> o.profiles().forEach(p -> revisions.put(p.customerId(), p.revision())));
      return store.reassign(tx, brand, moved(owners, linking.moved()))
        .compose(v -> store.update(tx, brand, changed(seen, there, decided)))
        .compose(v -> links.insert(tx, brand, linking.links(), LinkStore.BATON, now))
        .compose(v -> links.suggest(tx, brand, linking.doubtful(), now))
        .map(new Found(decided, revisions));
    });
  }

  private Future<Map<Strong.Identifier, Linking.Owner>> owners(SqlClient tx, String brand, List<Strong> strong,
                                                               Map<String, Profile> there) {
    if (strong.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    var claims = new LinkedHashMap<Strong.Identifier, Profile>();
    strong.stream().filter(s -> !s.isCase()).forEach(s -> claims.putIfAbsent(s.identifier(), there.get(s.profile())));
    var named = strong.stream().filter(Strong::isCase).map(s -> Long.valueOf(s.value())).collect(Collectors.toSet());
    var brought = claims.isEmpty() ? Future.succeededFuture(Map.<Strong.Identifier, Linking.Owner>of())
      : store.claim(tx, brand, claims).compose(v -> store.owners(tx, brand, claims.keySet()));
    return brought.compose(owners -> store.ofCustomers(tx, brand, named).map(others -> {
      var all = new HashMap<>(owners);
      all.putAll(others);
      return all;
    }));
  }

  /** What was claimed for numbers that were given up, and whose it is instead. */
  private static Map<Strong.Identifier, Long> moved(Map<Strong.Identifier, Linking.Owner> owners, Map<Long, Long> moved) {
    var reassigned = new HashMap<Strong.Identifier, Long>();
    owners.forEach((identifier, owner) -> {
      var to = moved.get(owner.first().customerId());
      if (to != null && !identifier.kind().equals(Strong.CASE)) {
        reassigned.put(identifier, to);
      }
    });
    return reassigned;
  }

  /** People rename themselves, gain followers and get linked; only what changed is written. */
  private static List<CustomerStore.Changed> changed(List<Sighting> seen, Map<String, Profile> there,
                                                     Map<String, Profile> decided) {
    return seen.stream().map(s -> {
      var was = there.get(s.key());
      var is = decided.get(s.key()).known(known(was.author(), s.author()));
      return new CustomerStore.Changed(is, s.telling() || isNews(was.author(), is.author()));
    }).filter(c -> {
      var was = there.get(c.profile().key());
      return c.toCompare() || was.customerId() != c.profile().customerId()
        || was.author().followers() != c.profile().author().followers();
    }).toList();
  }

  /** What a network leaves out this time is still known. */
  private static Author known(Author was, Author is) {
    return new Author(is.id(), either(is.handle(), was.handle()), either(is.name(), was.name()), is.followers(),
      either(was.email(), is.email()), either(was.phone(), is.phone()));
  }

  private static String either(String one, String other) {
    return one.isEmpty() ? other : one;
  }

  private static boolean isNews(Author was, Author is) {
    return !was.handle().equals(is.handle()) || !was.name().equals(is.name()) || !was.email().equals(is.email())
      || !was.phone().equals(is.phone());
  }

  private Future<Map<String, Known>> settle(SqlClient tx, String brand, Found found, Set<Long> fresh, Instant now) {
    var profiles = found.profiles();
    var made = new LinkedHashMap<Long, String>();
    profiles.values().stream().filter(p -> fresh.contains(p.customerId()) && p.ownId() == p.customerId())
      .forEach(p -> made.put(p.customerId(), p.author().shownName()));
    var old = new TreeSet<Long>();
    profiles.values().stream().map(Profile::customerId).filter(id -> !fresh.contains(id)).forEach(old::add);
    return Future.all(store.insertCustomers(tx, brand, made, now), store.lock(tx, brand, old))
      .map(both -> both.<Map<Long, CustomerStore.Locked>>resultAt(1))
      .map(locked -> {
        if (old.stream().anyMatch(id -> !locked.containsKey(id)
          || locked.get(id).revision() != found.revisions().getOrDefault(id, 0))) {
          throw new PeopleMoved();
        }
        var known = new HashMap<String, Known>();
        profiles.forEach((key, p) -> known.put(key, new Known(p.customerId(), locked.containsKey(p.customerId())
          ? locked.get(p.customerId()).name() : made.get(p.customerId()), p.author().handle(), p.evidence())));
        return known;
      });
  }
}
