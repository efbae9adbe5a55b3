package dev.baton;

import dev.baton.config.Settings;
import dev.baton.policy.Queue;
import dev.baton.triage.Mood;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one file names must stand in another: a rule of routing that names an unknown word list would never fit, and
 * somebody of an unknown brand would see nothing, and nobody would notice.
 */
final class References {

  private References() {}

  /** Mistakes are left with the settings, from which everything else has been read. */
  static void check(Settings settings, Collection<Queue> queues) {
    var brands = queues.stream().map(Queue::brand).collect(Collectors.toCollection(TreeSet::new));
    settings.names("people").forEach(id -> known(settings.at("people").at(id), "brands", brands));
    var moods = Arrays.stream(Mood.values()).map(Mood::word).toList();
    for (var rule : settings.items("routing")) {
      known(rule, "account", settings.names("accounts"));
      known(rule, "channel", new TreeSet<>(AccountConfig.CHANNELS));
      known(rule, "mood", moods);
      known(rule, "urgency", settings.at("triage").names("urgency"));
    }
  }

  private static void known(Settings part, String key, Collection<String> there) {
    part.list(key).stream().filter(name -> !there.contains(name)).forEach(name -> part.problem(key, "names '" + name
      + "': there is " + (there.isEmpty() ? "none" : String.join(", ", there))));
  }
}
