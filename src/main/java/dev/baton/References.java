package dev.baton;

import dev.baton.config.Settings;
import dev.baton.connector.Channel;
import dev.baton.policy.Finding;
import dev.baton.policy.Queue;
import dev.baton.review.Proposal;
import dev.baton.triage.Mood;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What one file names must stand in another, or it would have no effect, and nobody would notice. */
final class References {

  private References() {}

  /** A rule that names an unknown word list or account never fits. Mistakes are left with the settings. */
  static void check(Settings settings) {
    var moods = Arrays.stream(Mood.values()).map(Mood::word).toList();
    for (var rule : settings.items("routing")) {
      known(rule, "account", settings.names("accounts"));
      known(rule, "channel", Channels.ALL.values().stream().filter(channel -> !channel.isInternal()).map(Channel::name)
        .collect(Collectors.toCollection(TreeSet::new)));
      known(rule, "mood", moods);
      known(rule, "urgency", settings.at("triage").names("urgency"));
    }
  }

  private static void known(Settings part, String key, Collection<String> there) {
    part.list(key).stream().filter(name -> !there.contains(name)).forEach(name -> part.problem(key, "names '" + name
      + "': there is " + (there.isEmpty() ? "none" : String.join(", ", there))));
  }

  /** Somebody of a brand that no queue has sees nothing of it. */
  static List<Finding> brands(Proposal proposal) {
    var brands = proposal.policy().queues().stream().map(Queue::brand).collect(Collectors.toSet());
    return proposal.people().all().stream().flatMap(person -> person.brands().stream().sorted()
      .filter(brand -> !brands.contains(brand)).map(brand -> new Finding(Finding.Kind.UNUSED,
        "people." + person.id() + ".brands", "names '" + brand + "', which is the brand of no queue: " + person.name()
          + " sees nothing there. Correct it or remove it"))).toList();
  }
}
