package dev.baton.customer.linking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is worth comparing with whom, by the keys they share. The work for one person is bounded, however many there are:
 * a key that too many share is passed over, and of those found, the ones that share most are taken.
 */
public final class Candidates {

  /** People who share a key; beyond it the key says nothing, and is passed over. */
  public static final int MAX_PER_KEY = 60;
  /** People to compare one with. */
  public static final int MAX_CANDIDATES = 100;

  private final Map<String, List<Portrait>> byKey = new HashMap<>();

  public void add(Portrait portrait) {
    for (var key : BlockingKeys.of(portrait)) {
      var there = byKey.computeIfAbsent(key, k -> new ArrayList<>());
      if (there.size() <= MAX_PER_KEY) {
        there.add(portrait);
      }
    }
  }

  /** Without themselves; those that share most, and rare keys first. */
  public List<Portrait> of(Portrait portrait) {
    var shared = new HashMap<String, Double>();
    var found = new HashMap<String, Portrait>();
    for (var key : BlockingKeys.of(portrait)) {
      var there = byKey.getOrDefault(key, List.of());
      if (there.size() <= MAX_PER_KEY) {
        there.stream().filter(other -> !other.id().equals(portrait.id())).forEach(other -> {
          shared.merge(other.id(), 1.0 / there.size(), Double::sum);
          found.put(other.id(), other);
        });
      }
    }
    return shared.entrySet().stream()
      .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
      .limit(MAX_CANDIDATES).map(e -> found.get(e.getKey())).toList();
  }
}
