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
  /** Nobody has more to say under one name. */
  private static final int MOST_OF_A_NAME = 50;

  private final MimePart part;

  Headers(MimePart part) {
    this.part = part;
  }

  /** As it stands there, the first of that name; empty if there is none. */
  String raw(String name) {
    try {
      var all = part.getHeader(name);
      return all == null || all.length == 0 ? "" : bounded(String.valueOf(all[0]));
    } catch (MessagingException e) {
      return "";
    }
  }

  private static String bounded(String value) {
    return MimeUtility.unfold(value.length() > LONGEST ? value.substring(0, LONGEST) : value).strip();
  }

  String lower(String name) {
    return raw(name).toLowerCase(Locale.ROOT);
  }

  /** Each of that name, in lower case: a second one may say what the first hides. */
  List<String> every(String name) {
    try {
      var all = part.getHeader(name);
      return all == null ? List.of() : Stream.of(all).limit(MOST_OF_A_NAME).map(Headers::bounded)
        .map(one -> one.toLowerCase(Locale.ROOT)).toList();
    } catch (MessagingException e) {
      return List.of();
    }
  }

  /** The ids in a header, from the first to the last; of one that is too long the middle is left out, never an end. */
  List<String> ids(String name) {
    try {
      var all = part.getHeader(name);
      var whole = all == null || all.length == 0 ? "" : String.valueOf(all[0]);
      return whole.length() <= LONGEST ? MessageIds.all(MimeUtility.unfold(whole))
        : Stream.of(whole.substring(0, LONGEST / 2), whole.substring(whole.length() - LONGEST / 2))
          .flatMap(end -> MessageIds.all(MimeUtility.unfold(end)).stream()).distinct().toList();
    } catch (MessagingException e) {
      return List.of();
    }
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

  /** How many a header names; 0 where it cannot be read. */
  int addresses(String name) {
    try {
      return InternetAddress.parseHeader(raw(name), false).length;
    } catch (AddressException e) {
      return 0;
    }
  }

  private static boolean isUsable(InternetAddress address) {
    try {
      var at = address.getAddress();
      // A group would be written to as a whole, whoever is in it.
      if (at == null || at.indexOf('@') < 1 || at.length() > 320 || address.isGroup()) {
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
