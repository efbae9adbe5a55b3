package dev.baton.connector;

import dev.baton.config.Settings;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** Reads what accounts of all networks have alike. */
public final class Keys {

  /** Between looks, of what is polled. */
  public static final String EVERY = "every";

  private Keys() {}

  /**
   * Which needed ones have still to be filled in; some of them without the others is a mistake.
   *
   * @return empty where all are there
   */
  public static String missing(Settings keys, List<Key> all) {
    var needed = needed(keys, all);
    var absent = needed.stream().filter(key -> isBlank(keys, key)).map(Key::name).toList();
    if (!absent.isEmpty() && absent.size() < needed.size()) {
      var names = needed.stream().map(Key::name).collect(Collectors.joining(" and "));
      absent.forEach(key -> keys.problem(key, "is missing: fill in " + names + ", or none of them"));
    }
    return absent.isEmpty() ? "" : "Fill in " + String.join(" and ", absent) + " in config/accounts.yaml";
  }

  /** Those that this account cannot do without, as it is filled in. */
  public static List<Key> needed(Settings keys, List<Key> all) {
    return all.stream().filter(key -> key.needed() && (key.unless().isEmpty() || keys.text(key.unless(), "").isBlank()))
      .toList();
  }

  /** Whether nothing is said there. */
  public static boolean isBlank(Settings keys, Key key) {
    return switch (key.kind()) {
      case LIST, SECRETS -> keys.list(key.name()).isEmpty();
      default -> keys.text(key.name(), "").isBlank();
    };
  }

  /** @param otherwise empty where there is no usual one */
  public static URI server(Settings keys, String key, String otherwise) {
    return keys.text(key, otherwise).isBlank() ? URI.create("https://unused.example")
      : keys.uri(key, otherwise.isEmpty() ? null : URI.create(otherwise));
  }
}
