package dev.baton.connector;

/** A name that leads to where nothing may be sent; not a byte has left. */
public final class OffLimits extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public OffLimits(String message) {
    super(message);
  }
}
