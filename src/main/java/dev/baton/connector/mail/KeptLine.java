package dev.baton.connector.mail;

import jakarta.mail.MessagingException;
import java.util.Optional;

/**
 * The line that is read on, kept from one look to the next: signing in every few seconds is what servers turn away. One
 * that broke, or whose work failed, is thrown away and the next look begins with a new one.
 */
final class KeptLine {

  /** What is done with it. */
  @FunctionalInterface
  interface Use<T> {
    T with(ImapLine line) throws MessagingException;
  }

  private final MailSessions sessions;
  private volatile Sockets sockets = new Sockets();
  private Optional<ImapLine> line = Optional.empty();
  /** It ends with what it was opened with: a token's line is cut when the token's time is up. */
  private String shown = "";

  KeptLine(MailSessions sessions) {
    this.sessions = sessions;
  }

  /** One at a time; whoever comes second waits. */
  synchronized <T> T use(Use<T> use) throws MessagingException {
    try {
      if (!sessions.pass().secret().equals(shown) || line.filter(ImapLine::isOpen).isEmpty()) {
        cut();
        sockets = new Sockets();
        shown = sessions.pass().secret();
        line = Optional.of(ImapLine.open(sessions, sockets, sessions.patience().read().toMillis()));
      }
      return use.with(line.get());
    } catch (MessagingException | RuntimeException e) {
      cut();
      line = Optional.empty();
      throw e;
    }
  }

  /** From any thread: whatever uses it fails. */
  void cut() {
    sockets.cut();
  }
}
