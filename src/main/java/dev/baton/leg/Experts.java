package dev.baton.leg;

import dev.baton.people.People;
import dev.baton.people.Person;
import dev.baton.people.Role;
import dev.baton.policy.Party;
import dev.baton.policy.Policies;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Who may answer what, and to whom "not mine, but hers" may lead. */
final class Experts {

  private final Policies policies;
  private final People people;

  Experts(Policies policies, People people) {
    this.policies = policies;
    this.people = people;
  }

  /** The departments and vendors in whose line somebody is, by their keys. */
  String[] partiesOf(String person) {
    return policies.current().parties().stream().filter(p -> line(p).contains(person)).map(Party::key)
      .toArray(String[]::new);
  }

  private List<String> line(Party party) {
    return policies.current().roster().everybody(party.experts());
  }

  /** Whether a leg is for this person to act on. */
  boolean isFor(LegStore.Asked leg, String person) {
    return leg.expert().equals(person) || !leg.isFlag() && List.of(partiesOf(person)).contains(leg.party());
  }

  /**
   * Whether what the customer said is for this person: they are of the house, for a department's leg may be passed to a
   * vendor's people; and they may answer it, or were the last who could.
   */
  boolean mayHear(LegStore.Asked leg, String person, boolean overrules) {
    return isOfTheHouse(leg) && !isOfAVendor(person) && (overrules || leg.expert().equals(person)
      || leg.answeredBy().equals(person) || leg.isOffered() && isFor(leg, person));
  }

  private boolean isOfTheHouse(LegStore.Asked leg) {
    return leg.isFlag() || policies.current().party(leg.party()).filter(p -> !p.isVendor()).isPresent();
  }

  private boolean isOfAVendor(String person) {
    return policies.current().parties().stream().anyMatch(party -> party.isVendor() && line(party).contains(person));
  }

  /**
   * To whom it can be passed on: a vendor's people to each other, a department's to every expert of a department or
   * vendor, a flag to whoever works the inbox. Only to who is there.
   */
  List<Person> beside(LegStore.Asked leg, String person, Instant now) {
    return candidates(leg).distinct().filter(id -> !id.equals(person))
      .filter(id -> !policies.current().roster().present(List.of(id), now).isEmpty())
      .flatMap(id -> people.of(id).stream()).filter(p -> p.sees(leg.brand())).toList();
  }

  private Stream<String> candidates(LegStore.Asked leg) {
    if (leg.isFlag()) {
      return people.all().stream().filter(p -> p.is(Role.AGENT) || p.is(Role.LEAD)).map(Person::id);
    }
    var own = policies.current().party(leg.party());
    return own.filter(Party::isVendor).map(vendor -> line(vendor).stream())
      .orElseGet(() -> policies.current().parties().stream().flatMap(party -> line(party).stream()));
  }
}
