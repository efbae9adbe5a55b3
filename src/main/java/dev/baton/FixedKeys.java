package dev.baton;

import dev.baton.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What of a configuration cannot change while the program runs, so that a reload can say so; it shows no value. */
final class FixedKeys {

  private final Map<String, Integer> byPart;

  private FixedKeys(Map<String, Integer> byPart) {
    this.byPart = byPart;
  }

  /** To be asked for when everything has been read, so that the environment's keys are known. */
  static FixedKeys from(Settings settings) {
    var byPart = new TreeMap<String, Integer>();
    settings.snapshot(key -> !AgreedPolicy.belongs(key) && !key.startsWith("people.") && !key.startsWith("accounts.")).forEach((key, value) ->
      byPart.merge(key.split("\\.", 2)[0], Map.entry(key, value).hashCode(), Integer::sum));
    return new FixedKeys(byPart);
  }

  /** The parts, such as {@code notices}, that are not the same there. */
  List<String> changedIn(FixedKeys other) {
    var parts = new TreeMap<>(byPart);
    parts.putAll(other.byPart);
    return parts.keySet().stream()
      .filter(part -> !byPart.getOrDefault(part, 0).equals(other.byPart.getOrDefault(part, 0))).toList();
  }
}
