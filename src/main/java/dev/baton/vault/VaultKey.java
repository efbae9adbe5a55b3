package dev.baton.vault;

import dev.baton.config.KeptSecret;
import dev.baton.config.Secret;
import dev.baton.config.Settings;
import dev.baton.config.StartProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The operator's key: 32 bytes, written in base64. All nodes on a database need the same. */
public final class VaultKey {

  private static final int BYTES = 32;
  private static final String EXPECTED = "32 bytes in base64, such as `openssl rand -base64 32` gives";

  private VaultKey() {}

  /** As configured, by {@code vault.key} or the short {@code BATON_KEY}; empty where one is to be made. */
  public static Secret from(Settings settings) {
    var named = settings.secret("vault.key");
    var name = named.isEmpty() ? "key" : "vault.key";
    var key = named.isEmpty() ? settings.secret("key") : named;
    if (!key.isEmpty() && parsed(key).isEmpty()) {
      settings.problem(name, "is no key: give " + EXPECTED);
    }
    return key;
  }

  /** @param data where one is made and kept if none is configured */
  public static SecretKey of(Secret configured, Path data) {
    var file = data.resolve("key");
    var key = configured.isEmpty() ? KeptSecret.in(file, VaultKey::made, "BATON_KEY") : configured;
    return parsed(key).orElseThrow(() -> new StartProblem("The key in " + file + " is no key: put " + EXPECTED
      + " there, or set BATON_KEY. It must be the one with which the accounts' tokens were sealed."));
  }

  /** The same, where there is one already; makes none. */
  public static Optional<SecretKey> there(Secret configured, Path data) {
    var file = data.resolve("key");
    return !configured.isEmpty() ? parsed(configured)
      : Files.exists(file) ? parsed(KeptSecret.in(file, VaultKey::made, "BATON_KEY")) : Optional.empty();
  }

  private static Optional<SecretKey> parsed(Secret key) {
    try {
      var bytes = Base64.getDecoder().decode(key.value().strip());
      return bytes.length == BYTES ? Optional.of(new SecretKeySpec(bytes, "AES")) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String made() {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
