package dev.baton.connector.mail;

import dev.baton.config.Secret;
import dev.baton.config.Settings;
import dev.baton.connector.Keys;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What lets us get access tokens of our own (OAuth 2), as Gmail and Microsoft 365 want it.
 *
 * @param secret  of the client; empty for one that has none
 * @param refresh the refresh token, as it was filled in
 */
record Grant(URI server, String clientId, Secret secret, Secret refresh) {

  private static final String GOOGLE = "https://oauth2.googleapis.com/token";
  private static final String MICROSOFT = "https://login.microsoftonline.com/common/oauth2/v2.0/token";
  /** Whose tokens are whose. */
  private static final Map<String, String> USUAL = Map.of("gmail.com", GOOGLE, "googlemail.com", GOOGLE,
    "office365.com", MICROSOFT, "outlook.com", MICROSOFT);

  /** Empty where nothing is to be renewed. @param imap the mailbox's host, which tells whose tokens these are */
  static Optional<Grant> from(Settings keys, String imap) {
    var refresh = keys.secret("refresh-token");
    var clientId = keys.text("client-id", "");
    var secret = keys.secret("client-secret");
    var host = imap.toLowerCase(Locale.ROOT);
    var usual = USUAL.entrySet().stream().filter(e -> host.equals(e.getKey()) || host.endsWith("." + e.getKey()))
      .map(Map.Entry::getValue).findFirst().orElse("");
    var server = Keys.server(keys, "token-url", usual);
    if (refresh.isEmpty()) {
      return Optional.empty();
    }
    if (usual.isEmpty() && keys.text("token-url", "").isBlank()) {
      keys.problem("token-url", "is missing: give the address where " + imap + "'s provider renews tokens");
    }
    if (!"https".equals(server.getScheme()) && !MailChannel.HERE.contains(server.getHost())) {
      keys.problem("token-url", "is not https: the refresh token would cross the network for all to read");
    }
    return Optional.of(new Grant(server, clientId, secret, refresh));
  }
}
