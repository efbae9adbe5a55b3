package dev.baton.people;

import dev.baton.config.Secret;
import dev.baton.config.Settings;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everybody whom the configuration names. A reload may change who they are; nobody has to ask for them anew. */
public final class People {

  private static final Map<String, Role> WORDS = Map.of("agent", Role.AGENT, "lead", Role.LEAD,
    "supervisor", Role.SUPERVISOR, "expert", Role.EXPERT);
  private static final String ROLES = "give some of agent, lead, supervisor, expert";
  private static final String ID = "[a-z0-9][a-z0-9._-]{0,63}";

  private volatile Known known;

  private record Known(Map<String, Person> people, Map<String, String> hashes, Absences absences) {
    Known {
      people = Collections.unmodifiableMap(people);
      hashes = Map.copyOf(hashes);
    }
  }

  private People(Known known) {
    this.known = known;
  }

  /** From now on they are those of another reading. */
  public void become(People other) {
    known = other.known;
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
    return new People(new Known(people, hashes, Absences.from(settings)));
  }

  private static Person person(String id, Settings s) {
    var name = s.text("name");
    return new Person(id, name == null || name.isBlank() ? id : name, roles(s), Set.copyOf(s.list("brands")),
      Set.copyOf(s.list("queues")), email(s), webhook(s), s.flag("account", true));
  }

  private static Webhook webhook(Settings s) {
    var styles = Arrays.stream(Webhook.Style.values()).map(Webhook.Style::word).toList();
    var style = s.oneOf("webhook-style", styles, Webhook.Style.GENERIC.word());
    var url = s.text("webhook", "").isBlank() ? Secret.NONE
      : new Secret(s.uri("webhook", URI.create("https://unused.example")).toString());
    return new Webhook(url, Webhook.Style.valueOf(style.toUpperCase(Locale.ROOT)));
  }

  private static Set<Role> roles(Settings s) {
    var roles = new LinkedHashSet<Role>();
    for (var word : s.list("roles")) {
      if (WORDS.containsKey(word)) {
        roles.add(WORDS.get(word));
      } else {
        s.problem("roles", "names '" + word + "': " + ROLES);
      }
    }
    if (roles.isEmpty()) {
      if (s.list("roles").isEmpty()) {
        s.problem("roles", "is missing: " + ROLES);
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

  public Optional<Person> of(String id) {
    return Optional.ofNullable(known.people().get(id));
  }

  /** In the order of the configuration. */
  public Collection<Person> all() {
    return known.people().values();
  }

  /** The name, or the id of somebody who is no longer here. */
  public String nameOf(String id) {
    return of(id).map(Person::name).orElse(id);
  }

  /** Whether they are here and not away. */
  public boolean present(String id, Instant at) {
    return known.absences().present(id, at);
  }

  /** Whether somebody in that role was given a password; those of a demo are not counted. */
  public boolean signIn(Role role) {
    return known.people().values().stream()
      .anyMatch(person -> person.account() && person.roles().contains(role) && known.hashes().containsKey(person.id()));
  }

  Optional<String> configuredHash(String id) {
    return Optional.ofNullable(known.hashes().get(id));
  }
}
