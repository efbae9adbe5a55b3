package dev.baton.mention;

import java.nio.charset.StandardCharsets;

/** A network's own id of something said; opaque, compared as text. */
public record ExternalId(String value) {

  /** Bytes; longer than any network's id (an AT-URI is about 80, a Message-ID at most 998), and an index takes it. */
  public static final int MAX_LENGTH = 1_000;

  public ExternalId {
    var wrong = wrong(value);
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException("externalId " + wrong);
    }
  }

  /** Whether this can be one. */
  public static boolean isOne(String value) {
    return wrong(value).isEmpty();
  }

  /** The same where it can be one; else empty, since what no database keeps matches nothing there. */
  public static String orNone(String value) {
    return isOne(value) ? value : "";
  }

  private static String wrong(String value) {
    if (value == null || value.isBlank()) {
      return "is blank: give the network's own id of this message";
    }
    if (value.getBytes(StandardCharsets.UTF_8).length > MAX_LENGTH) {
      return "is longer than " + MAX_LENGTH + " bytes";
    }
    return value.codePoints().anyMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
      ? "contains a NUL character or half a character" : "";
  }

  @Override
  public String toString() {
    return value;
  }
}
