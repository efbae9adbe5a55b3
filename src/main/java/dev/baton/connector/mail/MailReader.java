package dev.baton.connector.mail;

import dev.baton.connector.Receipt;
import dev.baton.mention.Author;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Extras;
import dev.baton.mention.Mention;
import dev.baton.mention.Text;
import dev.baton.mention.Visibility;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says what a mail is: something a customer wrote, a bounce of an answer of ours, or nothing for a desk. */
final class MailReader {

  /** What a mail is. */
  sealed interface Sorted {

    record Said(Mention mention) implements Sorted {}

    record Bounced(Receipt receipt) implements Sorted {}

    /** @param why the mark by which it was known */
    record PassedOver(String why) implements Sorted {}
  }

  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Pattern ANSWER = Pattern.compile("(?i)\\s*(?:re|aw|sv|antw|odp|vs|r|ref)(?:\\[\\d+])?\\s*:.*");
  /** Lines that may begin a part; each costs memory once it is taken apart. */
  private static final int MOST_BOUNDARIES = 5_000;
  private static final String UNVERIFIED = "[the sender could not be verified]";
  private static final int MEGA = 1 << 20;
  /** Never asks a server anything. */
  private static final Session NOWHERE = Session.getInstance(new Properties());

  private final MessageIds ids;
  private final Guard guard;
  private final Authenticity authenticity;
  private final Bounces bounces;
  private final InstantSource clock;

  MailReader(MailConfig config, InstantSource clock) {
    this.ids = new MessageIds(config.domain());
    this.guard = new Guard(config.own(), config.trust().lists());
    this.authenticity = new Authenticity(config.trust().server());
    this.bounces = new Bounces(ids);
    this.clock = clock;
  }

  /**
   * @param validity the UIDVALIDITY that its UID is of
   * @throws IllegalArgumentException for what cannot be understood, now or ever
   */
  Sorted read(RawMail raw, long validity) {
    var mail = parse(raw);
    var headers = new Headers(mail);
    var from = Stream.of("From", "Sender", "Return-Path").flatMap(name -> headers.address(name).stream()).findFirst();
    var known = MessageIds.own(headers.raw("Message-ID"));
    if (known.flatMap(ids::attempt).isPresent()) {
      return new Sorted.PassedOver("our own");
    }
    var isReport = headers.lower("Content-Type").startsWith("multipart/report");
    var machine = guard.machine(headers, from, isReport);
    var answersTo = from.flatMap(address -> guard.isOwn(address) ? stranger(headers)
      : headers.address("Reply-To").or(() -> from));
    if (machine.isEmpty() && from.isPresent() && answersTo.isEmpty()) {
      return new Sorted.PassedOver("our own address");
    }
    var parts = MimeParts.of(mail, (section, encoding) ->
      new PartAddress(validity, raw.uid(), section, encoding, known.orElse("")).text());
    if (machine.isPresent()) {
      return isReport && !isOfDelivery(headers) ? new Sorted.PassedOver("report")
        : bounces.read(parts, isReport || from.map(Guard::isMachine).orElse(true), date(raw)).<Sorted>map(Sorted.Bounced::new).orElseGet(() -> new Sorted.PassedOver(machine.get()));
    }
    var to = answersTo.orElseThrow(() -> new IllegalArgumentException("the mail does not say who wrote it"));
    return new Sorted.Said(mention(raw, headers, parts, from.get(), to, known));
  }

  /** Others say that it was read, or called spam: it did arrive. */
  private static boolean isOfDelivery(Headers headers) {
    var type = headers.lower("Content-Type");
    return !type.contains("report-type") || type.contains("delivery-status");
  }

  /** A form on our own site sends as us, and says in Reply-To who wrote. */
  private Optional<InternetAddress> stranger(Headers headers) {
    return headers.address("Reply-To").filter(address -> !guard.isOwn(address));
  }

  private static MimeMessage parse(RawMail raw) {
    if (raw.bytes().length == 0) {
      throw new IllegalArgumentException("the mail is empty");
    }
    try {
      var mail = new MimeMessage(NOWHERE, new SharedByteArrayInputStream(raw.bytes()));
      if (new Headers(mail).lower("Content-Type").startsWith("multipart/")
        && boundaries(raw.bytes()) > MOST_BOUNDARIES) {
        throw new IllegalArgumentException("the mail has more than " + MOST_BOUNDARIES + " parts");
      }
      return mail;
    } catch (MessagingException e) {
      throw new IllegalArgumentException("the mail's header cannot be read: " + e.getMessage(), e);
    }
  }

