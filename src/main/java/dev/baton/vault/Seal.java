package dev.baton.vault;

import dev.baton.connector.TokenStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM. What it belongs to is sealed in with it, such as the account's name, so that one account's token is none in
 * another's place.
 *
 * <pre>
 *   form (1 byte) | nonce (12) | what was sealed, and its tag (16)
 * </pre>
 */
public final class Seal {

  private static final byte FORM = 1;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  public Seal(SecretKey key) {
    this.key = key;
  }

  /** @param of what it belongs to; nothing else opens it */
  public byte[] close(String of, String value) {
    var nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      var sealed = cipher(Cipher.ENCRYPT_MODE, of, nonce).doFinal(value.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(1 + NONCE + sealed.length).put(FORM).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-256-GCM", e);
    }
  }

  /** @throws TokenStore.Unopened where {@link #opened} gives nothing */
  String open(String account, byte[] sealed) {
    return opened(account, sealed).orElseThrow(() -> unopened(account));
  }

  /** Empty where it was sealed with another key, for something else, or has changed since. */
  public Optional<String> opened(String of, byte[] sealed) {
    if (sealed.length <= 1 + NONCE || sealed[0] != FORM) {
      return Optional.empty();
    }
    var nonce = new byte[NONCE];
    System.arraycopy(sealed, 1, nonce, 0, NONCE);
    try {
      return Optional.of(new String(cipher(Cipher.DECRYPT_MODE, of, nonce).doFinal(sealed, 1 + NONCE,
        sealed.length - 1 - NONCE), StandardCharsets.UTF_8));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-256-GCM", e);
    }
  }

  private static TokenStore.Unopened unopened(String account) {
    return new TokenStore.Unopened("The token kept for " + account + " was sealed with another key. Start Baton with"
      + " that key (BATON_KEY, the same on all nodes). If it is lost, delete the account's row in account_secret and"
      + " fill in a new token in config/accounts.yaml");
  }

  private Cipher cipher(int mode, String of, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(of.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
