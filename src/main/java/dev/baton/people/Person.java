package dev.baton.people;

import java.util.List;
import java.util.Set;

/**
 * Somebody of the desk.
 *
 * @param brands whose cases they see; empty means all
 * @param queues where they work
 * @param email  where an alarm reaches them; may be empty
 */
public record Person(String id, String name, Set<Role> roles, Set<String> brands, Set<String> queues, String email,
                     List<Absence> absences) {

  public Person {
    if (id.isBlank() || name.isBlank() || roles.isEmpty()) {
      throw new IllegalArgumentException("a person has an id, a name and a role");
    }
    roles = Set.copyOf(roles);
    brands = Set.copyOf(brands);
    queues = Set.copyOf(queues);
    absences = List.copyOf(absences);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }

  public boolean sees(String brand) {
    return brands.isEmpty() || brands.contains(brand);
  }
}
