package dev.baton.demo;

import io.vertx.core.json.JsonObject;
import java.text.BreakIterator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** Identifiers that look like the AT Protocol's, and its way of counting. */
final class AtProto {

  private static final String ALPHABET = "234567abcdefghijklmnopqrstuvwxyz";

  /** Spreads the few bits of a hash over the many of a key. */
  private static final long SPREAD = 2_654_435_761L;

  private AtProto() {}

  /** The same person has the same one after a restart. */
  static String didOf(String handle) {
    return "did:plc:" + base32(handle.hashCode() * SPREAD ^ handle.length(), 12) + base32(handle.hashCode(), 12);
  }

  /** A record key: the time, and a serial number that keeps two of the same moment apart. */
  static String key(Instant at, long serial) {
    return base32(ChronoUnit.MICROS.between(Instant.EPOCH, at) << 10 | (serial & 1023), 13);
  }

  static String cid(String uri) {
    return "bafyrei" + base32(uri.hashCode() * SPREAD, 13) + base32(uri.hashCode(), 13);
  }

  /** The thread goes on from where it began. */
  static JsonObject replyTo(Map<String, JsonObject> posts, String uri) {
    var parent = new JsonObject().put("uri", uri).put("cid", cid(uri));
    var root = posts.getOrDefault(uri, new JsonObject()).getJsonObject("reply", new JsonObject()).getJsonObject("root");
    return new JsonObject().put("root", root == null ? parent : root).put("parent", parent);
  }

  static int graphemes(String text) {
    var breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
    breaks.setText(text);
    int count = 0;
    while (breaks.next() != BreakIterator.DONE) {
      count++;
    }
    return count;
  }

  private static String base32(long value, int length) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++, value >>>= 5) {
      text.append(ALPHABET.charAt((int) (value & 31)));
    }
    return text.reverse().toString();
  }
}
