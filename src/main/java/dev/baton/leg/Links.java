package dev.baton.leg;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links for people without an account: each for one leg and one person, until a time. Signed with HMAC-SHA256 over all of
 * it, so that whoever changes a letter holds nothing. A link is no session: what it opens is looked up each time.
 */
public final class Links {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int LONGEST = 400;

  private final byte[] key;

  /** What a link is for. */
  public record Link(String brand, long leg, String person, Instant expires) {}

  /** @param key all nodes' own, of at least 32 bytes */
  public Links(byte[] key) {
    if (key.length < 32) {
      throw new IllegalArgumentException("a key of " + key.length + " bytes is too short");
    }
    this.key = key.clone();
  }

  /** The part of the address behind its {@code #}, which no browser sends to a server and no server logs. */
  public String token(Link link) {
    var text = encode((link.brand() + "\n" + link.leg() + "\n" + link.person() + "\n"
      + link.expires().getEpochSecond()).getBytes(StandardCharsets.UTF_8));
    return text + "." + encode(sign(text));
  }

  /** The link, if it is one of ours and has not expired. */
  public Optional<Link> read(String token, Instant now) {
    var dot = token.indexOf('.');
    if (dot < 0 || token.length() > LONGEST || !isSigned(token.substring(0, dot), token.substring(dot + 1))) {
      return Optional.empty();
    }
    var parts = new String(Base64.getUrlDecoder().decode(token.substring(0, dot)), StandardCharsets.UTF_8).split("\n");
    var link = new Link(parts[0], Long.parseLong(parts[1]), parts[2], Instant.ofEpochSecond(Long.parseLong(parts[3])));
    return link.expires().isAfter(now) ? Optional.of(link) : Optional.empty();
  }

  private boolean isSigned(String text, String signature) {
    return MessageDigest.isEqual(encode(sign(text)).getBytes(StandardCharsets.US_ASCII),
      signature.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] sign(String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
