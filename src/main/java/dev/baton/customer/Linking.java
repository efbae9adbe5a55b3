package dev.baton.customer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides, in memory, whose each profile of a batch is. A profile that was there keeps its customer; a new one goes to
 * the owner of its first strong identifier, and what it claimed itself goes along.
 */
final class Linking {

  private final Map<String, Profile> profiles;
  private final Set<Long> fresh;
  private final Map<Long, Long> movedTo = new HashMap<>();

  /** @param fresh the customer numbers proposed by this batch; a profile that has one of them is new */
  Linking(Map<String, Profile> profiles, Set<Long> fresh) {
    this.profiles = new TreeMap<>(profiles);
    this.fresh = fresh;
  }

  /** @param owners of every identifier, as the database has them now */
  Map<String, Profile> decide(List<Strong> strong, Map<Strong.Identifier, Long> owners) {
    for (var clue : strong) {
      var profile = profiles.get(clue.profile());
      var owner = current(owners.get(clue.identifier()));
      var own = current(profile.customerId());
      if (fresh.contains(own) && owner != own) {
        movedTo.put(own, owner);
        profiles.put(clue.profile(), profile.linkedTo(owner, clue.evidence()));
      }
    }
    profiles.replaceAll((key, p) -> p.linkedTo(current(p.customerId()), p.evidence()));
    return profiles;
  }

  /** Customer numbers of this batch that were given up, and for whom. */
  Map<Long, Long> moved() {
    var moved = new TreeMap<Long, Long>();
    movedTo.keySet().forEach(from -> moved.put(from, current(from)));
    return moved;
  }

  private long current(long customer) {
    return Optional.ofNullable(movedTo.get(customer)).map(this::current).orElse(customer);
  }
}
