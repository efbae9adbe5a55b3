package dev.baton.connector;

/**
 * The network could not be asked, or its answer could not be understood; worth another try later.
 * The message names the network's host, never a secret.
 */
public final class SourceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean bytesLeft;
  private final boolean tooLarge;

  private SourceException(String message, boolean bytesLeft, boolean tooLarge, Throwable cause) {
    super(message, cause);
    this.bytesLeft = bytesLeft;
    this.tooLarge = tooLarge;
  }

  /** Nothing reached the network: no connection could be had. */
  public static SourceException unreachable(String message, Throwable cause) {
    return new SourceException(message, false, false, cause);
  }

  /** The request went out, but no answer that can be understood came back. */
  public static SourceException unanswered(String message, Throwable cause) {
    return new SourceException(message, true, false, cause);
  }

  /** The answer was larger than we take: it will be again, unless less is asked for. */
  static SourceException tooLarge(String message) {
    return new SourceException(message, true, true, null);
  }

  /** False only where the network certainly heard nothing; a write that failed so can be given again. */
  public boolean bytesLeft() {
    return bytesLeft;
  }

  public boolean isTooLarge() {
    return tooLarge;
  }
}
