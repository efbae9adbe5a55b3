package dev.baton.connector;

import dev.baton.config.Secret;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as Standard Webhooks 1.0 are, see standardwebhooks.com: HMAC-SHA256 over {@code id.seconds.body}. Whoever has
 * the key can tell that it was us, that nothing was changed, and that it is new.
 */
public final class Signature {

  public static final String ID = "webhook-id";
  public static final String TIMESTAMP = "webhook-timestamp";
  public static final String SIGNATURE = "webhook-signature";

  private static final String ALGORITHM = "HmacSHA256";
  private static final String VERSION = "v1,";
  /** How the standard writes a key: this, then base 64. Any other text is taken as it is. */
  private static final String PREFIX = "whsec_";
  /** As the standard has it. */
  private static final int FEWEST_BYTES = 24;

  private Signature() {}

  /** Whether it is long enough, and base 64 where it says so. */
  public static boolean isKey(String key) {
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
  public static String of(Secret key, String id, Instant at, Buffer body) {
    return of(key, id, String.valueOf(at.getEpochSecond()), body);
  }

  private static String of(Secret key, String id, String seconds, Buffer body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes(key.value()), ALGORITHM));
      mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
      return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** The three headers of the standard. With several keys it is signed with each; with none, not at all. */
  public static void put(MultiMap headers, List<Secret> keys, String id, Instant at, Buffer body) {
    headers.set(ID, id).set(TIMESTAMP, String.valueOf(at.getEpochSecond()));
    if (!keys.isEmpty()) {
      headers.set(SIGNATURE, keys.stream().map(key -> of(key, id, at, body)).collect(Collectors.joining(" ")));
    }
  }

  /**
   * Whether one of the signatures given is of one of the keys. Every pair is compared whole, so that the time it takes
   * tells nothing.
   *
   * @param seconds as the sender wrote them
   * @param given   signatures with their versions, blanks between; those of other versions say nothing
   */
  public static boolean isOfOneOf(List<Secret> keys, String id, String seconds, Buffer body, String given) {
    var signatures = given.strip().split(" +");
    var fits = false;
    for (var key : keys) {
      var right = of(key, id, seconds, body).getBytes(StandardCharsets.UTF_8);
      for (var signature : signatures) {
        fits |= MessageDigest.isEqual(right, signature.getBytes(StandardCharsets.UTF_8));
      }
    }
    return fits;
  }
}
