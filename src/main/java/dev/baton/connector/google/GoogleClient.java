package dev.baton.connector.google;

import dev.baton.config.Secret;
import dev.baton.config.Settings;
import dev.baton.connector.Keys;

/** What gets a token of Google's: a client of a Google Cloud project, and the leave that an account gave it. */
public record GoogleClient(String id, Secret secret, Secret refreshToken) {

  private static final String[] KEYS = {"client-id", "client-secret", "refresh-token"};

  public static GoogleClient of(Settings keys) {
    return new GoogleClient(keys.text(KEYS[0], ""), keys.secret(KEYS[1]), keys.secret(KEYS[2]));
  }

  /** As {@link Keys#missing}. */
  public static String missing(Settings keys) {
    return Keys.missing(keys, KEYS);
  }
}
