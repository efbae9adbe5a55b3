package dev.baton.customer.linking;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * People have one profile on a network, as a rule, so of several on one network that are like somebody, only the best is
 * suggested, and those as good. What links by itself stays.
 */
public final class Rivals {

  /** So much worse is worse. */
  private static final double AS_GOOD = 0.5;

  private Rivals() {}

  public static List<Match> without(Collection<Match> matches) {
    var best = new HashMap<String, Double>();
    return matches.stream()
      .sorted(Comparator.comparing(Match::verdict).thenComparing(Comparator.comparingDouble(Match::bits).reversed())
        .thenComparing(m -> m.a().id()).thenComparing(m -> m.b().id()))
      .filter(match -> match.verdict() == Verdict.LINKS || !areAcross(match) || isBest(match, best))
      .peek(match -> {
        best.putIfAbsent(place(match.a(), match.b()), match.bits());
        best.putIfAbsent(place(match.b(), match.a()), match.bits());
      })
      .toList();
  }

  private static boolean areAcross(Match match) {
    return !match.a().network().isEmpty() && !match.b().network().isEmpty()
      && !match.a().network().equals(match.b().network());
  }

  private static boolean isBest(Match match, Map<String, Double> best) {
    return match.bits() + AS_GOOD >= best.getOrDefault(place(match.a(), match.b()), Double.NEGATIVE_INFINITY)
      && match.bits() + AS_GOOD >= best.getOrDefault(place(match.b(), match.a()), Double.NEGATIVE_INFINITY);
  }

  /** Where somebody has one profile: the other's network. */
  private static String place(Portrait of, Portrait on) {
    return on.network() + "\n" + of.id();
  }
}
