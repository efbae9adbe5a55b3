package dev.baton.connector.google;

import dev.baton.config.Secret;
import dev.baton.config.Settings;
import dev.baton.connector.Key;
import java.net.URI;
import java.util.List;

/**
 * What gets a token of Google's: a client of a Google Cloud project, and the leave that an account gave it.
 *
 * @param server       gives access tokens, such as {@link #SERVER}
 * @param refreshToken what the account's consent gave; works until it is taken back
 */
public record GoogleClient(URI server, String id, Secret secret, Secret refreshToken) {

  /** Google's own. */
  public static final String SERVER = "https://oauth2.googleapis.com";

  public static GoogleClient of(Settings keys, URI server) {
    return new GoogleClient(server, keys.text("client-id", ""), keys.secret("client-secret"), keys.secret("refresh-token"));
  }

  /** @param project what the client's project needs, @param consent who gives it leave, and to what */
  public static List<Key> keys(String project, String consent) {
    return List.of(Key.text("client-id", "Client ID", "console.cloud.google.com: " + project + "; Credentials > OAuth client")
        .need(),
      Key.secret("client-secret", "Client secret", "Of the same client").need(),
      Key.secret("refresh-token", "Refresh token", consent).need());
  }
}
