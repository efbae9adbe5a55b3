package dev.baton.people;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes that are slow on purpose, kept off the event loop. A hash is one line,
 * {@code pbkdf2-sha512$iterations$salt$hash}, so that the number can grow without a change of the old ones.
 */
public final class Passwords {

  /** OWASP's figure for PBKDF2 with HMAC-SHA512. */
  private static final int ITERATIONS = 210_000;
  /** More would let a line in the configuration hold a thread for minutes. */
  private static final int MAX_ITERATIONS = 5_000_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  /** A hash keeps one core busy for a tenth of a second; the rest of Baton needs cores too. */
  private static final int AT_ONCE = 2;
  /** About five seconds of work; whoever comes later is told to come again. */
  private static final int MAX_WAITING = 64;
  private static final Pattern FORM =
    Pattern.compile("pbkdf2-sha512\\$([1-9]\\d{3,6})\\$([A-Za-z0-9+/]{22,88}={0,2})\\$([A-Za-z0-9+/]{43}=)");

  private final SecureRandom random = new SecureRandom();
  private final AtomicInteger waiting = new AtomicInteger();
  private final WorkerExecutor workers;
  /** Compared with when nobody has that name, so that the answer takes as long. */
  private final String nobody;

  public Passwords(Vertx vertx) {
    this.workers = vertx.createSharedWorkerExecutor("passwords", AT_ONCE, 10, TimeUnit.SECONDS);
    this.nobody = line(ITERATIONS, new byte[SALT_BYTES], new byte[HASH_BYTES]);
  }

  /** The world's kind of failure: so many sign in that this one must come again. */
  public static final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Busy() {
      super("too many people sign in at this moment", null, false, false);
    }
  }

  Future<String> hash(String password) {
    return off(() -> hashNow(password, random));
  }

  Future<Boolean> matches(String password, String hash) {
    return off(() -> matchesNow(password, hash));
  }

  /** Always false, after the time that a comparison takes. */
  Future<Boolean> matchesNobody(String password) {
    return off(() -> matchesNow(password, nobody)).map(false);
  }

  private <T> Future<T> off(Callable<T> work) {
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture(new Busy());
    }
    return workers.executeBlocking(work, false).andThen(done -> waiting.decrementAndGet());
  }

  static boolean isHash(String text) {
    var form = FORM.matcher(text);
    return form.matches() && Integer.parseInt(form.group(1)) <= MAX_ITERATIONS;
  }

  static String hashNow(String password, SecureRandom random) throws GeneralSecurityException {
    var salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return line(ITERATIONS, salt, derive(password, salt, ITERATIONS));
  }

  static boolean matchesNow(String password, String hash) throws GeneralSecurityException {
    var form = FORM.matcher(hash);
    if (!isHash(hash) || !form.matches()) {
      return false;
    }
    var salt = Base64.getDecoder().decode(form.group(2));
    return MessageDigest.isEqual(Base64.getDecoder().decode(form.group(3)),
      derive(password, salt, Integer.parseInt(form.group(1))));
  }

  private static String line(int iterations, byte[] salt, byte[] hash) {
    var base64 = Base64.getEncoder();
    return "pbkdf2-sha512$" + iterations + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
  }

  private static byte[] derive(String password, byte[] salt, int iterations) throws GeneralSecurityException {
    var spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BYTES * 8);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } finally {
      spec.clearPassword();
    }
  }
}
