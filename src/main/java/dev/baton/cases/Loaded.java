package dev.baton.cases;

import dev.baton.obligation.Obligation;
import dev.baton.obligation.Obligations;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Cases as they stand.
 *
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

  private void add(CaseStore.Read row, List<Obligation> running) {
    try {
      standing.put(row.key(), new Batch.Standing(row.customerId(), row.state(running)));
    } catch (RuntimeException e) {
      broken.put(row.key(), e);
    }
  }
}
