package dev.baton.connector.meta;

import dev.baton.config.Secret;
import dev.baton.config.Settings;
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

  /** @param idKey the key of the account's id */
  public static String missing(Settings keys, String idKey) {
    return Keys.missing(keys, idKey, "token", "app-secret", "verify-token");
  }

  /** @param usual where the API is, unless the account says otherwise */
  public static MetaConfig from(Settings keys, String idKey, String usual) {
    var secrets = Stream.of(keys.secret("app-secret"), keys.secret("app-secret-before"))
      .filter(s -> !s.isEmpty()).toList();
    return new MetaConfig(Keys.server(keys, "server", usual), keys.text("version", "v25.0"), keys.text(idKey, ""),
      keys.secret("token"), secrets, keys.secret("verify-token"), keys.text("app-id", ""));
  }
}
