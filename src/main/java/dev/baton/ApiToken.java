package dev.baton;

import dev.baton.config.KeptSecret;
import dev.baton.config.Secret;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The token for programs: as configured, else made once and kept in the data folder, for its owner to read. */
final class ApiToken {

  private static final int BYTES = 24;

  private ApiToken() {}

  static Secret of(Secret configured, Path data) {
    return configured.isEmpty() ? KeptSecret.in(data.resolve("api-token"), ApiToken::made, "BATON_API_TOKEN")
      : configured;
  }

  private static String made() {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
