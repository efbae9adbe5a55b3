package dev.baton.connector.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a stranger's headers: bounded, decoded as far as they can be, and never a reason to stop. */
final class Headers {

  private static final int LONGEST = 20_000;

  private final MimePart part;

  Headers(MimePart part) {
    this.part = part;
  }

  /** As it stands there, the first of that name; empty if there is none. */
  String raw(String name) {
    try {
      var all = part.getHeader(name);
      var first = all == null || all.length == 0 ? "" : String.valueOf(all[0]);
      return MimeUtility.unfold(first.length() > LONGEST ? first.substring(0, LONGEST) : first).strip();
    } catch (MessagingException e) {
      return "";
    }
  }

  String lower(String name) {
    return raw(name).toLowerCase(Locale.ROOT);
  }

  boolean has(String name) {
    try {
      return part.getHeader(name) != null;
    } catch (MessagingException e) {
      return false;
    }
  }

  /** For a person to read. */
  String text(String name) {
    return decoded(raw(name));
  }

  /** Letters outside ASCII stand in some headers as they are, which is UTF-8 today. */
  static String decoded(String raw) {
    try {
      var bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
      var whole = raw.chars().anyMatch(c -> c > 0x7f) && raw.chars().allMatch(c -> c <= 0xff)
        ? Charsets.text(bytes, "") : raw;
      return MimeUtility.decodeText(whole);
    } catch (UnsupportedEncodingException | RuntimeException e) {
      return raw;
    }
  }

  /** The first address of a header that can be written to. */
  Optional<InternetAddress> address(String name) {
    try {
      return Stream.of(InternetAddress.parseHeader(raw(name), false)).filter(Headers::isUsable).findFirst();
    } catch (AddressException e) {
      return Optional.empty();
    }
  }

  private static boolean isUsable(InternetAddress address) {
    try {
      var at = address.getAddress();
      if (at == null || at.indexOf('@') < 1 || at.length() > 320) {
        return false;
      }
      address.validate();
      return true;
    } catch (AddressException e) {
      return false;
    }
  }

  /** The names of all headers, in lower case. */
  List<String> names() {
    try {
      var all = part.getAllHeaders();
      return Stream.iterate(all, e -> e.hasMoreElements(), e -> e)
        .map(e -> e.nextElement().getName().toLowerCase(Locale.ROOT))
        .limit(LONGEST).toList();
    } catch (MessagingException e) {
      return List.of();
    }
  }
}
