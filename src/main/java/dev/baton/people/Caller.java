package dev.baton.people;

import java.util.Set;

/**
 * Who acts: a person who signed in, or a program with the API token.
 *
 * @param brands whose cases they may see; empty means all
 */
public record Caller(String id, String name, Set<Role> roles, Set<String> brands) {

  public Caller {
    roles = Set.copyOf(roles);
    brands = Set.copyOf(brands);
  }

  static Caller of(Person person) {
    return new Caller(person.id(), person.name(), person.roles(), person.brands());
  }

  /** Somebody without an account, who holds a link for one leg. */
  public static Caller byLink(Person person) {
    return new Caller(person.id(), person.name(), Set.of(Role.EXPERT), person.brands());
  }

  /** The holder of the API token. */
  static Caller api() {
    return new Caller("api", "API", Set.of(Role.API), Set.of());
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }

  public boolean sees(String brand) {
    return brands.isEmpty() || brands.contains(brand);
  }
}
