package dev.baton.people;

import dev.baton.config.Settings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everybody of the desk, as the configuration names them. */
public final class People {

  private static final Map<String, Role> WORDS = Map.of("agent", Role.AGENT, "lead", Role.LEAD,
    "supervisor", Role.SUPERVISOR);
  private static final String ID = "[a-z0-9][a-z0-9._-]{0,63}";

  private final Map<String, Person> people;
  private final Map<String, String> hashes;

  private People(Map<String, Person> people, Map<String, String> hashes) {
    this.people = Collections.unmodifiableMap(people);
    this.hashes = Map.copyOf(hashes);
  }

  /** Reads {@code people.<id>}; mistakes are left with the settings. */
  public static People from(Settings settings) {
    var people = new LinkedHashMap<String, Person>();
    var hashes = new LinkedHashMap<String, String>();
    for (var id : settings.names("people")) {
      var s = settings.at("people").at(id);
      if (!id.matches(ID) || id.equals(Caller.api().id())) {
        s.problem("", "cannot be the id of a person: take small letters, digits, '.', '_' or '-', and not 'api'");
      }
      var hash = s.secret("password-hash").value();
      if (!hash.isEmpty() && !Passwords.isHash(hash)) {
        s.problem("password-hash", "is no hash of Baton's: make one with the command hash-password");
      } else if (!hash.isEmpty()) {
        hashes.put(id, hash);
      }
      people.put(id, person(id, s));
    }
    return new People(people, hashes);
  }

  private static Person person(String id, Settings s) {
    var name = s.text("name");
    return new Person(id, name == null || name.isBlank() ? id : name, roles(s), Set.copyOf(s.list("brands")),
      Set.copyOf(s.list("queues")), email(s), absences(s));
  }

  private static Set<Role> roles(Settings s) {
    var roles = new LinkedHashSet<Role>();
    for (var word : s.list("roles")) {
      if (WORDS.containsKey(word)) {
        roles.add(WORDS.get(word));
      } else {
        s.problem("roles", "names '" + word + "': give some of agent, lead, supervisor");
      }
    }
    if (roles.isEmpty()) {
      if (s.list("roles").isEmpty()) {
        s.problem("roles", "is missing: give some of agent, lead, supervisor");
      }
      return Set.of(Role.AGENT); // never used, the settings refuse to go on
    }
    return roles;
  }

  private static String email(Settings s) {
    var email = s.text("email", "");
    if (!email.isEmpty() && !email.matches("[^@\\s]+@[^@\\s]+")) {
      s.problem("email", "is '" + email + "': give an address such as ana@example.org");
    }
    return email;
  }

  private static List<Absence> absences(Settings s) {
    var absences = new ArrayList<Absence>();
    for (var text : s.list("absences")) {
      try {
        absences.add(Absence.parse(text));
      } catch (RuntimeException e) {
        s.problem("absences", "has '" + text + "': give days such as 2026-12-24 or 2026-12-24..2026-12-31");
      }
    }
    return absences;
  }

  public Optional<Person> of(String id) {
    return Optional.ofNullable(people.get(id));
  }

  /** In the order of the configuration. */
  public Collection<Person> all() {
    return people.values();
  }

  /** The name, or the id of somebody who is no longer here. */
  public String nameOf(String id) {
    return of(id).map(Person::name).orElse(id);
  }

  /** Whether they are here and not away, by the day in UTC. */
  public boolean present(String id, Instant now) {
    var day = now.atZone(ZoneOffset.UTC).toLocalDate();
    return of(id).filter(p -> p.absences().stream().noneMatch(a -> a.covers(day))).isPresent();
  }

  Optional<String> configuredHash(String id) {
    return Optional.ofNullable(hashes.get(id));
  }
}
