package dev.baton.cases;

import dev.baton.obligation.Obligation;
import dev.baton.obligation.Obligations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Cases as they stand within a transaction.
 *
 * @param standing changes with each step
 * @param broken those whose rows make no case, with why; so that one of them spoils no other
 */
record Loaded(Map<CaseKey, Batch.Standing> standing, Map<CaseKey, RuntimeException> broken) {

  static Loaded nothing() {
    return new Loaded(new TreeMap<>(), new TreeMap<>());
  }

  static Loaded of(List<CaseStore.Read> rows, Obligations.Running running) {
    var loaded = nothing();
    running.unreadable().forEach((of, cause) -> loaded.broken.put(new CaseKey(of.brand(), of.caseId()), cause));
    Map<CaseKey, List<Obligation>> byCase = running.all().stream().collect(Collectors.groupingBy(
      o -> new CaseKey(o.brand(), o.caseId()), Collectors.mapping(Obligations.Of::obligation, Collectors.toList())));
    rows.stream().filter(row -> !loaded.broken.containsKey(row.key()))
      .forEach(row -> loaded.add(row, byCase.getOrDefault(row.key(), List.of())));
    return loaded;
  }

  /** Why nothing can be done to that case on that view of it; empty if it can. */
  Optional<Moved> problem(CaseKey key, int expected) {
    var there = standing.get(key);
    if (there == null) {
      return Optional.of(broken.containsKey(key) ? new Moved.Broken(broken.get(key)) : new Moved.Missing());
    }
    var now = there.state().conversation();
    return expected == Move.Happening.ANY || expected == now ? Optional.empty() : Optional.of(new Moved.Outdated(now));
  }

  private void add(CaseStore.Read row, List<Obligation> running) {
    try {
      standing.put(row.key(), new Batch.Standing(row.customerId(), row.state(running)));
    } catch (RuntimeException e) {
      broken.put(row.key(), e);
    }
  }
}
