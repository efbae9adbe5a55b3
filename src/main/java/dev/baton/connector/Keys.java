package dev.baton.connector;

import dev.baton.config.Settings;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Reads what accounts of all networks have alike. */
public final class Keys {

  private Keys() {}

  /**
   * Which of these have still to be filled in; some of them without the others is a mistake.
   *
   * @return empty where all are there
   */
  public static String missing(Settings keys, String... needed) {
    var absent = Arrays.stream(needed).filter(key -> keys.text(key, "").isBlank()).toList();
    if (!absent.isEmpty() && absent.size() < needed.length) {
      absent.forEach(key -> keys.problem(key, "is missing: fill in " + String.join(" and ", needed) + ", or none of them"));
    }
    return absent.isEmpty() ? ""
      : "Fill in " + absent.stream().collect(Collectors.joining(" and ")) + " in config/accounts.yaml";
  }

  /** @param otherwise empty where there is no usual one */
  public static URI server(Settings keys, String key, String otherwise) {
    return keys.text(key, otherwise).isBlank() ? URI.create("https://unused.example")
      : keys.uri(key, otherwise.isEmpty() ? null : URI.create(otherwise));
  }
}
