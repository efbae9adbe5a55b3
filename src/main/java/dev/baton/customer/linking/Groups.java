package dev.baton.customer.linking;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Profiles that are one person, by what links them by itself. Suggestions join nobody, so no chain of them does either;
 * and no link goes through that would put two into one who are different people, as an agent said, or who were compared and
 * doubted: a mother and a child who both write from one address do not become one by way of a message without a name.
 */
public final class Groups {

  /** Profiles of one person; more are a mistake in the data, such as an address that everybody gives. */
  public static final int MAX_PROFILES = 50;

  private final Map<String, TreeSet<String>> groups = new HashMap<>();

  private Groups() {}

  public static Groups of(Collection<Match> matches, Vetoes vetoes) {
    var groups = new Groups();
    var apart = vetoes.with(matches);
    matches.stream().filter(match -> match.verdict() == Verdict.LINKS)
      .sorted(Comparator.comparingDouble(Match::bits).reversed().thenComparing(m -> m.a().id())
        .thenComparing(m -> m.b().id()))
      .forEach(match -> groups.join(match.a().id(), match.b().id(), apart));
    return groups;
  }

  private void join(String a, String b, Vetoes vetoes) {
    var left = group(a);
    var right = group(b);
    if (left != right && left.size() + right.size() <= MAX_PROFILES && !vetoes.between(left, right)) {
      left.addAll(right);
      right.forEach(id -> groups.put(id, left));
    }
  }

  private TreeSet<String> group(String id) {
    return groups.computeIfAbsent(id, i -> new TreeSet<>(List.of(i)));
  }

  public boolean areOne(String a, String b) {
    return a.equals(b) || groups.containsKey(a) && groups.get(a).contains(b);
  }

  /** Those of more than one profile. */
  public List<List<String>> all() {
    return groups.values().stream().distinct().filter(g -> g.size() > 1).map(List::copyOf).toList();
  }
}
