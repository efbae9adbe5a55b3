package dev.baton.notice;

import dev.baton.config.Secret;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as Standard Webhooks 1.0 are, see standardwebhooks.com: HMAC-SHA256 over {@code id.seconds.body}. Whoever has
 * the key can tell that it was us, that nothing was changed, and that it is new.
 */
final class Signature {

  private static final String ALGORITHM = "HmacSHA256";
  /** How the standard writes a key: this, then base 64. Any other text is taken as it is. */
  private static final String PREFIX = "whsec_";
  /** As the standard has it. */
  private static final int FEWEST_BYTES = 24;

  private Signature() {}

  /** Whether it is long enough, and base 64 where it says so. */
  static boolean isKey(String key) {
    try {
      return bytes(key).length >= FEWEST_BYTES;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static byte[] bytes(String key) {
    return key.startsWith(PREFIX) ? Base64.getDecoder().decode(key.substring(PREFIX.length()))
      : key.getBytes(StandardCharsets.UTF_8);
  }

  /** The value of the header {@code webhook-signature}. */
  static String of(Secret key, String id, Instant at, Buffer body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes(key.value()), ALGORITHM));
      mac.update((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
