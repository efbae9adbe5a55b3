package dev.baton.media;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * What a file is by its first bytes, whatever its name and its server say. What is not known is only ever handed out as a
 * download. Sources: the signatures of the formats' own specifications.
 */
final class Sniffed {

  static final String UNKNOWN = "application/octet-stream";

  /** What a browser draws without running anything. SVG is not among them. */
  static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

  private static final Map<String, String> BEGINNINGS = Map.of(
    "\u0089PNG\r\n\u001a\n", "image/png",
    "\u00ff\u00d8\u00ff", "image/jpeg",
    "GIF87a", "image/gif",
    "GIF89a", "image/gif",
    "%PDF-", "application/pdf",
    "OggS", "audio/ogg",
    "ID3", "audio/mpeg",
    "\u001aE\u00df\u00a3", "video/webm");

  private Sniffed() {}

  static String type(Buffer body) {
    var head = new String(body.getBytes(0, Math.min(body.length(), 16)), StandardCharsets.ISO_8859_1);
    if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
      return "image/webp";
    }
    if (head.startsWith("ftyp", 4)) {
      return "video/mp4";
    }
    return BEGINNINGS.entrySet().stream().filter(e -> head.startsWith(e.getKey())).map(Map.Entry::getValue).findFirst()
      .orElse(UNKNOWN);
  }
}
