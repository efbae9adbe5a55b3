package dev.baton.connector.meta;

import dev.baton.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The family's one way of signing: HMAC-SHA256 with the app's secret, in hexadecimal. */
public final class Signing {

  private static final String HMAC = "HmacSHA256";

  private Signing() {}

  public static String of(Secret secret, byte[] what) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), HMAC));
      return HexFormat.of().formatHex(mac.doFinal(what));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(HMAC + " is missing", e);
    }
  }

  /** In constant time. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  static String fingerprint(byte[] what) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(what));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is missing", e);
    }
  }
}
