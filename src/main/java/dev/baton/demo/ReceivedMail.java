package dev.baton.demo;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A mail as somebody reads it.
 *
 * @param from what was said in the envelope, as {@code to}
 * @param text the plain text of it; the whole where there is none
 * @param raw  as it came
 */
public record ReceivedMail(Instant at, String from, String to, String subject, String text, String raw) {

  /** {@code =?UTF-8?Q?...?=} */
  private static final Pattern ENCODED = Pattern.compile("=\\?([^?\\s]{1,40})\\?([QqBb])\\?([^?]*)\\?=(\\s+(?==\\?))?");
  private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=\"?([^\";]+)\"?");
  private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([^\";\\s]+)\"?");
  /** Parts within parts; more is an attack. */
  private static final int DEEPEST = 4;

  /** @param raw header and body, with lines that end in CRLF, a byte a character */
  static ReceivedMail of(Instant at, String from, String to, String raw) {
    var part = Part.of(raw);
    return new ReceivedMail(at, from, to, words(part.header("subject")), text(part, 0).orElse(part.body()), raw);
  }

  /** A header's value; empty if there is none. */
  public String header(String name) {
    return words(Part.of(raw).header(name));
  }

  private record Part(Map<String, String> headers, String body) {

    static Part of(String raw) {
      var end = raw.indexOf("\r\n\r\n");
      var head = end < 0 ? raw : raw.substring(0, end);
      var headers = new HashMap<String, String>();
      head.replaceAll("\r\n[ \t]+", " ").lines().filter(line -> line.contains(":")).forEach(line ->
        headers.putIfAbsent(line.substring(0, line.indexOf(':')).strip().toLowerCase(Locale.ROOT),
          line.substring(line.indexOf(':') + 1).strip()));
      return new Part(headers, end < 0 ? "" : raw.substring(end + 4));
    }

    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    String type() {
      return header("content-type").toLowerCase(Locale.ROOT);
    }

    String decoded() {
      var bytes = switch (header("content-transfer-encoding").toLowerCase(Locale.ROOT)) {
        case "quoted-printable" -> quotedPrintable(body.replace("=\r\n", ""), false);
        case "base64" -> base64(body);
        default -> body.getBytes(StandardCharsets.ISO_8859_1);
      };
      var charset = CHARSET.matcher(header("content-type"));
      return new String(bytes, charset(charset.find() ? charset.group(1) : "utf-8")).replace("\r\n", "\n");
    }
  }

  private static Optional<String> text(Part part, int depth) {
    var boundary = BOUNDARY.matcher(part.header("content-type"));
    if (part.type().startsWith("multipart/") && boundary.find() && depth < DEEPEST) {
      return Stream.of(part.body().split(Pattern.quote("--" + boundary.group(1)))).skip(1)
        .map(raw -> text(Part.of(raw.replaceFirst("^\r\n", "")), depth + 1)).flatMap(Optional::stream).findFirst();
    }
    var isText = part.type().isEmpty() || part.type().startsWith("text/plain");
    return isText ? Optional.of(part.decoded()) : Optional.empty();
  }

  private static String words(String header) {
    return ENCODED.matcher(header).replaceAll(word -> Matcher.quoteReplacement(new String(
      word.group(2).equalsIgnoreCase("B") ? base64(word.group(3)) : quotedPrintable(word.group(3), true),
      charset(word.group(1)))));
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getMimeDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException broken) {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private static byte[] quotedPrintable(String text, boolean header) {
    var bytes = new byte[text.length()];
    var length = 0;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      var isCode = c == '=' && i + 2 < text.length() && HexFormat.isHexDigit(text.charAt(i + 1))
        && HexFormat.isHexDigit(text.charAt(i + 2));
      bytes[length++] = (byte) (isCode ? HexFormat.fromHexDigits(text, i + 1, i + 3) : header && c == '_' ? ' ' : c);
      i += isCode ? 2 : 0;
    }
    return Arrays.copyOf(bytes, length);
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException unknown) {
      return StandardCharsets.UTF_8;
    }
  }
}
