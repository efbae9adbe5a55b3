package dev.baton.connector.meta;

import dev.baton.config.Secret;
import dev.baton.config.Settings;
import dev.baton.connector.Key;
import dev.baton.connector.Keys;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * How one account of the family is reached.
 *
 * @param version     of the API, such as {@code v25.0}; an old one ends after two years
 * @param account     the network's id of it: a page, an Instagram account, a phone number
 * @param appSecrets  what deliveries are signed with; two while the secret is being changed, the new one first
 * @param verifyToken what the network says when it tries the webhook's address
 * @param appId       to ask about the token and the webhook; empty where nobody filled it in
 */
public record MetaConfig(URI server, String version, String account, Secret token, List<Secret> appSecrets,
                         Secret verifyToken, String appId) {

  public MetaConfig {
    appSecrets = List.copyOf(appSecrets);
  }

  /** A new version comes a few times a year. */
  private static final String VERSION = "v25.0";

  /**
   * What accounts of the family are told.
   *
   * @param id     how the network knows the account
   * @param token  where to get one
   * @param server where the API is, unless the account says otherwise
   * @param more   of one network alone
   */
  public static List<Key> keys(Key id, String token, String server, Key... more) {
    return Stream.concat(Stream.of(id.need(),
      Key.secret("token", "Access token", "From a system user of your business at developers.facebook.com. " + token).need(),
      Key.secret("app-secret", "App secret", "The app's, at App settings > Basic").need(),
      Key.secret("verify-token", "Verify token", "Under Webhooks, beside this account's webhook address as callback").need()
        .madeAs(Key.Made.WORD),
      Key.text("app-id", "App ID", "Lets the check-up see the token and the webhook"),
      Key.secret("app-secret-before", "App secret before", "The old one, while it is being changed"),
      Key.text("version", "Version of the API", "Such as v25.0", VERSION),
      Key.address("server", "Server", "Meta's", server)), Stream.of(more)).toList();
  }

  /** @param usual where the API is, unless the account says otherwise */
  public static MetaConfig from(Settings keys, String idKey, String usual) {
    var secrets = Stream.of(keys.secret("app-secret"), keys.secret("app-secret-before"))
      .filter(s -> !s.isEmpty()).toList();
    return new MetaConfig(Keys.server(keys, "server", usual), keys.text("version", VERSION), keys.text(idKey, ""),
      keys.secret("token"), secrets, keys.secret("verify-token"), keys.text("app-id", ""));
  }
}
