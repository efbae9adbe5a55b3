package dev.baton.people;

import java.util.Collection;
import java.util.Set;

/** The brands this gateway serves, as far as a caller may see them. */
public final class Brands {

  private final Set<String> all;

  public Brands(Collection<String> all) {
    this.all = Set.copyOf(all);
  }

  /** As an array parameter, sorted. */
  public String[] of(Caller caller) {
    return all.stream().filter(caller::sees).sorted().toArray(String[]::new);
  }

  /** Whose cases a caller may see: an expert, who is asked for answers, sees none. */
  public String[] casesOf(Caller caller) {
    return caller.is(Role.AGENT) || caller.is(Role.LEAD) || caller.is(Role.SUPERVISOR) || caller.is(Role.API)
      ? of(caller) : new String[0];
  }

  public String[] all() {
    return all.stream().sorted().toArray(String[]::new);
  }
}
