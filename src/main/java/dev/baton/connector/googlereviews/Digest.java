package dev.baton.connector.googlereviews;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names for long things. */
final class Digest {

  /** With some thousand of them, that two are alike by chance is less likely than that Google loses one. */
  private static final int LENGTH = 12;

  private static final String REPLY = "/reply#";

  private Digest() {}

  static String of(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
        .digest(text.getBytes(StandardCharsets.UTF_8))).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * A review has one answer, without an id of its own. Its words make one, so that one that comes back is known from one
   * that took its place.
   */
  static String answer(String review, String text) {
    return review + REPLY + of(text.replaceAll("\\s+", " ").strip());
  }

  /** The review of such an answer. */
  static String answered(String answer) {
    return answer.substring(0, answer.lastIndexOf(REPLY));
  }
}
