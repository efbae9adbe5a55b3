package dev.baton.connector.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Bytes to letters, whatever the sender called their charset. */
final class Charsets {

  private Charsets() {}

  /** @param claimed may be unknown or none; then it is UTF-8 where it can be, and else what Windows wrote */
  static String text(byte[] bytes, String claimed) {
    try {
      var name = claimed.strip().replaceAll("^[\"']|[\"']$", "");
      if (!name.isEmpty() && !name.equalsIgnoreCase("us-ascii") && Charset.isSupported(name)) {
        return new String(bytes, Charset.forName(name));
      }
    } catch (IllegalArgumentException e) {
      // no charset has such a name
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, Charset.forName("windows-1252"));
    }
  }
}
