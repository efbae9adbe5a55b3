package dev.baton.policy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is there. Wherever people are named, a rota's name may stand and means whoever it has on duty; who is absent, or
 * no longer works here, is never there.
 */
public final class Roster {

  private final Map<String, Rota> rotas;
  private final Presence presence;
  private final ZoneId zone;

  /** @param zone of the desk; absences begin and end at its midnights */
  public Roster(Collection<Rota> rotas, Presence presence, ZoneId zone) {
    this.rotas = rotas.stream().collect(Collectors.toUnmodifiableMap(Rota::name, r -> r));
    this.presence = presence;
    this.zone = zone;
  }

  /** Those of these who are there, in the order in which they are asked. */
  public List<String> present(List<String> named, Instant at) {
    return named.stream().flatMap(name -> onDuty(name, at)).filter(p -> presence.present(p, at)).distinct().toList();
  }

  public Optional<String> first(List<String> named, Instant at) {
    return present(named, at).stream().findFirst();
  }

  /** Whether they work here, as far as this policy knows. */
  public boolean knows(String person) {
    return presence.knows(person);
  }

  /** The moments at which who is there may change, in their order, the ends included. */
  List<Instant> changes(List<String> named, Instant from, Instant to) {
    var changes = new TreeSet<>(List.of(from, to));
    from.atZone(zone).toLocalDate().datesUntil(to.atZone(zone).toLocalDate().plusDays(1))
      .forEach(day -> changes.add(day.atStartOfDay(zone).toInstant()));
    named.stream().filter(rotas::containsKey).forEach(name -> changes.addAll(rotas.get(name).changes(from, to)));
    return List.copyOf(changes.subSet(from, true, to, true));
  }

  /** The time zone of the desk. */
  public ZoneId zone() {
    return zone;
  }

  private Stream<String> onDuty(String name, Instant at) {
    var rota = rotas.get(name);
    return rota == null ? Stream.of(name) : rota.onDuty(at).stream();
  }

  /** Everybody whom these can mean, whenever. */
  public List<String> everybody(List<String> named) {
    return named.stream().flatMap(name -> rotas.containsKey(name) ? rotas.get(name).people() : Stream.of(name))
      .distinct().toList();
  }
}
