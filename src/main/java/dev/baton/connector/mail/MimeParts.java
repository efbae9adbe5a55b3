package dev.baton.connector.mail;

import dev.baton.mention.Attachment;
import dev.baton.mention.Extras;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a mail is made of: its words as text and as HTML, what is attached, and what a mail server reports. Goes through
 * the parts in order, to a bounded depth and number.
 */
final class MimeParts {

  /** Mails within mails within mails: beyond this nobody wrote it. */
  static final int DEEPEST = 12;
  static final int MOST = 1_000;
  /** Of one text; what a person reads of it is shorter still. */
  private static final int LONGEST_TEXT = 400_000;
  /** Kept of a mail within a bounce: its headers are enough. */
  private static final int LONGEST_REPORT = 20_000;

  /** A mail, or its headers, in a report or on its own. */
  private static final List<String> RETURNED = List.of("text/rfc822-headers", "message/rfc822", "message/global",
    "message/global-headers");

  private final List<Attachment> attachments = new ArrayList<>();
  private final StringBuilder plain = new StringBuilder();
  private final StringBuilder html = new StringBuilder();
  private final StringBuilder report = new StringBuilder();
  private final StringBuilder returned = new StringBuilder();
  private boolean sealed;
  private int unlisted;
  private int parts;

  private final Where where;

  /** Says by which address a part is fetched later. */
  @FunctionalInterface
  interface Where {
    String is(String section, String encoding);
  }

  private MimeParts(Where where) {
    this.where = where;
  }

  /** @throws IllegalArgumentException for a mail that is built to hurt */
  static MimeParts of(MimeMessage mail, Where where) {
    var all = new MimeParts(where);
    all.visit(mail, "", 0);
    return all;
  }

  String plain() {
    return plain.toString();
  }

  String html() {
    return html.toString();
  }

  /** What a mail server says became of a mail (message/delivery-status). */
  String report() {
    return report.toString();
  }

  /** The beginning of the mail it is about. */
  String returned() {
    return returned.toString();
  }

  /** Encrypted: only the addressee can read it. */
  boolean isSealed() {
    return sealed;
  }

  /** How many are attached beside those that are listed. */
  int unlisted() {
    return unlisted;
  }

  List<Attachment> attachments() {
    return attachments;
  }

  private void visit(MimePart part, String section, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("the mail has parts within parts, more than " + DEEPEST + " deep");
    }
    if (++parts > MOST) {
      throw new IllegalArgumentException("the mail has more than " + MOST + " parts");
    }
    var type = type(part);
    if (type.match("multipart/*")) {
      sealed |= type.match("multipart/encrypted");
      multipart(part, type, section, depth);
    } else if (type.match("message/delivery-status") || type.match("message/global-delivery-status")) {
      append(report, bytes(part, LONGEST_REPORT), "");
    } else if (RETURNED.stream().anyMatch(type::match)) {
      append(returned, bytes(part, LONGEST_REPORT), "");
      attached(part, type, section);
    } else if (isText(part, type)) {
      append(type.match("text/html") ? html : plain, bytes(part, LONGEST_TEXT), parameter(type, "charset"));
    } else {
      sealed |= type.match("application/pkcs7-mime") && !"signed-data".equalsIgnoreCase(parameter(type, "smime-type"));
      attached(part, type, section);
    }
  }

  /** Of what cannot be taken apart the beginning is read as text, as people's programs do. */
  private void multipart(MimePart part, ContentType type, String section, int depth) {
    List<MimePart> within;
    try {
      within = within(part, type);
    } catch (MessagingException | IOException | ClassCastException e) {
      append(plain, bytes(part, LONGEST_TEXT), "");
      return;
    }
    for (var i = 0; i < within.size(); i++) {
      visit(within.get(i), (section.isEmpty() ? "" : section + ".") + (i + 1), depth + 1);
    }
  }

  private List<MimePart> within(MimePart part, ContentType type) throws MessagingException, IOException {
    if (!(part.getContent() instanceof MimeMultipart multipart)) {
      throw new MessagingException("no parts in " + type.getBaseType());
    }
    var count = multipart.getCount();
    if (count > MOST) {
      throw new IllegalArgumentException("the mail has more than " + MOST + " parts");
    }
    var within = new ArrayList<MimePart>();
    for (var i = 0; i < count; i++) {
      within.add((MimePart) multipart.getBodyPart(i));
    }
    return within;
  }

  private static boolean isText(MimePart part, ContentType type) {
    return (type.match("text/plain") || type.match("text/html") || type.match("text/enriched"))
      && !new Headers(part).lower("Content-Disposition").startsWith(Part.ATTACHMENT) && name(part, type).isEmpty();
  }

  /** @param section of a mail that is nothing else it is the first */
  private void attached(MimePart part, ContentType type, String section) {
    if (attachments.size() == Extras.MOST) {
      unlisted++;
    } else {
      var base = type.getBaseType().toLowerCase(Locale.ROOT);
      attachments.add(new Attachment(Attachment.Kind.of(base), where.is(section.isEmpty() ? "1" : section,
        new Headers(part).lower("Content-Transfer-Encoding")), base, name(part, type)));
    }
  }

  private static String name(MimePart part, ContentType type) {
    try {
      var name = part.getFileName();
      if (name != null) {
        return Headers.decoded(name);
      }
    } catch (MessagingException | RuntimeException e) {
      // what it is called cannot be read
    }
    return Headers.decoded(parameter(type, "name"));
  }

  private static ContentType type(MimePart part) {
    try {
      return new ContentType(new Headers(part).raw("Content-Type").isEmpty() ? "text/plain" : part.getContentType());
    } catch (ParseException | RuntimeException e) {
      return new ContentType("text", "plain", null);
    } catch (MessagingException e) {
      return new ContentType("text", "plain", null);
    }
  }

  private static String parameter(ContentType type, String name) {
    var value = type.getParameter(name);
    return value == null ? "" : value;
  }

  private static void append(StringBuilder to, byte[] bytes, String charset) {
    if (to.length() < LONGEST_TEXT && bytes.length > 0) {
      to.append(to.isEmpty() ? "" : "\n").append(Charsets.text(bytes, charset));
    }
  }

  /** As far as they can be decoded. */
  private static byte[] bytes(MimePart part, int most) {
    try (var in = part.getInputStream()) {
      return read(in, most);
    } catch (IOException | MessagingException | RuntimeException e) {
      return undecoded(part, most);
    }
  }

  /** In an encoding that nobody knows. */
  private static byte[] undecoded(MimePart part, int most) {
    try (var in = part instanceof MimeMessage mail ? mail.getRawInputStream()
      : ((jakarta.mail.internet.MimeBodyPart) part).getRawInputStream()) {
      return read(in, most);
    } catch (IOException | MessagingException | RuntimeException e) {
      return new byte[0];
    }
  }

  /** Up to {@code most}; what was read before the encoding breaks off is what there is. */
  static byte[] read(InputStream in, int most) throws IOException {
    var all = new java.io.ByteArrayOutputStream();
    var buffer = new byte[8192];
    try {
      for (var n = in.read(buffer); n > 0 && all.size() < most; n = in.read(buffer)) {
        all.write(buffer, 0, Math.min(n, most - all.size()));
      }
    } catch (IOException e) {
      if (all.size() == 0) {
        throw e;
      }
    }
    return all.toByteArray();
  }
}
