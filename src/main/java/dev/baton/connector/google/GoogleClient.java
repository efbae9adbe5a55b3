package dev.baton.connector.google;

import dev.baton.config.Secret;
import dev.baton.config.Settings;
import dev.baton.connector.Keys;
import java.net.URI;

/**
 * What gets a token of Google's: a client of a Google Cloud project, and the leave that an account gave it.
 *
 * @param server       gives access tokens, such as {@link #SERVER}
 * @param refreshToken what the account's consent gave; works until it is taken back
 */
public record GoogleClient(URI server, String id, Secret secret, Secret refreshToken) {

  /** Google's own. */
  public static final String SERVER = "https://oauth2.googleapis.com";

  private static final String[] KEYS = {"client-id", "client-secret", "refresh-token"};

  public static GoogleClient of(Settings keys, URI server) {
    return new GoogleClient(server, keys.text(KEYS[0], ""), keys.secret(KEYS[1]), keys.secret(KEYS[2]));
  }

  /** As {@link Keys#missing}. */
  public static String missing(Settings keys) {
    return Keys.missing(keys, KEYS);
  }
}
