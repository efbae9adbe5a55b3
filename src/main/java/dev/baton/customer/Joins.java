package dev.baton.customer;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What people decide about who is who: two customers are one, a link was wrong, these are different people for ever. In a
 * transaction, which goes on with their cases: profiles are locked first, then identifiers, then customers.
 */
public final class Joins {

  static final String NOT_ASKED = "This is not suggested any more: look at the case as it is now";

  private final JoinStore store = new JoinStore();
  private final LinkStore links = new LinkStore();

  /** It cannot be done, in words that say what to do. */
  public static final class Hindered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Hindered(String words) {
      super(words);
    }
  }

  /** A customer as the list calls them. */
  public record Somebody(long id, String name, String handle) {}

  /** @param gone who they were; @param into who they are now */
  public record Joined(long link, Somebody into, Somebody gone) {}

  /**
   * Two people again.
   *
   * @param profiles of the one who leaves, each as {@link Customers#key} names it
   */
  public record Parted(long link, Somebody staying, Somebody leaving, Set<String> profiles) {
    public Parted {
      profiles = Set.copyOf(profiles);
    }
  }

  /** These two are one person: whoever is known longer stays, and the other's profiles are theirs from now on. */
  public Future<Joined> accept(SqlClient tx, String brand, long suggestion, long customer, String by, Instant now) {
    return open(tx, brand, suggestion).compose(asked -> people(tx, brand, asked, customer).compose(people -> {
      var one = people.of(asked.one());
      var other = people.of(asked.other());
      if (people.all().size() > JoinStore.MOST_PROFILES) {
        throw new Hindered("Together they would have more than " + JoinStore.MOST_PROFILES + " profiles, which is no one person:"
          + " merge their cases instead");
      }
      return store.vetoes(tx, brand, people.all()).compose(vetoes -> {
        if (vetoes.stream().anyMatch(v -> people.areApart(v))) {
          throw new Hindered("Somebody said that these are different people: that is for ever");
        }
        return store.lock(tx, brand, new TreeSet<>(List.of(one.customerId(), other.customerId()))).compose(locked -> {
          var stays = locked.getFirst().id() == one.customerId() ? one : other;
          return join(tx, brand, asked, people, stays, stays == one ? other : one, by, now);
        });
      });
    }));
  }

  private Future<Joined> join(SqlClient tx, String brand, JoinStore.Asked asked, People people, Profile stays, Profile goes,
                              String by, Instant now) {
    var root = people.root(goes.customerId());
    var moving = people.of(goes.customerId());
    var link = new Link(root.channel(), root.author().id(), stays.channel(), stays.author().id(), root.ownId(),
      stays.customerId(), asked.evidence(), asked.score());
    return store.move(tx, brand, moving, stays.customerId())
      .compose(v -> links.insert(tx, brand, List.of(link), by, now))
      .compose(v -> store.settle(tx, brand, asked.id(), "accepted", by, now))
      .compose(v -> store.inForce(tx, brand, List.of(root)))
      .map(made -> new Joined(made.getFirst().id(), somebody(people.root(stays.customerId())), somebody(root)));
  }

  /** The link that made this customer's profile theirs was wrong: it, and what was joined by way of it, is apart again. */
  public Future<Parted> undo(SqlClient tx, String brand, long customer, long link, String by, Instant now) {
    return store.profiles(tx, brand, Set.of(customer)).compose(all -> store.inForce(tx, brand, all).compose(inForce -> {
      var undone = inForce.stream().filter(l -> l.id() == link).findFirst()
        .orElseThrow(() -> new Hindered("This link is not in force for the customer of this case: look at it as it is now"));
      var leaving = behind(undone, inForce);
      var root = all.stream().filter(p -> p.key().equals(undone.profile())).findFirst().orElseThrow();
      var first = all.stream().filter(p -> p.ownId() == customer).findFirst().orElseThrow();
      var moving = all.stream().filter(p -> leaving.contains(p.key())).toList();
      return store.revive(tx, brand, root.ownId(), root.author().shownName(), undone.madeAt())
        .compose(v -> store.lock(tx, brand, new TreeSet<>(List.of(customer, root.ownId()))))
        .compose(v -> store.move(tx, brand, moving, root.ownId()))
        .compose(v -> store.undo(tx, brand, link, by, now))
        .compose(v -> store.refuse(tx, brand, undone, by, now))
        .map(new Parted(link, somebody(first), somebody(root), leaving));
    }));
  }

  /** The profile of the link, and whoever was joined to it, or to those. */
  private static Set<String> behind(JoinStore.InForce link, List<JoinStore.InForce> all) {
    var behind = new HashSet<>(Set.of(link.profile()));
    while (all.stream().filter(l -> behind.contains(l.to())).map(JoinStore.InForce::profile).filter(behind::add).count() > 0) {
      // as deep as the links go; there are no more than MOST_PROFILES
    }
    return behind;
  }

  private static Somebody somebody(Profile root) {
    return new Somebody(root.ownId(), root.author().shownName(), root.author().handle());
  }

  /** Not now; Baton asks again only when there is clearly more to say. */
  public Future<Void> refuse(SqlClient tx, String brand, long suggestion, long customer, String by, Instant now) {
    return open(tx, brand, suggestion).compose(asked -> people(tx, brand, asked, customer))
      .compose(v -> store.settle(tx, brand, suggestion, "refused", by, now));
  }

  /** For ever. */
  public Future<Void> different(SqlClient tx, String brand, long suggestion, long customer, String by, Instant now) {
    return open(tx, brand, suggestion).compose(asked -> people(tx, brand, asked, customer)
      .compose(v -> store.different(tx, brand, asked.one(), asked.other(), by, now)))
      .compose(v -> store.settle(tx, brand, suggestion, "refused", by, now));
  }

  /** After a link was undone: never again. */
  public Future<Void> differentAfter(SqlClient tx, String brand, long link, String by, Instant now) {
    return store.ends(tx, brand, link).compose(ends -> store.different(tx, brand, ends.profile(), ends.to(), by, now));
  }

  private Future<JoinStore.Asked> open(SqlClient tx, String brand, long suggestion) {
    return store.asked(tx, brand, suggestion).map(found -> found.filter(JoinStore.Asked::isOpen).orElseThrow(() ->
      new Hindered(NOT_ASKED)));
  }

  /** All profiles of both customers, locked. */
  private record People(List<Profile> all) {

    Profile of(String key) {
      return all.stream().filter(p -> p.key().equals(key)).findFirst().orElseThrow();
    }

    List<Profile> of(long customer) {
      return all.stream().filter(p -> p.customerId() == customer).toList();
    }

    Profile root(long customer) {
      return of(customer).stream().min(Comparator.comparing((Profile p) -> p.ownId() != customer)).orElseThrow();
    }

    private boolean areApart(JoinStore.Pair pair) {
      Map<String, Long> whose = all.stream().collect(Collectors.toMap(Profile::key, Profile::customerId, (a, b) -> a, TreeMap::new));
      return whose.containsKey(pair.one()) && whose.containsKey(pair.other())
        && !whose.get(pair.one()).equals(whose.get(pair.other()));
    }
  }

  private Future<People> people(SqlClient tx, String brand, JoinStore.Asked asked, long customer) {
    return store.customersOf(tx, brand, List.of(asked.one(), asked.other()))
      .compose(both -> {
        if (both.size() < 2 || !both.contains(customer)) {
          throw new Hindered(NOT_ASKED);
        }
        return store.profiles(tx, brand, both);
      })
      .map(People::new);
  }
}
