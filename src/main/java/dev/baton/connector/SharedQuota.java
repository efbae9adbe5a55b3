package dev.baton.connector;

import dev.baton.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names for {@link Connector#quota}: the same for all accounts that spend from one window, and no secret. */
public final class SharedQuota {

  /** Of a token's digest; enough to tell tokens apart, and nothing to find one by. */
  private static final int SHOWN = 12;

  private SharedQuota() {}

  /** Of a network that counts by token. */
  public static String ofToken(String network, Secret token) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(token.value().getBytes(StandardCharsets.UTF_8));
      return network + " token " + HexFormat.of().formatHex(digest).substring(0, SHOWN);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
