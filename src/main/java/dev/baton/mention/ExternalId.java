package dev.baton.mention;

import java.nio.charset.StandardCharsets;

/** A network's own id of something said; opaque, compared as text. */
public record ExternalId(String value) {

  /** Bytes; longer than any network's id (an AT-URI is about 80, a Message-ID at most 998), and an index takes it. */
  public static final int MAX_LENGTH = 1_000;

  public ExternalId {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("externalId is blank: give the network's own id of this message");
    }
    if (value.getBytes(StandardCharsets.UTF_8).length > MAX_LENGTH) {
      throw new IllegalArgumentException("externalId is longer than " + MAX_LENGTH + " bytes");
    }
    if (value.codePoints().anyMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw new IllegalArgumentException("externalId contains a NUL character or half a character");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
