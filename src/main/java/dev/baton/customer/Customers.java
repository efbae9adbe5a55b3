package dev.baton.customer;

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

  /**
   * The customers of everybody seen, by {@link #key}. All of them are locked until the transaction ends.
   *
   * @param ids at least as many unused customer numbers as there are sightings
   */
  public Future<Map<String, Known>> find(SqlClient tx, String brand, List<Sighting> sightings, List<Long> ids,
                                         Instant now) {
    var strong = sightings.stream().flatMap(s -> Strong.of(s).stream()).distinct().toList();
    var seen = new TreeMap<String, Sighting>();
    sightings.forEach(s -> seen.merge(s.key(), s, (a, b) -> a.knownAs() != 0 ? a : b));
    var numbers = ids.iterator();
    var proposed = seen.values().stream().map(s -> propose(s, numbers.next())).toList();
    var fresh = proposed.stream().map(Profile::customerId).collect(Collectors.toSet());
    fresh.removeAll(seen.values().stream().map(Sighting::knownAs).toList());
    return Future.all(store.insert(tx, brand, proposed), store.profiles(tx, brand, proposed))
      .map(both -> both.<Map<String, Profile>>resultAt(1))
      .compose(there -> link(tx, brand, List.copyOf(seen.values()), strong, there, fresh))
      .compose(profiles -> settle(tx, brand, profiles, fresh, now));
  }

  /** How {@link #find} names an author. */
  public static String key(String channel, String authorId) {
    return Profile.key(channel, authorId);
  }

  private static Profile propose(Sighting sighting, long number) {
    return sighting.knownAs() != 0
      ? new Profile(sighting.channel(), sighting.author(), sighting.knownAs(), "named their case")
      : new Profile(sighting.channel(), sighting.author(), number, "");
  }

  private Future<Map<String, Profile>> link(SqlClient tx, String brand, List<Sighting> seen, List<Strong> strong,
                                            Map<String, Profile> there, Set<Long> fresh) {
    var linking = new Linking(there, fresh);
    return owners(tx, brand, strong, there).compose(owners -> {
      var decided = linking.decide(strong, owners);
      var moved = linking.moved();
      owners.values().retainAll(moved.keySet());
      owners.replaceAll((identifier, owner) -> moved.get(owner));
      return store.reassign(tx, brand, owners)
        .compose(v -> store.update(tx, brand, changed(seen, there, decided)))
        .map(decided);
    });
  }

  private Future<Map<Strong.Identifier, Long>> owners(SqlClient tx, String brand, List<Strong> strong,
                                                      Map<String, Profile> there) {
    if (strong.isEmpty()) {
      return Future.succeededFuture(new HashMap<>());
    }
    var claims = new LinkedHashMap<Strong.Identifier, Long>();
    strong.forEach(s -> claims.putIfAbsent(s.identifier(), there.get(s.profile()).customerId()));
    return store.claim(tx, brand, claims).compose(v -> store.owners(tx, brand, claims.keySet()));
  }

  /** People rename themselves, gain followers and get linked; only what changed is written. */
  private static List<Profile> changed(List<Sighting> seen, Map<String, Profile> there, Map<String, Profile> decided) {
    return seen.stream().map(s -> {
      var profile = decided.get(s.key());
      return new Profile(s.channel(), s.author(), profile.customerId(), profile.evidence());
    }).filter(p -> {
      var was = there.get(p.key());
      return was.customerId() != p.customerId() || was.author().followers() != p.author().followers()
        || !was.author().handle().equals(p.author().handle()) || !was.author().name().equals(p.author().name());
    }).toList();
  }

  private Future<Map<String, Known>> settle(SqlClient tx, String brand, Map<String, Profile> profiles,
                                            Set<Long> fresh, Instant now) {
    var made = new LinkedHashMap<Long, String>();
    profiles.values().stream().filter(p -> fresh.contains(p.customerId()))
      .forEach(p -> made.putIfAbsent(p.customerId(), p.author().shownName()));
    var old = new TreeSet<Long>();
    profiles.values().stream().map(Profile::customerId).filter(id -> !fresh.contains(id)).forEach(old::add);
    return Future.all(store.insertCustomers(tx, brand, made, now), store.lock(tx, brand, old))
      .map(both -> both.<Map<Long, String>>resultAt(1))
      .map(names -> {
        names.putAll(made);
        var known = new HashMap<String, Known>();
        profiles.forEach((key, p) -> known.put(key, new Known(p.customerId(), names.get(p.customerId()),
          p.author().handle(), p.evidence())));
        return known;
      });
  }
}
