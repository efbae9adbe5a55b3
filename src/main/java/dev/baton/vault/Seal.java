package dev.baton.vault;

import dev.baton.connector.TokenStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM. The account's name is sealed in with it, so that one account's token is none in another's place.
 *
 * <pre>
 *   form (1 byte) | nonce (12) | what was sealed, and its tag (16)
 * </pre>
 */
final class Seal {

  private static final byte FORM = 1;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  Seal(SecretKey key) {
    this.key = key;
  }

  byte[] close(String account, String value) {
    var nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      var sealed = cipher(Cipher.ENCRYPT_MODE, account, nonce).doFinal(value.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(1 + NONCE + sealed.length).put(FORM).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-256-GCM", e);
    }
  }

  /** @throws TokenStore.Unopened where it was sealed with another key, for another account, or has changed since */
  String open(String account, byte[] sealed) {
    if (sealed.length <= 1 + NONCE || sealed[0] != FORM) {
      throw unopened(account);
    }
    var nonce = new byte[NONCE];
    System.arraycopy(sealed, 1, nonce, 0, NONCE);
    try {
      return new String(cipher(Cipher.DECRYPT_MODE, account, nonce).doFinal(sealed, 1 + NONCE,
        sealed.length - 1 - NONCE), StandardCharsets.UTF_8);
    } catch (AEADBadTagException e) {
      throw unopened(account);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-256-GCM", e);
    }
  }

  private static TokenStore.Unopened unopened(String account) {
    return new TokenStore.Unopened("The token kept for " + account + " was sealed with another key. Start Baton with"
      + " that key (BATON_KEY, the same on all nodes). If it is lost, delete the account's row in account_secret and"
      + " fill in a new token in config/accounts.yaml");
  }

  private Cipher cipher(int mode, String account, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(account.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
