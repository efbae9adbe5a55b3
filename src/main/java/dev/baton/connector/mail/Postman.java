package dev.baton.connector.mail;

import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Hands a letter to the mail server, and knows what became of it:
 *
 * <pre>
 *   connect, sign in, MAIL, RCPT, DATA, text │ the final dot │ 250, 4xx or 5xx
 *   a break here: the server keeps nothing   │ a break here: nobody knows
 * </pre>
 */
final class Postman {

  /** Greylisting lets a sender through after some minutes. */
  private static final Duration LATER = Duration.ofMinutes(2);
  /** How soon an answer is tried again while a person mends the credentials. */
  static final Duration UNTIL_MENDED = Duration.ofMinutes(5);
  private static final int TEMPORARY = 400;
  private static final int PERMANENT = 500;

  private final MailSessions sessions;

  Postman(MailSessions sessions) {
    this.sessions = sessions;
  }

  /** @throws SourceException where the server cannot be reached */
  ReplyOutcome send(Letter letter, Sockets sockets) throws MessagingException {
    var session = sessions.smtp(sockets);
    var round = new Round(session);
    try {
      connect(round);
      round.sendMessage(new MimeMessage(session, new ByteArrayInputStream(letter.bytes())),
        new Address[] {letter.to()});
      return new ReplyOutcome.Sent(letter.id(), "");
    } catch (AuthenticationFailedException e) {
      return new ReplyOutcome.TryLater(UNTIL_MENDED, "the mail server does not accept user and password: "
        + Words.of(e));
    } catch (MessagingException e) {
      return became(round, e);
    } catch (RuntimeException e) {
      if (round.dotLeft) {
        return new ReplyOutcome.Unknown("the mail server's answer cannot be understood: " + Words.of(e));
      }
      throw e;
    } finally {
      sockets.cut();
    }
  }

  /** Signs in and says nothing. */
  void tryOut(Sockets sockets) throws MessagingException {
    var round = new Round(sessions.smtp(sockets));
    try {
      connect(round);
      if (!round.isConnected()) {
        throw new MessagingException("the mail server hung up after the sign-in");
      }
    } finally {
      sockets.cut();
    }
  }

  private void connect(Round round) throws MessagingException {
    sessions.signIn(round, sessions.config().smtp());
    round.signedIn = true;
  }

  private ReplyOutcome became(Round round, MessagingException e) {
    if (round.refusal >= PERMANENT) {
      return new ReplyOutcome.Refused("The mail server refused it: " + round.words);
    }
    if (round.refusal > 0) {
      return new ReplyOutcome.TryLater(LATER, "the mail server asks us to try later: " + round.words);
    }
    if (round.dotLeft) {
      return new ReplyOutcome.Unknown("the mail server had the whole mail and did not say whether it keeps it: "
        + Words.of(e));
    }
    if (!round.signedIn) {
      throw SourceException.unreachable(sessions.config().smtp().host() + " cannot be reached: " + Words.of(e), e);
    }
    return new ReplyOutcome.TryLater(LATER, "the connection broke before the mail was handed over: " + Words.of(e));
  }

  /**
   * Remembers how far it came, and the first no: the library goes on to tidy up, and where the server has hung up after
   * its no, all that is heard of is that.
   */
  private static final class Round extends SMTPTransport {

    private boolean signedIn;
    private boolean dotLeft;
    private int refusal;
    private String words = "";

    private Round(Session session) {
      super(session, new URLName("smtp", null, -1, null, null, null));
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
      dotLeft = true;
      super.finishData();
    }

    @Override
    protected int readServerResponse() throws MessagingException {
      var code = super.readServerResponse();
      if (signedIn && refusal == 0 && code >= TEMPORARY) {
        refusal = code;
        words = Words.of(new MessagingException(getLastServerResponse()));
      }
      return code;
    }
  }
}
