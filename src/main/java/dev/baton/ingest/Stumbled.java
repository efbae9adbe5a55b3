package dev.baton.ingest;

import dev.baton.connector.SourceException;
import io.vertx.core.VertxException;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;

/**
 * A connector met something it was not made for: a mistake of ours, which is the state of one account and no crash. What was
 * thrown may quote a customer or a secret, so only its kind and its place are told.
 */
final class Stumbled extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private Stumbled(Throwable cause) {
    super("Baton stumbled over what the network said (" + cause.getClass().getSimpleName() + place(cause)
      + "): please report it", null, false, false);
  }

  /** What went wrong with a network, as it is; what went wrong with us, without its words. */
  static Throwable of(Throwable cause) {
    boolean isOurs = cause instanceof Error
      || cause instanceof RuntimeException && !(cause instanceof SourceException || cause instanceof Stumbled)
      && !(cause instanceof VertxException);
    return isOurs ? new Stumbled(cause) : cause;
  }

  /** Never empty. */
  static String words(Throwable cause) {
    var known = of(cause);
    return known instanceof TimeoutException ? "the network gave no answer in time"
      : known.getMessage() == null ? known.getClass().getSimpleName() : known.getMessage();
  }

  private static String place(Throwable cause) {
    return Arrays.stream(cause.getStackTrace()).filter(frame -> frame.getClassName().startsWith("dev.baton."))
      .findFirst().map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber()).orElse("");
  }
}
