package dev.baton.vault;

import dev.baton.config.Settings;
import dev.baton.config.Unsealed;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.crypto.SecretKey;

/** A secret as it may lie in a configuration file: {@code sealed:} and what only the operator's key opens. */
public final class SealedText {

  private static final String PREFIX = "sealed:";
  /** Told apart from what lies in the database, so that neither is worth anything in the other's place. */
  private static final String BELONGS = "a file of the configuration";

  private SealedText() {}

  static String of(SecretKey key, String secret) {
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(new Seal(key).close(BELONGS, secret));
  }

  /** Opens what follows the prefix, with the key that these settings name. */
  public static UnaryOperator<String> opener(Settings settings) {
    return text -> {
      var configured = VaultKey.from(settings);
      var key = VaultKey.there(configured, Path.of(settings.text("data", "data")));
      return key.map(k -> opened(k, text).orElseThrow(() -> new Unsealed("was sealed with another key, or is damaged: start"
          + " Baton with that key (BATON_KEY), or seal the secret again with the command seal")))
        .orElseThrow(() -> new Unsealed("is sealed, and there is no key to open it: set BATON_KEY to the one it was sealed"
          + " with, or put that into the file 'key' of the data folder"));
    };
  }

  private static Optional<String> opened(SecretKey key, String text) {
    try {
      return new Seal(key).opened(BELONGS, Base64.getUrlDecoder().decode(text.strip()));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
