package dev.baton.people;

import java.util.Set;

/**
 * Somebody of the desk, of a department or of a vendor.
 *
 * @param brands  whose cases they see; empty means all
 * @param queues  where they work
 * @param email   where an alarm reaches them; may be empty
 * @param account whether they may sign in; who may not answers by links in mails
 */
public record Person(String id, String name, Set<Role> roles, Set<String> brands, Set<String> queues, String email,
                     Webhook webhook, boolean account) {

  public Person {
    if (id.isBlank() || name.isBlank() || roles.isEmpty()) {
      throw new IllegalArgumentException("a person has an id, a name and a role");
    }
    roles = Set.copyOf(roles);
    brands = Set.copyOf(brands);
    queues = Set.copyOf(queues);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }

  public boolean sees(String brand) {
    return brands.isEmpty() || brands.contains(brand);
  }
}
