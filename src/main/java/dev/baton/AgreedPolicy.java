package dev.baton;

import dev.baton.config.Settings;
import dev.baton.people.Absences;
import dev.baton.policy.Finding;
import dev.baton.policy.Policy;
import dev.baton.policy.PolicyFile;
import dev.baton.policy.Presence;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The policy as it was read, with the keys it was read from.
 *
 * @param unused what was written but is used by nothing
 * @param keys   for the versions of the past; no secret is among them
 */
record AgreedPolicy(Policy policy, List<Finding> unused, Map<String, Object> keys) {

  static AgreedPolicy from(Settings settings) {
    var absences = Absences.from(settings);
    var file = new PolicyFile(settings, absences.people());
    var policy = file.read(new Here(absences));
    return new AgreedPolicy(policy, file.findings(), settings.snapshot(AgreedPolicy::belongs));
  }

  private record Here(Absences absences) implements Presence {

    @Override
    public boolean present(String person, Instant at) {
      return absences.present(person, at);
    }

    @Override
    public boolean knows(String person) {
      return absences.people().contains(person);
    }
  }

  /** What a policy is made of: its own keys, and who is there. */
  static boolean belongs(String key) {
    return key.matches("people\\.[^.]+\\.(name|absences)")
      || PolicyFile.KEYS.stream().anyMatch(part -> key.equals(part) || key.startsWith(part + "."));
  }

  /** One of the past. */
  static Policy policyOf(Settings settings) {
    return from(settings).policy();
  }
}
