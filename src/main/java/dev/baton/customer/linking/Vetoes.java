package dev.baton.customer.linking;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Who an agent said are different people; remembered for ever. */
public final class Vetoes {

  /** Either way round. */
  private record Pair(String a, String b) {
    static Pair of(String a, String b) {
      return a.compareTo(b) <= 0 ? new Pair(a, b) : new Pair(b, a);
    }
  }

  private final Set<Pair> pairs = new HashSet<>();

  public Vetoes add(String a, String b) {
    pairs.add(Pair.of(a, b));
    return this;
  }

  /** These, and those pairs that are doubted. */
  Vetoes with(Collection<Match> matches) {
    var more = new Vetoes();
    more.pairs.addAll(pairs);
    matches.stream().filter(match -> match.isDoubted() && match.verdict() != Verdict.LINKS)
      .forEach(match -> more.add(match.a().id(), match.b().id()));
    return more;
  }

  boolean between(String a, String b) {
    return !pairs.isEmpty() && pairs.contains(Pair.of(a, b));
  }

  boolean between(Collection<String> some, Collection<String> others) {
    return !pairs.isEmpty() && some.stream().anyMatch(a -> others.stream().anyMatch(b -> between(a, b)));
  }
}
