package dev.baton.connector.mail;

import dev.baton.connector.Checked;
import io.vertx.core.Future;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries out a mailbox: can it be read, is there a place for copies, would the mail server take an answer. Sends
 * nothing.
 */
final class MailCheck {

  private final MailSessions sessions;
  private final Hands hands;
  private final Mailbox mailbox;

  MailCheck(MailSessions sessions, Hands hands, Mailbox mailbox) {
    this.sessions = sessions;
    this.hands = hands;
    this.mailbox = mailbox;
  }

  Future<List<Checked>> check() {
    var sockets = new Sockets();
    return hands.work(sockets::cut, sessions.patience().total(), () -> {
      var found = new ArrayList<>(reading(sockets));
      found.add(sending());
      return List.copyOf(found);
    }).recover(e -> e instanceof AuthenticationFailedException
      ? Future.succeededFuture(List.of(new Checked("credentials", false, Words.of(e)))) : Future.failedFuture(e));
  }

  private List<Checked> reading(Sockets sockets) {
    var host = sessions.config().imap().host();
    ImapLine line;
    try {
      line = ImapLine.open(sessions, sockets, sessions.patience().read().toMillis());
    } catch (MessagingException e) {
      return List.of(Words.isUnwelcome(e) ? new Checked("credentials", false, host + " does not accept them: "
        + Words.of(e))
        : new Checked("connection", false, host + " cannot be reached: " + Words.of(e)));
    }
    try {
      return List.of(new Checked("credentials", true, "are accepted by " + host), folder(line), copies(line));
    } finally {
      line.close();
      sockets.cut();
    }
  }

  private Checked folder(ImapLine line) {
    var folder = sessions.config().folder();
    try {
      return new Checked("reading", true, folder + " " + mailbox.newest(line));
    } catch (MessagingException e) {
      return new Checked("reading", false, Words.of(e));
    }
  }

  private Checked copies(ImapLine line) {
    try {
      return line.talk(imap -> new SentFolder(sessions.config().sent()).name(imap))
        .map(name -> new Checked("copies", true, "of answers are looked for in " + name))
        .orElse(new Checked("copies", false,
          "no folder is marked as the one for sent mail: say which in sent-folder, or an "
          + "answer that is lost on the way cannot be looked up"));
    } catch (MessagingException e) {
      return new Checked("copies", false, Words.of(e));
    }
  }

  private Checked sending() {
    var host = sessions.config().smtp().host();
    try {
      new Postman(sessions).tryOut(new Sockets());
      return new Checked("sending", true, host + " accepts the sign-in; nothing was sent");
    } catch (MessagingException e) {
      return new Checked("sending", false, host + (Words.isUnwelcome(e) ? " does not accept user and password: "
        : " cannot be used: ") + Words.of(e));
    }
  }
}
