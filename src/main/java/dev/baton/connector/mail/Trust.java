package dev.baton.connector.mail;

import dev.baton.config.Settings;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom a mailbox believes.
 *
 * @param server the id under which our own mail server says whether senders are genuine; empty where none does
 * @param lists  List-Ids, in lower case, whose mails are people's: a Google Group in front of the mailbox, for example
 */
record Trust(String server, Set<String> lists) {

  static final Trust NONE = new Trust("", Set.of());
  /** For servers that leave their name out. */
  static final String UNNAMED = "unnamed";

  Trust {
    lists = Set.copyOf(lists);
  }

  static Trust from(Settings keys) {
    return new Trust(keys.text("authserv-id", "").strip().toLowerCase(Locale.ROOT), keys.list("lists").stream()
      .map(list -> list.strip().toLowerCase(Locale.ROOT).replaceAll("[<>]", "")).filter(list -> !list.isEmpty())
      .collect(Collectors.toUnmodifiableSet()));
  }
}
