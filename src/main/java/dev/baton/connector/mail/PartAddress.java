package dev.baton.connector.mail;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Where a part of a mail lies. By its UID it is found at once; by its Message-ID also after somebody has moved it to
 * another folder, or the server has forgotten its UIDs.
 *
 * @param validity the UIDVALIDITY that the UID is of
 * @param section  as IMAP numbers parts, such as {@code 2.1}
 * @param encoding its Content-Transfer-Encoding; may be empty
 * @param id       the mail's Message-ID without brackets; empty where it has none of its own
 */
record PartAddress(long validity, long uid, String section, String encoding, String id) {

  private static final Pattern FORM =
    Pattern.compile("imap:(\\d{1,18})/(\\d{1,18})/(\\d[\\d.]{0,60})/([a-z0-9-]*)/(.*)");
  /** Of encodings that there are. */
  private static final Pattern ENCODING = Pattern.compile("[a-z0-9-]{1,40}");

  PartAddress {
    encoding = ENCODING.matcher(encoding).matches() ? encoding : "";
  }

  String text() {
    return "imap:" + validity + "/" + uid + "/" + section + "/" + encoding + "/"
      + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  /** @throws IllegalArgumentException if it is none */
  static PartAddress parse(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException("it is no part of a mail");
    }
    var id = URLDecoder.decode(match.group(5), StandardCharsets.UTF_8);
    if (!id.isEmpty() && !MessageIds.isUsable(id)) {
      throw new IllegalArgumentException("it names no mail");
    }
    return new PartAddress(Long.parseLong(match.group(1)), Long.parseLong(match.group(2)), match.group(3),
      match.group(4), id);
  }
}
