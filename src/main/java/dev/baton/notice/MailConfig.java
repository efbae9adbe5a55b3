package dev.baton.notice;

import dev.baton.config.Secret;
import dev.baton.config.Settings;
import java.util.List;

/**
 * The server that takes our mails.
 *
 * @param host     empty if there is none
 * @param security {@code starttls}, {@code tls} or {@code none}
 * @param user     empty to send without signing in
 * @param from     who writes, as an address or {@code Name <address>}
 */
public record MailConfig(String host, int port, String security, String user, Secret password, String from) {

  private static final List<String> SECURITIES = List.of("starttls", "tls", "none");

  static MailConfig from(Settings s) {
    var from = s.text("from", "Baton <baton@localhost>");
    if (!from.matches("[^@<>\\s]+@[^@<>\\s]+|[^<>\\r\\n]+ <[^@<>\\s]+@[^@<>\\s]+>")) {
      s.problem("from", "is '" + from + "': give an address such as Baton <baton@example.org>");
    }
    return new MailConfig(s.text("host", ""), s.integer("port", 1, 65_535, 587),
      s.oneOf("security", SECURITIES, "starttls"), s.text("user", ""), s.secret("password"), from);
  }

  /** Whether mails can be sent at all. */
  public boolean isThere() {
    return !host.isBlank();
  }
}
