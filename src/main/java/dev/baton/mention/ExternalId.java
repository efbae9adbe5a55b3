package dev.baton.mention;

/** A network's own id of something said; opaque, compared as text. */
public record ExternalId(String value) {

  /** Longer than any network's id (an AT-URI is about 80, a Message-ID at most 998). */
  public static final int MAX_LENGTH = 1_000;

  public ExternalId {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("externalId is blank: give the network's own id of this message");
    }
    if (value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("externalId is longer than " + MAX_LENGTH + " characters");
    }
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("externalId contains a NUL character");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
