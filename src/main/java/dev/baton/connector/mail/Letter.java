package dev.baton.connector.mail;

import dev.baton.connector.Draft;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An answer as a mail, to the byte the same at every try.
 *
 * @param id without brackets
 */
record Letter(String id, InternetAddress to, byte[] bytes) {

  private static final Pattern ANSWER = Pattern.compile("(?i)\\s*(?:re|aw|sv|antw|odp|vs)(?:\\[\\d+])?\\s*:.*");
  private static final Session NOWHERE = Session.getInstance(new Properties());

  /** @throws IllegalArgumentException if it can be sent to nobody */
  static Letter of(Draft draft, MailConfig config) {
    var ref = AnswerRef.parse(draft.answerRef());
    var id = new MessageIds(config.domain()).of(draft.attemptKey());
    try {
      var to = new InternetAddress(ref.to(), true);
      var mail = new Numbered(id);
      mail.setFrom(new InternetAddress(config.from(), config.name().isEmpty() ? null : config.name(), "UTF-8"));
      mail.setRecipient(Message.RecipientType.TO, to);
      mail.setSubject(subject(ref.subject()), "UTF-8");
      mail.setSentDate(Date.from(draft.createdAt()));
      refer(mail, ref);
      if (draft.language().matches("[A-Za-z0-9-]{2,35}")) {
        mail.setHeader("Content-Language", draft.language());
      }
      if (draft.isAutomatic()) {
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Auto-Response-Suppress", "All");
      }
      mail.setText(draft.text().replace("\r\n", "\n").replace("\n", "\r\n"), "UTF-8");
      mail.saveChanges();
      var bytes = new ByteArrayOutputStream();
      mail.writeTo(bytes);
      return new Letter(id, to, bytes.toByteArray());
    } catch (MessagingException e) {
      throw new IllegalArgumentException("there is no address to answer to: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String subject(String asked) {
    var line = asked.replaceAll("\\s+", " ").strip();
    return line.isEmpty() ? "Re: your message" : ANSWER.matcher(line).matches() ? line : "Re: " + line;
  }

  private static void refer(MimeMessage mail, AnswerRef ref) throws MessagingException {
    if (!ref.id().isEmpty()) {
      mail.setHeader("In-Reply-To", bracketed(ref.id()));
    }
    var all = Stream.concat(ref.references().stream(), Stream.of(ref.id()).filter(id -> !id.isEmpty())).distinct()
      .toList();
    if (!all.isEmpty()) {
      mail.setHeader("References", MimeUtility.fold("References: ".length(), references(all)));
    }
  }

  private static String references(List<String> all) {
    return all.stream().map(Letter::bracketed).collect(Collectors.joining(" "));
  }

  private static String bracketed(String id) {
    return "<" + id + ">";
  }


  /** The library would number it itself, anew at each try. */
  private static final class Numbered extends MimeMessage {

    private final String id;

    private Numbered(String id) {
      super(NOWHERE);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", bracketed(id));
    }
  }
}
