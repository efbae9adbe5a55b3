package dev.baton.customer;

import dev.baton.customer.linking.Judge;
import dev.baton.customer.linking.Match;
import dev.baton.customer.linking.Portrait;
import dev.baton.customer.linking.Trait;
import dev.baton.customer.linking.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Decides, in memory, whose each profile of a batch is. A profile that was there keeps its customer; a new one goes to
 * the owner of its first strong identifier, and what it claimed itself goes along. Where something speaks against it, as
 * two full names do that are two people's, and where both are known already, it is left to an agent.
 */
final class Linking {

  /** Who has an identifier: for one that somebody brought, that profile; for a case that was named, all of its customer. */
  record Owner(List<Profile> profiles) {
    Profile first() {
      return profiles.getFirst();
    }
  }

  private final Judge judge;
  private final Map<String, Profile> profiles;
  private final Set<Long> fresh;
  private final Map<Long, Long> movedTo = new HashMap<>();
  private final List<Link> links = new ArrayList<>();
  private final List<Link> doubtful = new ArrayList<>();

  /** @param fresh the customer numbers proposed by this batch; a profile that has one of them is new */
  Linking(Judge judge, Map<String, Profile> profiles, Set<Long> fresh) {
    this.judge = judge;
    this.profiles = new TreeMap<>(profiles);
    this.fresh = fresh;
  }

  /** @param owners of every identifier, as the database has them now */
  Map<String, Profile> decide(List<Strong> strong, Map<Strong.Identifier, Owner> owners) {
    Stream.concat(strong.stream().filter(s -> !s.isCase()), strong.stream().filter(Strong::isCase))
      .forEach(clue -> Optional.ofNullable(owners.get(clue.identifier())).ifPresent(owner -> weigh(clue, owner)));
    profiles.replaceAll((key, p) -> p.linkedTo(current(p.customerId()), p.evidence()));
    return profiles;
  }

  private void weigh(Strong clue, Owner owner) {
    var profile = profiles.get(clue.profile());
    var to = profiles.getOrDefault(owner.first().key(), owner.first());
    var own = current(profile.customerId());
    var theirs = current(to.customerId());
    if (own == theirs) {
      return;
    }
    var match = judge.judge(portrait(profile, clue), portrait(to, clue));
    var link = link(clue, fresh.contains(own) ? root(own) : profile, to, match);
    if (!fresh.contains(own) || (clue.isCase() ? isForwarded(profile, owner, match) : match.verdict() != Verdict.LINKS)) {
      doubtful.add(link);
      return;
    }
    movedTo.put(own, theirs);
    links.add(link);
    profiles.computeIfPresent(clue.profile(), (key, p) -> p.linkedTo(theirs, clue.evidence()));
  }

  private static Portrait portrait(Profile of, Strong clue) {
    var draft = of.portrait();
    return (clue.isCase() ? draft.with(Trait.REFERENCE, clue.value())
      : draft.with(clue.kind().equals("email") ? Trait.EMAIL : Trait.PHONE, clue.value())).portrait();
  }

  private Link link(Strong clue, Profile from, Profile to, Match match) {
    var reasons = new ArrayList<Reason>();
    Reason.of(match).forEach(r -> reasons.add(r.what().equals("reference") ? new Reason(r.what(), clue.evidence(), r.weight()) : r));
    return new Link(from.channel(), from.author().id(), to.channel(), to.author().id(), from.ownId(), current(to.customerId()),
      reasons, match.bits());
  }

  private Profile root(long own) {
    return profiles.values().stream().filter(p -> p.ownId() == own).findFirst().orElseThrow();
  }

  /**
   * A reference can be passed on. Who has an address or a number of their own, other than its customer's, may be another,
   * and so may who has quite another name; half a name is usual on networks.
   */
  private static boolean isForwarded(Profile who, Owner owner, Match match) {
    return match.isDoubted() && match.evidence().stream().anyMatch(e -> e.trait() == Trait.NAME && e.level().equals("different"))
      || differs(who.author().email(), owner.profiles().stream().map(p -> p.author().email()).toList())
      || differs(who.author().phone(), owner.profiles().stream().map(p -> p.author().phone()).toList());
  }

  private static boolean differs(String value, List<String> theirs) {
    return !value.isEmpty() && theirs.stream().anyMatch(other -> !other.isEmpty()) && !theirs.contains(value);
  }

  /** Customer numbers of this batch that were given up, and for whom. */
  Map<Long, Long> moved() {
    var moved = new TreeMap<Long, Long>();
    movedTo.keySet().forEach(from -> moved.put(from, current(from)));
    return moved;
  }

  List<Link> links() {
    return links;
  }

  /** What an agent may be asked. */
  List<Link> doubtful() {
    return doubtful;
  }

  private long current(long customer) {
    return Optional.ofNullable(movedTo.get(customer)).map(this::current).orElse(customer);
  }
}
