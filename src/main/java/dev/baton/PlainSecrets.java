package dev.baton;

import dev.baton.policy.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Secrets that stand in a file for all who can read it, its backups and its versions. */
final class PlainSecrets {

  /** What opens the others cannot be sealed itself. */
  private static final String KEY = "vault.key";

  private PlainSecrets() {}

  /** @param plain by key, and where it stands */
  static List<Finding> findings(Map<String, String> plain) {
    return plain.entrySet().stream().map(e -> new Finding(Finding.Kind.SECRETS, e.getKey(), words(e.getKey(), e.getValue())))
      .toList();
  }

  private static String words(String key, String where) {
    var variable = "BATON_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    return "is a secret, and stands in " + where + " for all to read: " + (key.equals(KEY) ? "" : "put there what the command"
      + " seal makes of it, or ") + "take it out and set " + (key.equals(KEY) ? "BATON_KEY" : variable);
  }
}