  private static int boundaries(byte[] bytes) {
    var count = 0;
    for (var i = 2; i < bytes.length; i++) {
      count += bytes[i] == '-' && bytes[i - 1] == '-' && bytes[i - 2] == '\n' ? 1 : 0;
    }
    return count;
  }

  private Mention mention(RawMail raw, Headers headers, MimeParts parts, InternetAddress from, InternetAddress to,
                          Optional<String> known) {
    var subject = headers.text("Subject");
    var references = headers.ids("References");
    var answered = headers.ids("In-Reply-To");
    var isAnswer = !references.isEmpty() || !answered.isEmpty() || ANSWER.matcher(subject).matches();
    var words = words(parts, subject, isAnswer);
    var id = known.orElseGet(() -> MessageIds.artificial(from.getAddress(), headers.raw("Date"), subject, words));
    var isVerified = from.getAddress().equalsIgnoreCase(to.getAddress()) && authenticity.isVerified(headers, from)
      || authenticity.isSilent();
    var text = (isVerified ? "" : UNVERIFIED + "\n\n") + shown(raw, parts, Text.line(subject, Mention.MAX_TEXT),
      Text.lines(words, Mention.MAX_TEXT), isAnswer);
    var ours = Stream.concat(answered.stream(), references.reversed().stream()).filter(i -> ids.attempt(i).isPresent())
      .findFirst();
    var inReplyTo = ours.or(() -> answered.stream().findFirst())
      .orElse(references.isEmpty() ? "" : references.getLast());
    var thread = Stream.concat(references.stream(), answered.stream()).findFirst().orElse(id);
    var ref = new AnswerRef(to.getAddress(), subject, known.orElse(""), Stream.concat(references.stream(),
      references.isEmpty() ? answered.stream().limit(1) : Stream.empty()).toList());
    return new Mention(new ExternalId(id), author(from, to, isVerified), text, date(raw),
      new Mention.Context(inReplyTo, thread, "", language(headers), Visibility.PRIVATE, ref.text()), Extras.of(parts.attachments()));
  }

  /**
   * Whoever reads our answers is whom we speak with, so identity and address are never two. Who cannot be verified
   * may be anybody: they are nobody whom we know, and their address links them to nobody.
   */
  private static Author author(InternetAddress from, InternetAddress to, boolean isVerified) {
    var address = to.getAddress().toLowerCase(Locale.ROOT);
    var name = Stream.of(to, from).map(InternetAddress::getPersonal).filter(n -> n != null && !n.isBlank()).findFirst();
    return new Author(isVerified ? address : "unverified:" + address, address,
      name.map(Headers::decoded).orElse(address), 0, isVerified ? address : "", "");
  }

  private static String words(MimeParts parts, String subject, boolean isAnswer) {
    var text = parts.plain().isBlank() && !parts.html().isBlank() ? MailHtml.text(parts.html())
      : parts.plain().replace("\r\n", "\n").strip();
    return isAnswer ? Quotes.cut(text, subject) : text;
  }

  /** A first mail begins with its subject, which often says more than the mail. */
  private static String shown(RawMail raw, MimeParts parts, String subject, String words, boolean isAnswer) {
    var lines = new ArrayList<String>();
    if (!isAnswer && !subject.isBlank()) {
      lines.add(subject);
    }
    if (!words.isBlank()) {
      lines.add(words);
    } else if (parts.isSealed()) {
      lines.add("[encrypted mail]");
    } else if (!parts.attachments().isEmpty()) {
      lines.add("[" + parts.attachments().getFirst().kind().word() + "]");
    }
    if (lines.isEmpty()) {
      lines.add(subject.isBlank() ? "[empty mail]" : subject);
    }
    if (parts.unlisted() > 0) {
      lines.add("[" + parts.unlisted() + " more attachments are in the mailbox]");
    }
    if (raw.isCut()) {
      lines.addFirst("[a mail of " + Math.max(1, raw.size() / MEGA) + " MB, of which the beginning was read]");
    }
    return String.join("\n\n", lines);
  }

  /** A server that does not know gives any date; then it is now. */
  private Instant date(RawMail raw) {
    var now = clock.instant();
    return raw.at().isBefore(EARLIEST) || raw.at().isAfter(now) ? now : raw.at();
  }

  private static String language(Headers headers) {
    var said = headers.lower("Content-Language").split("[,;\\s]", 2)[0];
    return said.matches("[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,2}") ? said : "";
  }
}
